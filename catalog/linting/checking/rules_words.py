"""Wording: contradictions, vague words, broken sentences, spelling, old names, contacts (rules; pure)."""

import re
from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from commons.seeking import Seeker, seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, normal, said
from linting.checking.handles import AS_TYPED, UNUSABLE, spaced_handles
from linting.checking.nearmiss import months_misspelt, near_misses
from linting.checking.sheet import Part, Sheet
from linting.checking.unfinished import undone
from linting.checking.vocabulary import one, pattern, spelling, vague, words
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
# Ombudsman RI, emergency calls, Lapor.
_SHORT_NUMBERS = frozenset({"137", "110", "112", "113", "115", "117", "118", "119", "129", "1708"})
K = ComponentKey
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_OBLIGED = seek(
    r"\b(?:wajib|harus)\b[^.;]*\b(?:bersifat sukarela|tidak wajib|boleh tidak|bila berkenan)\b", re.IGNORECASE
)
_BEGINS = seek(
    r"^(?:selanjutnya|kemudian|setelah itu|lalu|apabila|jika|bila|bahwa|sedangkan|karena|sehingga)\b,?\s*",
    re.IGNORECASE,
)
# "…; dan" goes on with the next item.
_JOINS = seek(r"[;,:]\s*(?:dan|atau|serta|dan/atau)?\s*$", re.IGNORECASE)
_LEFT_OPEN = seek(
    r"(?<!\w)(?:oleh|untuk|guna|yang|dengan|kepada|dari|di|ke|dalam|pada|adalah|terhadap|serta|dan|atau|akan|maka|wajib"
    r"|bahwa|melalui|antara|(?:dan|serta) selanjutnya|jawab atas|agar|supaya|karena|sehingga)\s*[.;,]?$",
    re.IGNORECASE,
)
_AND = seek(r",\s*(?:dan|serta|lalu|kemudian)\s*[.;]?$", re.IGNORECASE)
_OPEN_END = seek(r"\s(?:yang|oleh|kepada|dengan|untuk|dari|adalah)\s*;$", re.IGNORECASE)
_PREDICATE = seek(
    r"\b(?:me(?:m|n|ng|ny|r|l|w|y)?[a-z]{3,}|di(?!(?:\s|ri|nas|klat|rektur|plom)\b)[a-z]{4,}|ber[a-z]{3,}|ter(?:sedia|catat|dapat|jadi|simpan)\w*"
    r"|(?:kami|kita)\s+[a-z]{4,}|adalah|ialah|merupakan|akan|dapat|harus|wajib|ada|tidak|bisa|boleh|sudah|telah)\b",
    re.IGNORECASE,
)
_REACTIVE = seek(
    r"\b(?:apabila|bila|jika|kalau|setiap|bilamana)\s+(?:ada|terjadi|terdapat|muncul|menerima)\s+"
    r"(?:pengaduan|keluhan|masalah|laporan|komplain|aduan|kesalahan)\b",
    re.IGNORECASE,
)
_CHECKS = seek(
    r"\b(?:memeriksa|mengawasi|memantau|pemeriksaan|pengawasan|pemantauan|diperiksa|diawasi)\b", re.IGNORECASE
)
_IF_NEEDED = seek(r"(?:apabila|jika|bila|kalau)\s+(?:diperlukan|perlu|dibutuhkan)\b", re.IGNORECASE)
_POSTS = frozenset({"kasi", "camat", "lurah", "operator", "petugas", "sekretaris"})
_DOUBLED = seek(r"\b(?P<word>[A-Za-z]{2,})\s+(?P=word)\b", re.IGNORECASE)
_MAY_DOUBLE = frozenset({"masing", "sama", "undang", "lain", "hal", "orang", "satu", "dua", "tiga"})
_NOT_KEPT = seek(r"\b(?:belum|tidak)\s+(?:\w+\s+)?$", re.IGNORECASE)
_MARKS = seek(r"\bdan\s+/\s*atau\b|\bdan/\s+atau\b|\bdan\s/atau\b", re.IGNORECASE)
_PHONE = seek(
    r"\b(?:telp|telepon|hp|wa|whatsapp)\b\.?(?:\s+(?:pelayanan|layanan|pengaduan|kantor|loket|kecamatan|kelurahan))?\s*:?\s*(?P<number>\(?[+\d](?:[\d\s()–-]|(?<=\d)\.(?=\d))*\d)",
    re.IGNORECASE,
)
_DI: dict[str, Callable[[str], str]] = {
    "~apart": lambda wrong: f"{wrong[:2]} {wrong[2:]}",
    "~together": lambda wrong: wrong.replace(" ", ""),
}
_BAD_MAIL = seek(
    r"(?<![\w.+-])[\w.+-]+@(?:@+[\w.-]+|[\w-]*\.\.[\w.-]+)"
    r"|(?:(?<=el: )|(?<=ail: ))[a-z]+ [\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.+-])(?!(?:instagram|ig|facebook|fb|tiktok|tik tok|twitter|x|youtube|threads|akun"
    r"|medsos|sosial)\s+@)"
    r"[\w.+-]+(?:\s+@\s*|@\s+)[\w-]+\.\w+"
    r"|(?<![\w.+-])[\w.+-]+@(?:[\w.-]*\w\s*,\s*(?:com|co|go|id|net|org)\b|[\w-]+(?![\w.,@-])|[\w-]+\.(?=\s|$))"
    r"|\bwww(?:\.[\w-]+)*\s*,\s*(?:go|id|com|co|org|net)\b",
    re.IGNORECASE,
)
_FEWEST_DIGITS, _MOST_DIGITS = 8, 13
_WHOLE_NUMBERS = ("08", "03")  # of a mobile phone, and with the code of an area of East Java
_LABELS = frozenset({"gmail", "yahoo"})
_LABEL = seek(r"\b(?:gmail|yahoo)\s*:", re.IGNORECASE)
_ENDS = seek(r"^\W*(?:penutup|pendahuluan|visi|misi|motto|lampiran|tujuan|maksud)\b", re.IGNORECASE)
_DESKS = seek(r"\b(?:loket|meja|ruang)\s+(?:informasi|pengaduan|pendaftaran|pelayanan)\b", re.IGNORECASE)


@rules("obliged_and_free", E, only=_OBLIGED)
def obliged_and_free(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    for key in K:
        for sentence in sheet.part(key).sentences:
            if _OBLIGED.search(sentence):
                yield Hit(
                    key,
                    sentence,
                    _("Kewajiban dan kebebasan di kalimat ini bertentangan."),
                    _("Tulis salah satu: wajib, atau boleh."),
                )


@rules("vague_words", W)
def vague_words(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Words that bind nobody; a period beside "secara berkala" makes it definite."""
    there = {
        severity: [words for words in vague(severity) if words.may_be_in(sheet.folded)]
        for severity in ("warning", "info")
    }
    for key, text, sentences in _said_in(sheet):
        here = [(s, near) for s in there if (near := [words for words in there[s] if words.may_be_in(text)])]
        for sentence in sentences if here else ():
            for severity, near in here:
                for match in _first_ones(sentence, near):
                    if "secara" in match[0].lower() and one("period").search(sentence):
                        continue
                    if _NOT_KEPT.search(sentence[: match.start()]):  # "belum selesai pada waktunya"
                        continue
                    yield Hit(
                        key,
                        sentence,
                        said(_("“{words}” tidak dapat diukur."), words=match[0]),
                        _("Ganti dengan waktu, jumlah, atau keadaan yang pasti."),
                        # A step that only some files need is no promise.
                        I if key is K.PROSEDUR and _IF_NEEDED.match(match[0]) else Severity(severity),
                    )


def _first_ones(sentence: str, rules_: Sequence[Seeker]) -> Iterator[re.Match[str]]:
    """What any of these finds, from left to right; of those that overlap the one that begins first."""
    hits = ((place, hit) for place, rule in enumerate(rules_) for hit in rule.finditer(sentence))
    end = 0
    for _place, hit in sorted(hits, key=lambda one_: (one_[1].start(), one_[0])):
        if hit.start() >= end:
            end = hit.end()
            yield hit


def _said_in(sheet: Sheet) -> Iterator[tuple[ComponentKey | None, str, tuple[str, ...]]]:
    """What is promised: the components but the legal basis, and rows of the office's own."""
    for key in K:
        if key is not K.DASAR_HUKUM:
            yield key, sheet.part(key).text, sheet.part(key).sentences
    for heading, text in sheet.extra:
        if text not in sheet.definitions and not _ENDS.match(heading):
            yield None, text, (text,)


@rules("supervision_reactive", W)
def supervision_reactive(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Supervision and evaluation that wait for somebody to complain."""
    for key in (K.PENGAWASAN, K.EVALUASI):
        text = sheet.part(key).text
        if (match := _REACTIVE.search(text)) and not one("period").search(text.replace(match[0], " ")):
            yield Hit(
                key,
                text,
                said(_("Hanya dilakukan “{words}”, tanpa waktu yang tetap."), words=match[0]),
                _("Tulis waktunya, misalnya setiap bulan."),
            )
    for sentence in sheet.part(K.PENGAWASAN).sentences if len(sheet.part(K.PENGAWASAN).sentences) > 1 else ():
        match = _REACTIVE.search(sentence)
        if match and _CHECKS.search(sentence) and not one("period").search(sentence):
            yield Hit(
                K.PENGAWASAN,
                sentence,
                said(_("Hanya dilakukan “{words}”, tanpa waktu yang tetap."), words=match[0]),
                _("Tulis waktunya, misalnya setiap bulan."),
            )


@rules("item_twice", W)
def item_twice(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The same step, facility or paper, word for word, two times. Variants may ask for one paper twice."""
    for key in (K.PROSEDUR, K.SARANA, *(() if sheet.grouped else (K.PERSYARATAN,))):
        if sheet.part(key).lists > 1:
            continue
        seen: set[str] = set()
        again: list[str] = []
        for item in sheet.part(key).items:
            said_ = normal(item)
            if len(said_) > 3 and said_ in seen:
                again.append(item)
            seen.add(said_)
        # Several are no slip: the list of another kind of applicant, without a heading that says so.
        if len(again) == 1 or key is not K.PERSYARATAN:
            for item in again:
                yield Hit(key, item, _("Butir ini tertulis dua kali."), _("Hapus salah satunya."))


def _ends_of(part: Part) -> Iterator[str]:
    """The items that no list below can go on with: the last one, those that end with a full stop, and all
    of a list that is numbered throughout."""
    throughout = part.numbers == tuple(range(1, len(part.items) + 1)) and len(part.items) > 1
    for at, item in enumerate(part.items):
        if (
            at == len(part.items) - 1
            or item.rstrip().endswith(".")
            or (throughout and not _JOINS.search(item))
        ):
            yield item


def _hanging(part: Part) -> Iterator[str]:
    """ "…, dan" before more than one item more is the end of no list; nor are "…, yang;", "… kepada;"."""
    if part.lists == 1:
        yield from (item for item in part.items[:-2] if _AND.search(item))
    yield from (item for item in part.items if _OPEN_END.search(item))


@rules("sentence_broken", W)
def sentence_broken(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A sentence that begins to say something and has no predicate."""
    for key in (K.PROSEDUR, K.PENGADUAN, K.PENGAWASAN, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN, K.EVALUASI):
        open_ends = [item for item in _ends_of(sheet.part(key)) if _LEFT_OPEN.search(item)]
        for item in (*open_ends, *_hanging(sheet.part(key))):
            if len(item.split()) > 2:
                yield Hit(
                    key, item, _("Kalimat terpotong: sambungannya tidak ada."), _("Lengkapi kalimatnya.")
                )
        for sentence in sheet.part(key).sentences:
            opening = _BEGINS.match(sentence)
            rest = sentence[opening.end() :] if opening and len(sentence.split()) > 3 else ""
            if (rest and not _PREDICATE.search(rest)) or undone(sentence):
                yield Hit(
                    key,
                    sentence,
                    _("Kalimat tidak selesai: tidak ada yang dilakukan atau siapa yang melakukannya."),
                    _("Lengkapi kalimatnya."),
                )


@rules("word_doubled", W)
def word_doubled(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    for key in K:
        for item in sheet.part(key).items:
            for match in _DOUBLED.finditer(item):
                word = match["word"].casefold()
                cells = not match.start() and all(one_[0].isupper() for one_ in match[0].split())
                if word in _POSTS:  # the end of one cell and the next
                    continue
                if not cells and word not in _MAY_DOUBLE and len(set(word)) > 1:
                    yield Hit(key, match[0], _("Kata tertulis dua kali."), _("Hapus salah satunya."))


@rules("spelling", I)
def spelling_slips(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Each slip once, where it stands first."""
    seen: set[str] = set()
    texts: list[tuple[ComponentKey | None, str]] = [(None, sheet.title)]
    texts += [(None, text) for text in sheet.definitions]
    texts += [(key, sheet.part(key).text) for key in K]
    there = [(rule, right) for rule, right in spelling() if rule.may_be_in(sheet.folded)]
    for where, text in texts:
        for wrong, right in [*_listed(text, there), *near_misses(text), *months_misspelt(text)]:
            if (slip := wrong.casefold()) not in seen:
                seen.add(slip)
                yield _slip(where, wrong, right)
    for wrong, right in months_misspelt(" \n".join(sheet.beside)):
        if (slip := wrong.casefold()) not in seen:
            seen.add(slip)
            yield _slip(None, wrong, right)


def _listed(text: str, slips: Sequence[tuple[Seeker, str]]) -> Iterator[tuple[str, str]]:
    """In the order they stand in; of those that begin at one place the one that is listed first."""
    found = [
        (hit.start(), place, hit[0], right)
        for place, (rule, right) in enumerate(slips)
        for hit in rule.finditer(text)
    ]
    end = 0
    for start, _place, wrong, right in sorted(found):
        if start >= end:
            end = start + len(wrong)
            yield wrong, _DI[right](wrong) if right in _DI else right


def _slip(where: ComponentKey | None, wrong: str, right: str) -> Hit:
    return Hit(
        where,
        wrong,
        said(_("“{wrong}” salah tulis."), wrong=wrong),
        said(_("Tulis “{right}”."), right=right),
    )


@rules("marks", I, only=_MARKS)
def marks(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    for key in K:
        for match in _MARKS.finditer(sheet.part(key).text):
            yield Hit(key, match[0], _("Spasi di sekitar garis miring."), _("Tulis “dan/atau”."))


@rules("name_changed", I)
def name_changed(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """Programmes, data and trainings that have another name now."""
    seen: set[str] = set()
    texts = [(None, sheet.title), *((key, sheet.part(key).text) for key in K if key is not K.DASAR_HUKUM)]
    for renamed in words()["renamed"]:
        rule = pattern(renamed["pattern"])
        if not rule.may_be_in(sheet.folded):
            continue
        law = context.laws.find(renamed.get("law", ""))
        for where, text in texts:
            match = rule.search(text)
            if match and renamed["pattern"] not in seen and renamed["now"].split()[0] not in text:
                seen.add(renamed["pattern"])
                ground = said(_(" ({law})"), law=law.cited) if law else ""
                yield Hit(
                    where,
                    match[0],
                    said(_("“{old}” kini {now}{ground}."), old=match[0], now=renamed["now"], ground=ground),
                    said(_("Pakai {now}."), now=renamed["now"]),
                    Severity(renamed["as"]),
                )


@rules("handle_unusable", W)
def handle_unusable(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A handle with a space, a phone number that cannot exist."""
    for where, text in sheet.texts if "@" in sheet.folded else ():
        if "@" in text and (where is not K.PENGADUAN or not _has_handle(sheet)):
            yield from spaced_handles(sheet, where, text)
    for contact in sheet.contacts:
        if contact.target or contact.kind not in {"instagram", "phone", "email", "whatsapp", "sms"}:
            continue
        yield Hit(
            K.PENGADUAN,
            contact.shown,
            UNUSABLE,
            AS_TYPED,
        )


def _has_handle(sheet: Sheet) -> bool:
    return any(contact.kind == "instagram" for contact in sheet.contacts)


@rules("phone_impossible", W)
def phone_impossible(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Too few or too many digits behind "Telp."."""
    for match in _PHONE.finditer(sheet.part(K.PENGADUAN).text):
        digits = re.sub(r"\D", "", match["number"]).removeprefix("62")
        if digits in _SHORT_NUMBERS:
            continue
        fewest = _FEWEST_DIGITS + 2 if digits.startswith(_WHOLE_NUMBERS) else _FEWEST_DIGITS
        if not fewest <= len(digits) <= _MOST_DIGITS:
            yield Hit(
                K.PENGADUAN,
                match[0],
                _("Nomor ini tidak mungkin: jumlah angkanya tidak sesuai."),
                _("Tulis nomor lengkap dengan kode wilayahnya."),
            )


@rules("mail_impossible", W)
def mail_impossible(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "nama@gmail,com", "nama@ gmail.com"."""
    for match in _BAD_MAIL.finditer(sheet.part(K.PENGADUAN).text):
        yield Hit(
            K.PENGADUAN,
            match[0],
            _("Alamat pos-el ini tidak mungkin."),
            _("Tulis tanpa spasi, dengan titik, misalnya nama@lumajangkab.go.id."),
        )


@rules("contact_label", I)
def contact_label(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Gmail" names a company, not a kind of address; also before an address that cannot be."""
    labels = [contact.label for contact in sheet.contacts]
    labels += [match[0] for match in _LABEL.finditer(sheet.part(K.PENGADUAN).text)]
    for label in dict.fromkeys(one_.strip(" .:") for one_ in labels):
        if label.casefold() in _LABELS:
            yield Hit(
                K.PENGADUAN,
                label,
                said(_("“{label}” adalah merek, bukan jenis kontak."), label=label),
                _("Tulis “Pos-el”."),
            )


@rules("desk_names", I)
def desk_names(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Complaints are made at one desk under two names."""
    found = {" ".join(match.casefold().split()) for match in _DESKS.findall(sheet.part(K.PENGADUAN).text)}
    if len(found) > 1:
        yield Hit(
            K.PENGADUAN,
            " / ".join(sorted(found)),
            _("Tempat pengaduan disebut dengan nama yang berbeda."),
            _("Pakai satu nama untuk satu tempat."),
        )
