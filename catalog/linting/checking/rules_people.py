"""Roles, staff, competence, signer (rules over one standard; pure)."""

import re
from collections.abc import Iterator
from itertools import chain

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking import people
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Post, Sheet
from linting.checking.vocabulary import one
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_ACTING = (K.PROSEDUR, K.PENGADUAN, K.EVALUASI)
_SIGNING = (K.PROSEDUR, K.PRODUK, K.KOMPETENSI, K.WAKTU, K.JAMINAN_KEAMANAN)
_FLOOR = seek(r"\bminimal\b|\bpaling rendah\b|\bsekurang|\bserendah|\bsederajat\b", re.IGNORECASE)
_POST = seek(
    r"\b(?:petugas|operator|kasi|kepala seksi|camat|lurah|sek\w+|staf|bendahara|verifikator)\b", re.IGNORECASE
)
_LOWEST = seek(r"\bminimal\b|\bpaling rendah\b|\bsekurang|\bserendah", re.IGNORECASE)
_BEFORE = seek(r"\b(?:sudah|telah)\b|\bpemohon\b", re.IGNORECASE)
_SCHOOL = seek(r"\b(?:S[DM]P?|SM[AUK]|SLT[AP]|D-?(?:3|III|4|IV)|S-?[12]|sarjana|diploma)\b", re.IGNORECASE)
_ABOVE = seek(r"\batasan\b|\bkepala\b|\binspektorat\b|\bpimpinan\b|\bterhadap\b|\bkepada\b", re.IGNORECASE)
_THEMSELVES = seek(
    r"\b(?:petugas|pelaksana|operator|front ?office|tim \w+)\b[^.;]{0,30}"
    r"\b(?:yang bersangkutan|itu sendiri|sendiri)\b"
    r"|\b(?:mengawasi|menilai|memeriksa)\b[^.;]{0,20}\bsendiri\b",
    re.IGNORECASE,
)
_INSTEAD = seek(
    r"\ba\.?n\.|\batas nama\b|\bmewakili\b|\bberhalangan\b|\bplh\b|\btidak (?:ada )?di\s?tempat\b",
    re.IGNORECASE,
)
_SIGNER_ROW = re.compile(
    r"^\W*(?:[\d.]+\s+)?(?:pejabat\s+|nama\s+)?(?:yang\s+)?(?:penanda\s?tangan\w*|menandatangani)(?:\s+\w+){0,3}?[\s:=]+"
    r"(?P<who>(?:camat|lurah|sekretaris|sekcam|seklur|kasi|kepala\s+seksi)\b.*)$",
    re.IGNORECASE,
)
# The head signs for the bupati, and a lurah for the camat, whenever they sign: nobody stands in for anybody.
_FOR_THE_ABOVE = seek(
    r"\b(?:a\.?n\.?|atas\s+nama|mewakili)\s+(?:bupati|wali\s?kota|gubernur|pemerintah|kepala\s+daerah)\b",
    re.IGNORECASE,
)
_FOR_THE_CAMAT = seek(r"\blurah\b[^.;]{0,60}\b(?:a\.?n\.?|atas\s+nama)\s+camat\b", re.IGNORECASE)
_SERVER_CHECKS = seek(
    r"^\W*(?:\d{1,2}[.)]\s*|[a-z][.)]\s*)?(?:petugas\s+(?:loket|pelayanan|layanan|front\s?office|pendaftaran|paten)|operator(?:\s+\w+)?)"
    r"\s+(?:memeriksa|mengawasi|memantau|melakukan\s+pengawasan)\b",
    re.IGNORECASE,
)
_DONE_BY = seek(r"\b(?:dilaksanakan|dikerjakan|ditangani|dilakukan|diproses)\s+oleh\b", re.IGNORECASE)
_DUTY = seek(
    r":\s*(?:bertugas|tugasnya|bertanggung\s?jawab|mempunyai\s+tugas|melaksanakan\s+tugas)\b", re.IGNORECASE
)
# What is signed besides the product.
_PLEDGE = seek(r"\b(?:maklumat|pernyataan|berita acara|janji|standar)\b", re.IGNORECASE)
_NO_WORDS = seek(r"^\W*(?:\d{1,2}[.)]\s*)?(?P<post>[A-Za-z][A-Za-z /-]{3,60}?)\s*[:=]\s*[-–—.…]*\s*[;.]?$")


@rules("role_unstaffed", W)
def role_unstaffed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Who acts is in the list of staff. The head is nobody's staff; a supervisor need not serve."""
    there = people.staffed(sheet)
    if not there:
        return
    for key in _ACTING:
        for sentence in sheet.part(key).sentences:
            for role, name in people.roles_in(sentence, sheet.level).items():
                if role == people.HEAD or role in there or _generic(role, name) or _INSTEAD.search(sentence):
                    continue
                if re.search(rf"\b(?:selaku|sebagai|merangkap)\s+(?:petugas\s+)?{re.escape(name)}", sentence):
                    continue  # somebody named before is that besides
                # Who evaluates, and who is complained to, is above those who serve.
                if key is not K.PROSEDUR and role in people.OFFICIALS:
                    continue
                there[role] = name
                yield not_listed(key, sentence, name)


def not_listed(key: K, sentence: str, name: str) -> Hit:
    """Somebody acts here who is in no list of staff."""
    return Hit(
        key,
        sentence,
        said(
            _("{name} bertugas di sini, tetapi tidak ada dalam jumlah dan kompetensi pelaksana."), name=name
        ),
        said(_("Tambahkan {name} ke daftar pelaksana, atau sebut petugas yang ada di daftar."), name=name),
    )


def _generic(role: str, name: str) -> bool:
    """ "Petugas" alone is anybody of the staff."""
    return role == people.COUNTER and name.casefold() in {"petugas", "petugas pelayanan"}


@rules("staff_unnamed", W)
def staff_unnamed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    text = sheet.part(K.JUMLAH).text
    if text.strip() and not people.staffed(sheet) and _able(sheet) != sheet.staff_total:
        yield Hit(
            K.JUMLAH,
            text,
            _("Jumlah pelaksana tidak menyebut jabatannya, sehingga tidak dapat dicocokkan dengan prosedur."),
            _("Tulis jumlah tiap jabatan, misalnya petugas loket 1 orang, operator 1 orang."),
        )


def _able(sheet: Sheet) -> int:
    """How many posts the component on competence speaks of; as many as are counted are those counted."""
    pieces = re.split(r"[,;\n]|\bdan\b", sheet.part(K.KOMPETENSI).text)
    return sum(bool(_POST.search(piece)) for piece in pieces)


@rules("competence_is_actor", W)
def competence_is_actor(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The component says who does the work, not what they must be able to do."""
    text = sheet.part(K.KOMPETENSI).text
    if text.strip() and not sheet.posts and not one("competence").search(text):
        yield Hit(
            K.KOMPETENSI,
            text,
            _("Komponen ini menyebut siapa pelaksananya, bukan kompetensi yang dituntut."),
            _("Tulis pendidikan, pelatihan, keterampilan, dan pengalaman tiap jabatan."),
        )
        return
    for item in sheet.part(K.KOMPETENSI).items:
        if (_DONE_BY.search(item) or _DUTY.search(item)) and not one("competence").search(item):
            yield Hit(
                K.KOMPETENSI,
                item,
                _("Di sini disebut siapa yang mengerjakannya, bukan kompetensi yang dituntut."),
                _("Tulis pendidikan, pelatihan, dan keterampilan jabatan ini."),
            )


@rules("competence_empty", W)
def competence_empty(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Kepala Seksi Pelayanan: -", where the other posts have something."""
    items = sheet.part(K.KOMPETENSI).items
    filled = sum(bool(one("competence").search(item)) for item in items)
    for item in items if filled > 1 and not sheet.posts else ():
        if (match := _NO_WORDS.match(item)) and people.roles_in(match["post"], sheet.level):
            yield Hit(
                K.KOMPETENSI,
                item,
                said(_("Kompetensi {post} tidak diisi."), post=match["post"].strip()),
                _("Lengkapi seperti jabatan lain."),
            )


@rules("post_unnamed", E)
def post_unnamed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    for post in sheet.posts:
        if not post.name.strip():
            yield Hit(
                K.KOMPETENSI,
                post.skills or post.experience or post.education,
                _("Tabel kompetensi ini tidak menyebut jabatannya."),
                _("Tulis jabatan, pendidikan, dan pelatihannya."),
            )


@rules("post_incomplete", W)
def post_incomplete(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A field the other posts have is empty, or an education is without "minimal" that others have."""
    named = [post for post in sheet.posts if post.name.strip()]
    for post in named:
        others = [other for other in sheet.posts if other is not post]
        lacking = _lacking(post, others)
        if lacking:
            yield Hit(
                K.KOMPETENSI,
                post.name,
                said(_("{post}: {fields} tidak diisi."), post=post.name, fields=", ".join(map(str, lacking))),
                _("Lengkapi seperti jabatan lain."),
            )
        if (
            post.education
            and not _FLOOR.search(post.education)
            and any(_FLOOR.search(o.education) for o in others)
        ):
            yield Hit(
                K.KOMPETENSI,
                post.education,
                said(_("Pendidikan {post} tidak disebut sebagai batas paling rendah."), post=post.name),
                said(_("Tulis “Minimal {education}”."), education=post.education),
            )


@rules("education_floor", W)
def education_floor(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The same in a list: one post's education is a floor ("minimal SMA"), another's is not."""
    if sheet.posts:
        return
    items = [
        item
        for item in sheet.part(K.KOMPETENSI).items
        if _SCHOOL.search(item) and not people.rank_of(item.split(":")[0])  # what officials have is a fact
    ]
    lacking = [item for item in items if not _FLOOR.search(item)]
    if lacking and any(_LOWEST.search(item) for item in items):
        yield Hit(
            K.KOMPETENSI,
            lacking[0],
            _("Pendidikan di sini tidak disebut sebagai batas paling rendah, di butir lain ya."),
            _("Tulis “minimal” di depan pendidikannya."),
        )


def _lacking(post: Post, others: list[Post]) -> list[object]:
    fields = {
        "education": _("pendidikan"),
        "training": _("pelatihan"),
        "skills": _("keterampilan"),
        "experience": _("pengalaman kerja"),
    }
    return [
        name
        for field, name in fields.items()
        if not _filled(post, field) and any(_filled(other, field) for other in others)
    ]


def _filled(post: Post, field: str) -> bool:
    """A dash fills no field."""
    return bool(getattr(post, field).strip(" -–—.:"))


@rules("supervision_self", W)
def supervision_self(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Who serves does not supervise the service."""
    text = sheet.part(K.PENGAWASAN).text
    over = people.roles_in(text, sheet.level)
    serving = over and over.keys() <= {people.COUNTER, people.OPERATOR} and not _ABOVE.search(text)
    if serving or _THEMSELVES.search(text):
        yield Hit(
            K.PENGAWASAN,
            text,
            _("Pelaksana layanan mengawasi dirinya sendiri."),
            _("Sebut atasan yang mengawasi: Kasi, Sekretaris, Camat atau Lurah."),
        )
        return
    for sentence in sheet.part(K.PENGAWASAN).sentences:
        if _SERVER_CHECKS.search(sentence):
            yield Hit(
                K.PENGAWASAN,
                sentence,
                _("Pelaksana layanan mengawasi dirinya sendiri."),
                _("Sebut atasan yang mengawasi: Kasi, Sekretaris, Camat atau Lurah."),
            )


@rules("signer_unlawful", E)
def signer_unlawful(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A desk officer cannot endorse; and the standard names one signer, not two."""
    found = _signers(sheet)
    officials = {role: name for role, name, _sentence in found if role in people.OFFICIALS}
    for role, name, sentence in found:
        if role in people.OFFICIALS:
            continue
        against = ", ".join(sorted(set(officials.values())))
        yield Hit(
            _where(sheet, sentence),
            sentence,
            said(
                _("“{name}” disebut mengesahkan, padahal di bagian lain {against}."),
                name=name,
                against=against,
            )
            if against
            else said(_("“{name}” disebut mengesahkan; petugas tidak berwenang menandatangani."), name=name),
            _("Sebut pejabat yang berwenang menandatangani."),
        )


@rules("signer_differs", E)
def signer_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    found = [one_ for one_ in _signers(sheet) if one_[0] in people.OFFICIALS]
    roles = {role for role, _name, _sentence in found}
    if len(roles) > 1 and not any(_stands_in(sentence) for _role, _name, sentence in found):
        _role, name, sentence = next(one_ for one_ in found if one_[0] != found[0][0])
        yield Hit(
            _where(sheet, sentence),
            sentence,
            said(_("Penanda tangannya tidak sama: {first} dan {second}."), first=found[0][1], second=name),
            _("Sebut satu pejabat, atau siapa yang mewakilinya bila berhalangan."),
        )


def _stands_in(sentence: str) -> bool:
    """Whether somebody of the office signs for somebody else of it."""
    rest = _FOR_THE_CAMAT.sub(" ", _FOR_THE_ABOVE.sub(" ", sentence))
    return bool(_INSTEAD.search(rest))


def _signers(sheet: Sheet) -> list[tuple[str, str, str]]:
    promised = (one_ for one_ in sheet.part(K.JAMINAN_PELAYANAN).sentences if not _PLEDGE.search(one_))
    rows = chain((f"{heading} : {text}" for heading, text in sheet.extra), sheet.loose)
    named = (f"ditandatangani {match['who']}" for row in rows if (match := _SIGNER_ROW.match(row)))
    texts = chain(sheet.definitions, *(sheet.part(key).sentences for key in _SIGNING), promised, named)
    return people.signers(texts, sheet.level)


def _where(sheet: Sheet, sentence: str) -> ComponentKey | None:
    return next((key for key in (*_SIGNING, K.JAMINAN_PELAYANAN) if sentence in sheet.part(key).text), None)


@rules("signer_other_level", E)
def signer_other_level(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A kelurahan's letter is not signed by the camat, nor a kecamatan's by the lurah alone."""
    foreign = "kecamatan" if sheet.level == "kelurahan" else "kelurahan"
    procedure = sheet.part(K.PROSEDUR).sentences
    texts = [sentence for key in _SIGNING for sentence in sheet.part(key).sentences]
    if people.signers(procedure, foreign) and not people.signers(procedure, sheet.level):
        texts = list(procedure)  # what other components say of the own head does not mend the procedure
    own = {role for role, _name, _sentence in people.signers(texts, sheet.level)}
    if not sheet.level or people.HEAD in own:
        return
    for role, name, sentence in people.signers(texts, foreign):
        if role == people.HEAD and "pimpinan" not in name.casefold() and not _BEFORE.search(sentence):
            yield Hit(
                _where(sheet, sentence),
                sentence,
                said(_("{name} bukan pimpinan kantor ini."), name=name),
                _("Sebut pimpinan kantor ini sebagai penanda tangan."),
            )


@rules("role_names", I)
def role_names(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """One desk, two names within one standard."""
    text = sheet.text(K.PROSEDUR, K.KOMPETENSI, K.JUMLAH)
    names = {
        " ".join(match.casefold().split()): match
        for match in re.findall(
            r"\bpetugas (?:paten|pelayanan|loket|front ?office|pendaftaran)\b", text, re.IGNORECASE
        )
    }
    if len(names) > 1:
        yield Hit(
            K.PROSEDUR,
            " / ".join(sorted(names.values())),
            _("Petugas yang sama disebut dengan nama yang berbeda."),
            _("Pakai satu nama jabatan di seluruh standar."),
        )
