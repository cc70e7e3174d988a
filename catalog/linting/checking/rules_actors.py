"""Who acts, supervises and signs, against who is listed; and what stands where (rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking import people
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.grouping import DELIVERY, MANUFACTURING
from linting.checking.sheet import Sheet
from standards.vocabulary import OFFICIAL_NAMES, ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W = Severity.ERROR, Severity.WARNING
_OVER = (K.PENGAWASAN, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN, K.EVALUASI)
_OF = r"[A-Z][A-Za-z]+(?:,?\s+(?:dan\s+)?(?!Sek|Camat|Lurah|Petugas|Kasi|Kepala|Staf)[A-Z][A-Za-z]+){0,4}"
_HEAD_OF = seek(rf"\b(?P<post>(?i:kasie?|kepala seksi|kasub?bag|kepala sub ?bagian))\s+(?P<of>{_OF})")
_NOT_TO = "".join(f"(?<!{word} )" for word in ("kepada", "oleh", "menghadap", "bersama", "ke", "dari", "dan"))
_ACTOR = seek(
    rf"{_NOT_TO}\b(?P<post>(?:Petugas|Staf|Operator|Pengelola|Pengadministrasi|Analis|Verifikator|Anggota|Juru|Bendahara)\s+{_OF})"
    r"\W*(?:\d+\s+\w+|-)?\W*$"
)
_ANY_ACTOR = seek(
    r"(?:Pemohon|Camat|Lurah|(?:Petugas|Staf|Operator|Kasi|Kepala|Sek\w+|Front|Back)\b[\w ]*)"
    r"\W*(?:\d+\s+\w+|-)?\W*$"
)
_TELLS_NOTHING = frozenset(
    [
        "petugas",
        "staf",
        "operator",
        "anggota",
        "pengelola",
        "umum",
        "masyarakat",
        "dan",
        "kecamatan",
        "kelurahan",
        "kantor",
        "pelayanan",
        "layanan",
        "urusan",
        "bidang",
        "administrasi",
    ]
)
_FEWEST_ROWS = 3
_DEPUTY = seek(
    r"\b(?:apabila|bila|jika|kalau|bilamana)\b|\ba\.?n\.|\batas nama\b|\bmewakili\b|\bplh\b", re.IGNORECASE
)
_PLACES = {DELIVERY: set(list(K)[:6]), MANUFACTURING: set(list(K)[6:])}


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", text.casefold())) - _TELLS_NOTHING


@rules("supervisor_unstaffed", W)
def supervisor_unstaffed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The Kasi of a section that is in no list of staff, where that of another is."""
    listed = sheet.text(K.JUMLAH, K.KOMPETENSI)
    there, known = people.sections_in(listed), _words(listed)
    if not there:
        return
    acting = _words(sheet.part(K.PROSEDUR).text)  # who acts there is `section_unstaffed`
    for key in _OVER:
        for sentence in sheet.part(key).sentences:
            for match in _HEAD_OF.finditer(sentence):
                telling = _words(match["of"])
                sections = people.sections_in(match[0]).keys() & there.keys()
                if (
                    not telling
                    or telling & (known | acting)
                    or (sections and not _other_words(match[0], there))
                ):
                    continue
                known |= telling
                yield Hit(
                    key,
                    sentence,
                    said(
                        _("{name} bertugas di sini; dalam daftar pelaksana ada {others}."),
                        name=match[0],
                        others=", ".join(there.values()),
                    ),
                    _("Sebut kasi yang ada di daftar pelaksana."),
                )


def _other_words(post: str, there: dict[str, str]) -> bool:
    """ "Kasi Pembangunan" where "Kasi Pemberdayaan" is listed: one field, but no short form of each other."""
    own = people.sections_in(post)
    return any(
        max(map(len, _words(post) or {""})) >= 9 and max(map(len, _words(there[name]) or {""})) >= 9
        for name in own.keys() & there.keys()
    )


@rules("actor_unstaffed", W)
def actor_unstaffed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A table of steps has its actors in a column of their own; each of them is in the list of staff."""
    items = sheet.part(K.PROSEDUR).items
    if sum(bool(_ANY_ACTOR.search(item)) for item in items) < max(_FEWEST_ROWS, len(items) // 2):
        return
    known, staff = _words(sheet.text(K.JUMLAH, K.KOMPETENSI)), people.staffed(sheet)
    for item in items if known else ():
        match = _ACTOR.search(item)
        telling = _words(match["post"]) if match else set()
        roles = people.roles_in(match["post"], sheet.level) if match else {}
        if any(role in staff and name.casefold() not in {"petugas", "staf"} for role, name in roles.items()):
            continue
        if match and telling and len(telling & known) * 2 <= len(telling) - (len(telling) < 2):
            known |= telling
            yield Hit(
                K.PROSEDUR,
                item,
                said(
                    _("{name} bertugas di sini, tetapi tidak ada dalam jumlah dan kompetensi pelaksana."),
                    name=match["post"],
                ),
                said(
                    _("Tambahkan {name} ke daftar pelaksana, atau sebut petugas yang ada di daftar."),
                    name=match["post"],
                ),
            )


@rules("signer_of_product", E)
def signer_of_product(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The product is signed by somebody who signs nowhere in the procedure, not even as a deputy."""
    made = _officials(sheet, K.PROSEDUR)
    for role, (name, sentence) in _officials(sheet, K.PRODUK).items():
        deputies = any(_DEPUTY.search(text) for _name, text in made.values())
        if made and role not in made and deputies and not _DEPUTY.search(sentence):
            yield Hit(
                K.PRODUK,
                sentence,
                said(
                    _("Menurut prosedur yang menandatangani {others}, bukan {name}."),
                    others=", ".join(other for other, _text in made.values()),
                    name=name,
                ),
                _("Sebut satu pejabat, atau siapa yang mewakilinya bila berhalangan."),
            )
            return


def _officials(sheet: Sheet, key: ComponentKey) -> dict[str, tuple[str, str]]:
    """The officials said to sign, each with the first words that say it."""
    found: dict[str, tuple[str, str]] = {}
    for role, name, sentence in people.signers(sheet.part(key).sentences, sheet.level):
        if role in people.OFFICIALS:
            found.setdefault(role, (name, sentence))
    return found


@rules("wrong_group", W)
def wrong_group(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Components 1 to 6 are of the service delivery, the others of the manufacturing."""
    for key in K if len(sheet.groups) > 1 else ():
        group = sheet.under.get(key, "")
        if sheet.part(key).heading and group and key not in _PLACES[group]:
            yield Hit(
                key,
                OFFICIAL_NAMES[key],
                said(
                    _("{name} berada di bawah judul kelompok {group}."), name=OFFICIAL_NAMES[key], group=group
                ),
                _("Pindahkan ke kelompoknya: komponen 1–6 penyampaian, 7–14 pengelolaan pelayanan."),
            )
