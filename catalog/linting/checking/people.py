"""Who does what, out of the words of a standard (pure)."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from commons.seeking import Seeker, seek
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import pattern
from standards.vocabulary import ComponentKey

HEAD, SECRETARY, SECTION, COUNTER, OPERATOR, INFORMATION = (
    "HEAD", "SECRETARY", "SECTION_HEAD", "COUNTER", "OPERATOR", "INFORMATION",
)  # fmt: skip
_SECTION_HEAD = seek(
    r"\b(?:kasi|kasie|kepala seksi|ka\.? ?si)\s+(?P<section>[a-z]+(?:\s+(?!dan\b|atau\b|me[a-z]{4}"
    r"|di[a-z]{4})[a-z]+)?)",
    re.IGNORECASE,
)
_SECTIONS = tuple(
    (name, seek(words, re.IGNORECASE))
    for name, words in (
        ("pelayanan", r"pelayanan|yanmum|yanum"),
        ("pemerintahan", r"(?:tata )?pemerintahan|tapem|pem\b|pemum"),
        ("kesejahteraan", r"kesra|kesejahteraan|kess?os|sosial|kemasyarakatan"),
        ("ketertiban", r"trantib|ketent|keamanan|ketertiban"),
        ("pembangunan", r"pembangunan|ekbang|perekonomian|ekonomi|pmd|pemberdayaan"),
    )
)
_OWN_POST = seek(
    r"^\W*(?:[\d.]+[.)]?\s*|[a-z][.)]\s*)?(?P<post>[A-Za-z][A-Za-z /-]{3,60}?)"
    r"(?:\s*\((?!S[\dM]|D|minimal|pendidikan)[A-Za-z][A-Za-z. /-]{2,40}\)(?=\s*(?::|–|-|\d)))?"
    r"(?:\s*[,(]?\s*(?:sebanyak\s+)?\d{1,2}\s*(?:\([a-z ]+\)\s*)?orang\)?)?"
    r"\s*(?::| – | - |\((?=S[\dM]|D|minimal|pendidikan))\s*\S"
)
# The column beside the post, in a table of posts, educations and numbers.
_SCHOOL_BEHIND = re.compile(r"\s+(?:SD|SMP|SM[AUK]|SLT[AP]|[SD]|sarjana|diploma)\s*-?$")
OFFICIALS = frozenset({HEAD, SECRETARY, SECTION})
ANYBODY = "STAFF"
OWN_HEADS = {"kecamatan": "camat", "kelurahan": "lurah"}
_ROLES: tuple[tuple[str, str], ...] = (
    (SECRETARY, r"sekcam|seklur|sekretaris(?: (?:kecamatan|camat|lurah|kelurahan))?"),
    (SECTION, r"kasi(?: \w+)?|kasie|kepala seksi(?: \w+)?"),
    ("BACK_OFFICE", r"(?:petugas |staf(?:f)? )?back ?office"),
    (INFORMATION, r"petugas (?:layanan |bagian )?informasi|resepsionis|customer service"),
    ("SECURITY", r"satpam|satuan pengamanan|petugas keamanan|tenaga keamanan|security"),
    ("TREASURER", r"bendahara(?: penerimaan)?|pemegang kas|kasir|juru bayar"),
    ("VERIFIER", r"verifikator|petugas verifikasi"),
    ("TYPIST", r"juru (?:ketik|tulis)|pengetik"),
    ("ARCHIVIST", r"arsiparis|(?:petugas|juru|pengelola) arsip"),
    ("COMPLAINTS", r"petugas pengaduan|pengelola pengaduan"),
    ("COURIER", r"petugas (?:pengantar|kurir)|kurir"),
    ("SURVEYOR", r"(?:petugas|juru|tenaga) (?:lapangan|surve[iy]|ukur)|surveyor"),
    (OPERATOR, r"operator(?: \w+)?|petugas (?:operator|entri|input|perekaman)"),
    (
        COUNTER,
        r"petugas (?:loket|paten|pelayanan|front ?office|pendaftaran|penerima(?: berkas)?)|fron?t ?office"
        r"|staf(?:f)? pelayanan|petugas",
    ),
)
# "Petugas Register mencatat": a post of its own, known by the verb behind it.
# Other offices' people are not ours.
_OTHER_POST = seek(
    r"\bpetugas\s+(?!loket|pelayanan|paten\b|front|pendaftaran|penerima|operator|entri|input|perekaman|layanan"
    r"|informasi|me[a-z]{3,}|di[a-z]{4,}|ber[a-z]{3,}|ter[a-z]{3,}|akan\b|wajib\b|harus\b|lalu\b|kemudian\b"
    r"|yang\b|kami\b|tersebut\b|setempat\b|piket\b|kantor\b|kecamatan\b|kelurahan\b|desa\b|dinas\b"
    r"|dukcapil\b|polsek\b|kepolisian\b|puskesmas\b|bpn\b)"
    r"(?P<what>[a-z]{4,})(?=\s+(?:me[a-z]{3,}|ber[a-z]{3,}|di[a-z]{5,}|akan|wajib|harus|lalu|kemudian)\b)",
    re.IGNORECASE,
)
_VERB = (
    r"(?:di\s?tanda\s?tangani|(?:ber)?tanda\s?tangan|ditandatangan|diteken|disahkan|di sahkan|pengesahan"
    r"|penandatanganan|dilegalisasi|legalisasi|diketahui)"
)
_BY = seek(
    rf"\b{_VERB}\b(?P<what>[^.;]{{0,80}}?)\boleh\b(?P<who>(?:(?!\b(?:kepada|untuk|guna|di|ke|lalu|kemudian|selanjutnya)\b)[^.;])*)",
    re.IGNORECASE,
)
_TO = seek(rf"\bkepada\b(?P<who>[^.;]{{0,40}}?)\b(?:untuk|guna)\b[^.;]{{0,30}}?{_VERB}", re.IGNORECASE)
_OFFICIAL = r"(?:camat|lurah|sekcam|sekretaris|kasi|kepala seksi)\b"
_SIGNED = seek(
    rf"\b{_VERB}\s+(?P<who>{_OFFICIAL}(?:(?:\s+(?!atau\b|dan\b)\w+){{0,3}}\s*(?:\batau\b|/)\s*{_OFFICIAL})?)",
    re.IGNORECASE,
)
_SIGNATURE_OF = seek(
    rf"\b(?:stempel|nomor|cap|register)\b[^.;]{{0,30}}\btanda tangan\s+(?P<who>{_OFFICIAL})", re.IGNORECASE
)
_SIGNS = seek(
    r"(?P<who>\b(?:camat|lurah|sekcam|sekretaris\s?\w*|(?:kasi|kepala seksi)(?:\s+(?!me|di|lalu\b|kemudian\b"
    r"|camat\b|lurah\b|sek|petugas\b|yang\b|untuk\b|kepada\b)\w+){0,5}|petugas\s?\w*|operator|staf\s?\w*))"
    r"\s+(?:me(?:nandatangani|nanda tangani|ngesahkan|mbubuhkan tanda tangan|legalisasi)"
    r"|sebagai penanda\s?tangan)",
    re.IGNORECASE,
)


@cache
def _rules(level: str) -> tuple[tuple[str, Seeker], ...]:
    head = r"lurah" if level == "kelurahan" else r"camat"
    return ((HEAD, pattern(rf"{head}|pimpinan")), *((role, pattern(words)) for role, words in _ROLES))


def rank_of(post: str) -> int:
    """3 heads the office, 2 its secretary, 1 a section of it; 0 for any other post."""
    ranks = ((2, r"sekcam|sekretaris|seklur"), (1, r"kasi|kasie|kepala seksi"), (3, r"camat|lurah"))
    return next((rank for rank, words in ranks if pattern(words).search(post)), 0)


def roles_in(text: str, level: str) -> dict[str, str]:
    """Roles of the office's own people the text names, each with its first words. A word names one role."""
    return dict(_roles_in(text, level))


@lru_cache(maxsize=8192)
def _roles_in(text: str, level: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    left = text
    for role, rule in _rules(level):
        match = rule.search(left)
        if match:
            found[role] = match[0]
            left = rule.sub(" ", left)
        if role == SECTION:
            for match in _OTHER_POST.finditer(text):
                found.setdefault(f"petugas {match['what'].casefold()}", match[0])
            left = _OTHER_POST.sub(" ", left)
    return tuple(found.items())


def sections_in(text: str) -> dict[str, str]:
    """Sections whose head the text names ("Kasi Yanmum" and "Kepala Seksi Pelayanan" are one), as written."""
    found: dict[str, str] = {}
    for match in _SECTION_HEAD.finditer(text):
        section = next((name for name, rule in _SECTIONS if rule.match(match["section"])), "")
        if section:
            found.setdefault(section, match[0].strip())
    return found


def posts_of(sheet: Sheet) -> list[str]:
    """The posts of a list of competences: "Operator: SMA, …"; "Petugas Loket (SMA, …)"."""
    found = (_OWN_POST.match(item) for item in sheet.part(ComponentKey.KOMPETENSI).sentences)
    return [match["post"] for match in found if match]


def counted(sheet: Sheet) -> list[str]:
    """The posts of the component on the number of staff, also "Camat 1, Operator 2"."""
    if any(sheet.staff):
        pieces = re.split(r",(?=\s*[A-Z])", ", ".join(sheet.staff))
        return [piece for piece in pieces if roles_in(piece, sheet.level)]
    pieces = re.split(r"[,;:\n]|\bdan\b", sheet.part(ComponentKey.JUMLAH).text)
    named = (re.sub(r"[\d().]+.*$", "", piece).strip() for piece in pieces if roles_in(piece, sheet.level))
    return [_SCHOOL_BEHIND.sub("", name) for name in named]


def staffed(sheet: Sheet) -> dict[str, str]:
    """Roles that the staff list or the competence table names."""
    names = [*sheet.staff, *(post.name for post in sheet.posts if post.name)]
    if not sheet.staff:  # posts named elsewhere than before "… orang": "5 orang: Camat 1, Operator 1"
        names += posts_of(sheet)
    each = any("masing" in post for post in sheet.staff)  # "A, B, dan C, masing-masing 1 orang"
    beside = "" if sheet.staff and not each else sheet.part(ComponentKey.JUMLAH).text
    names += [name for name in re.split(r"[,;:]|\bdan\b|\n", beside) if roles_in(name, sheet.level)]
    if not sheet.staff and sheet.part(ComponentKey.JUMLAH).merged:
        names += sheet.part(ComponentKey.KOMPETENSI).sentences
    found: dict[str, str] = {}
    for name in names:
        found |= roles_in(name, sheet.level)
        found |= {f"petugas {word}": name for word in re.findall(r"[a-z]{4,}", name.casefold())}
    return found


def signers(texts: Iterable[str], level: str) -> list[tuple[str, str, str]]:
    """(role, words, sentence) for each of the office's own people who is said to sign or endorse."""
    return [(role, name, sentence) for sentence in texts for role, name in _signers(sentence, level)]


@lru_cache(maxsize=8192)
def _signers(sentence: str, level: str) -> tuple[tuple[str, str], ...]:
    """Several rules ask the same of one sentence."""
    return tuple(
        named
        for rule in (_BY, _TO, _SIGNS, _SIGNED, _SIGNATURE_OF)
        for match in rule.finditer(sentence)
        for named in roles_in(match["who"], level).items()
    )
