"""The product: is it what the title says, what the procedure makes, and of this service (rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from linting.checking.subjects import of_other_services
from linting.checking.vocabulary import filler, named
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
W = Severity.WARNING
_PROXY = seek(r"\bkuasa\b", re.IGNORECASE)
_NEW_PAPER = seek(r"^\W*(?:surat\s+)?(?:pengantar|rekomendasi|keterangan|izin|dispensasi)\b", re.IGNORECASE)
_MADE_ANEW = seek(
    r"^\W*(?:duplikat|salinan\s+baru|dokumen\s+baru|cetak(?:an)?\s+(?:ulang|baru)|pengganti)\b", re.IGNORECASE
)
_ADVISES = seek(r"\b(?:rekomendasi|pengantar)\b", re.IGNORECASE)
_PERMIT = seek(r"^\W*(?:surat )?izin\b(?!.*\b(?:rekomendasi|pengantar)\b)", re.IGNORECASE)
_LETTER = seek(
    r"\b(?:keterangan|pengantar|rekomendasi|dispensasi|pernyataan|legalis\w+|dilegalis\w+|pengesahan|disahkan"
    r"|SK[A-Z]{1,4})\b",
    re.IGNORECASE,
)
# What only another authority, or another service, hands out.
_OF_OTHERS = seek(
    r"^\W*(?:(?:kutipan|dokumen|cetakan|lembar|blangko|penerbitan)\s+)*(?:akta\s+(?:kelahiran|kematian|perkawinan|perceraian|nikah"
    r"|cerai|pengakuan|adopsi)|buku\s+nikah|kartu\s+(?:keluarga|tanda\s+penduduk|identitas\s+anak)|KK|KTP(?:-?el)?|KIA|paspor"
    r"|NIB|nomor\s+induk\s+berusaha|PBG|persetujuan\s+bangunan|sertifikat|SPPT|SIM|NPWP|penetapan\s+(?:ahli|waris|pengadilan))\b",
    re.IGNORECASE,
)
# Of what an office only advises on, or sends on: the thing itself.
_ADVISED = seek(
    r"^\W*(?:(?:berupa|terbitnya|penerbitan|cetakan|dokumen|lembar|kutipan|surat|register\s+dan\s+kutipan)\s+)*"
    r"(?:SKCK|(?:keterangan\s+)?catatan\s+kepolisian|keterangan\s+kelakuan\s+baik|IMB|PBG|SLF|izin|persetujuan\s+bangunan|akta|paspor"
    r"|NIB|nomor\s+induk|buku\s+nikah|SIM|sert[ip]\w+|kartu|KTP(?:-?el)?|KK|KIA|penetapan|visa|polis|KIS)\b",
    re.IGNORECASE,
)
_LEGALISES = seek(r"\b(?:legalisasi|legalisir|pengesahan)\b", re.IGNORECASE)
_BROUGHT = seek(
    r"\b(?:sudah|telah)\s+di\s?tanda\s?tangani\b|\bdari (?:lurah|kepala desa|kades)\b", re.IGNORECASE
)
_OF_WHOM = seek(r"[,;.\n(]|\b(?:yang|bagi|untuk|guna|atas nama|ditandatangani|bertanda)\b", re.IGNORECASE)
_FACILITY_FOR_ACT = seek(
    r"\bfasilitas\s+(?=(?:pada|permohonan|surat|penerbitan|pembuatan|pengurusan|pengajuan|pelayanan|legalisasi|rekomendasi)\b)",
    re.IGNORECASE,
)
_LETTER_NAMED = seek(
    r"\b(?:SKTM|SKCK|SKDU|SKPWNI|SKU)\b|\b(?:surat|rekomendasi|dispensasi)\b(?:\s+(?!kepada\b|oleh\b|dari\b|di[a-z]{4}|me[a-z]{4}|dan\b|atau\b"
    r"|petugas\b|staf\b|kasi\b|kepala\b|camat\b|lurah\b|tata usaha\b)[\w-]+){1,5}",
    re.IGNORECASE,
)
_DEFINED = seek(
    r"\b(?P<what>(?:surat|rekomendasi|dispensasi|legalisasi)(?:\s+(?!adalah\b|ialah\b|merupakan\b)[\w()-]+){1,6})\s+(?:adalah|ialah|merupakan)\b",
    re.IGNORECASE,
)
_MAKES = seek(
    r"\b(?:menandatangani|mencetak|membuat|menyusun|menerbitkan|mengetik|ditandatangani|dicetak)\b",
    re.IGNORECASE,
)
_CARDS = frozenset({"KTP", "KK", "KIA", "akta kelahiran", "akta kematian"})
_CARD_MADE = seek(
    r"(?<!pemohon )\b(?:mencetak|menandatangani|menerbitkan|menyerahkan(?=[^.;]*\bkepada pemohon))\b[^.;]*",
    re.IGNORECASE,
)
# Where the service makes no card at all, only what surely makes one.
_CARD_PRINTED = seek(
    r"\b(?:mencetak|menerbitkan)\s+(?:(?:kutipan|dokumen)\s+)?(?:akta|kartu\s+keluarga|kartu\s+tanda\s+penduduk|KTP|KK|KIA)\b[^.;,]*",
    re.IGNORECASE,
)
_MATTER = seek(
    r"\b(?:permohonan|pelayanan|layanan|pengurusan|penerbitan|pembuatan|pemohon|penerima|legalisasi|perekaman|pencetakan|register)"
    r"\s+(?P<what>(?:(?!dan\b|atau\b|yang\b|oleh\b|di\b|pada\b|untuk\b|kepada\b|dengan\b)[\w-]+\s*){1,4})",
    re.IGNORECASE,
)
_TOLD_OF = (K.WAKTU, K.BIAYA, K.PENGAWASAN, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN, K.EVALUASI)
_EVERYBODYS = frozenset(
    {"KTP", "KK", "surat pengantar", "surat pernyataan", "meterai", "pas foto", "surat kuasa"}
)
_SHORT = seek(r"\bSK[A-Z]{1,4}\b")
# "Belum Menikah" and "Belum Bekerja" have nothing in common.
_SAYS_NOTHING = frozenset(
    {"belum", "tidak", "pernah", "sudah", "masih", "bukan", "sedang", "telah", "status"}
)
_OF_MARRIAGE = frozenset(
    {
        "menikah",
        "nikah",
        "pernikahan",
        "kawin",
        "perkawinan",
        "lajang",
        "perjaka",
        "jejaka",
        "gadis",
        "perawan",
    }
)
_KINDS = seek(r"\b(?:pengantar|rekomendasi|keterangan|izin|dispensasi)\b", re.IGNORECASE)
_OWN_PAPER = seek(r"\b(?:pengesahan|disahkan|legalisasi|legalisir|dilegalisasi|mengesahkan)\b", re.IGNORECASE)


@rules("other_service", W)
def other_service(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Words taken over from the standard of another service: its letter, card, or people."""
    found = [*_other_letter(sheet), *_other_card(sheet), *_residue(sheet), *_other_defined(sheet)]
    yield from found
    told = {hit.quote for hit in found}
    yield from (hit for hit in of_other_services(sheet) if hit.quote not in told)


def _other_letter(sheet: Sheet) -> Iterator[Hit]:
    """A letter that this service does not make."""
    own = named("subjects", f"{sheet.title} {sheet.part(K.PRODUK).text}").keys()
    asked = named("subjects", sheet.part(K.PERSYARATAN).text).keys()
    for key in (K.PROSEDUR, K.WAKTU, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN, K.EVALUASI):
        for sentence in sheet.part(key).sentences:
            # Of a service that the table does not know only a letter that is surely made here is foreign.
            for match in _LETTER_NAMED.finditer(sentence) if own or _MAKES.search(sentence) else ():
                other = named("subjects", match[0])
                if other and not other.keys() & (own | asked) and not _PROXY.search(match[0]):
                    yield Hit(
                        key,
                        sentence,
                        said(
                            _("“{letter}” bukan hasil layanan ini; agaknya dari standar lain."),
                            letter=match[0].strip(),
                        ),
                        _("Sebut surat yang dihasilkan layanan ini."),
                    )


def _other_defined(sheet: Sheet) -> Iterator[Hit]:
    """ "Surat Keterangan Usaha adalah …" as the only definition, where the service is another letter."""
    own = named("subjects", f"{sheet.title} {sheet.part(K.PRODUK).text}").keys()
    told = named("subjects", " ".join(sheet.definitions)).keys()
    for text in sheet.definitions if own and not own & told else ():
        for match in _DEFINED.finditer(text):
            other = named("subjects", match["what"])
            if other and not other.keys() & named("subjects", sheet.part(K.PERSYARATAN).text).keys():
                yield Hit(
                    None,
                    match[0],
                    said(
                        _("“{letter}” bukan hasil layanan ini; agaknya dari standar lain."),
                        letter=match["what"],
                    ),
                    _("Sebut surat yang dihasilkan layanan ini."),
                )


def _residue(sheet: Sheet) -> Iterator[Hit]:
    """ "Permohonan legalisasi ijazah" in the evaluation of a service that has nothing to do with either."""
    named_there = [
        (key, sentence, match, other)
        for key in _TOLD_OF
        for sentence in sheet.part(key).sentences
        for match in _MATTER.finditer(sentence)
        if (other := _matters(match["what"]))
    ]
    if not named_there:
        return
    own = _matters(
        " ".join((sheet.title, *sheet.definitions, sheet.text(K.PRODUK, K.PERSYARATAN, K.PROSEDUR)))
    )
    for key, sentence, match, other in named_there:
        letter = _LETTER_NAMED.search(match["what"])  # said by the rule above
        if not other & own and not (letter and named("subjects", letter[0])):
            yield Hit(
                key,
                sentence,
                said(_("“{what}” bukan layanan ini; agaknya dari standar lain."), what=match[0].strip()),
                _("Sebut layanan ini."),
            )


def _matters(text: str) -> set[str]:
    return set(named("subjects", text)) | set(named("papers", text)) - _EVERYBODYS


def _other_card(sheet: Sheet) -> Iterator[Hit]:
    """A card that the title does not name is made or handed over ("kartu keluarga" for a KTP)."""
    own = named("papers", sheet.title).keys()
    made_here = named("papers", sheet.part(K.PRODUK).text).keys() & _CARDS
    if not own & _CARDS and (made_here or _LEGALISES.search(sheet.title)):
        return
    for sentence in sheet.part(K.PROSEDUR).sentences:
        match = (_CARD_MADE if own & _CARDS else _CARD_PRINTED).search(sentence)
        made = named("papers", match[0]) if match else {}
        if made.keys() & _CARDS and not made.keys() & own:
            yield Hit(
                K.PROSEDUR,
                sentence,
                said(
                    _("“{letter}” bukan hasil layanan ini; agaknya dari standar lain."),
                    letter=", ".join(made.values()),
                ),
                _("Sebut surat yang dihasilkan layanan ini."),
            )


@rules("product_vs_mechanism", W)
def product_vs_mechanism(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The office endorses the applicant's own paper, but the product is a new one."""
    product, mechanism = sheet.part(K.PRODUK).text, sheet.part(K.PROSEDUR).text
    legalises = _LEGALISES.search(sheet.title)
    if (
        (legalises or (_BROUGHT.search(mechanism) and _OWN_PAPER.search(mechanism)))
        and _NEW_PAPER.search(product)
        and not _OWN_PAPER.search(product)
    ) or (legalises and _MADE_ANEW.search(product)):
        yield Hit(
            K.PRODUK,
            product,
            _("Prosedur mengesahkan surat yang dibawa pemohon, tetapi produknya disebut surat baru."),
            _("Samakan: produknya surat yang disahkan, atau prosedurnya menyusun surat baru."),
        )


@rules("product_vs_title", W)
def product_vs_title(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Title and product name different things, or have no telling word in common.

    Who advises another authority does not hand out its permit; a letter about a death is no akta.
    """
    texts = (sheet.title, sheet.part(K.PRODUK).text)
    alike = not all(_content(text) for text in texts) or _same_thing(*texts) or _initials(*texts)
    other = (
        (_ADVISES.search(texts[0]) and _PERMIT.match(texts[1]))
        or (_LETTER.search(texts[0]) and _OF_OTHERS.match(texts[1]) and not _LETTER.search(texts[1]))
        or (_ADVISES.search(texts[0]) and _ADVISED.match(texts[1]) and not _ADVISES.search(texts[1]))
        or _other_kind(*texts)
        or _narrower(sheet)
    )
    if alike and not other:
        return
    yield Hit(
        K.PRODUK,
        texts[1],
        said(_("Produk tidak cocok dengan judul “{title}”."), title=sheet.title),
        _("Sebut produk sesuai dengan layanan di judul."),
    )


def _other_kind(title: str, product: str) -> bool:
    """ "Pengantar …" in the title, a "Surat Keterangan …" as product.

    What is legalised keeps its kind; an abbreviation such as SKTM is a Surat Keterangan.
    """
    if _LEGALISES.search(title):
        return False
    there, here = (
        {word.casefold() for word in _KINDS.findall(text)}
        | ({"keterangan"} if _SHORT.search(text) else set())
        for text in (title, product)
    )
    return bool(there and here) and not there & here


def _narrower(sheet: Sheet) -> bool:
    """ "Surat Keterangan Domisili Usaha" where title and definitions are about the domicile of a person."""
    about = named("subjects", sheet.title).keys()
    head = _OF_WHOM.split(sheet.part(K.PRODUK).text, maxsplit=1)[0]
    known = about | named("subjects", " ".join((*sheet.definitions, sheet.text(K.PERSYARATAN)))).keys()
    return bool(about & named("subjects", head).keys() and named("subjects", head).keys() - known)


def _same_thing(title: str, product: str) -> bool:
    """By what both name ("KK" is a Kartu Keluarga) where both name something, else by their words."""
    named_there, named_here = (
        set(named("subjects", text)) | set(named("papers", text)) for text in (title, product)
    )
    if named_there and named_here:
        return bool(named_there & named_here)
    return bool(_telling(title) & _telling(product))


def _telling(text: str) -> set[str]:
    """The words that say what is certified; all of them where there is nothing but "belum"."""
    words = _content(text) - _SAYS_NOTHING or _content(text)
    return words | ({"menikah"} if words & _OF_MARRIAGE else set())


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z][a-z0-9]+", text.casefold()) if word not in filler()}


def _initials(title: str, product: str) -> bool:
    """Whether one abbreviates the other ("SKTM", "Surat Keterangan Tidak Mampu")."""
    firsts = [
        "".join(word[0] for word in re.findall(r"[a-z]+", text.casefold())) for text in (title, product)
    ]
    return any(len(word) > 2 and word in firsts[1] for word in _content(title)) or any(
        len(word) > 2 and word in firsts[0] for word in _content(product)
    )


@rules("title_word", W)
def title_word(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Fasilitas" (a thing) where the act is meant."""
    if match := _FACILITY_FOR_ACT.search(sheet.title):
        yield Hit(
            None,
            sheet.title,
            said(_("“{word}” adalah barang atau tempat; yang dimaksud kegiatannya."), word=match[0].strip()),
            _("Tulis “Fasilitasi”."),
        )
