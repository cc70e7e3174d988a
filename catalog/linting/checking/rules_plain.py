"""What any reader stumbles over: gaps in numbering, nothing named, the wrong people (rules; pure)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.people import rank_of
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import any_vague, named, one
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_FEWEST = 3
_ALL_WELL = seek(
    r"^\W*(?:(?:cukup|sudah|telah|sangat|yang|sarana|prasarana|fasilitas|dan|tersedia|sesuai|kebutuhan|standar"
    r"|dengan|ketentuan)\W+)*(?:memadai|lengkap|baik|tersedia|standar|kebutuhan|ketentuan|layak|ada)\W*$",
    re.IGNORECASE,
)
_SOMEBODY = seek(
    r"^\W*(?:(?:pengawasan|dilakukan|dilaksanakan|diawasi|langsung|secara|berkala|rutin|oleh)\W+)*"
    r"(?:kasi|kasie|kepala seksi|pimpinan|atasan)(?:\W+(?:langsung|secara|berkala|rutin|periodik))*\W*$",
    re.IGNORECASE,
)
_OPEN = seek(
    r"\b(?:berkas|(?:per)?syarat(?:an)?|dokumen|data|surat(?:-surat)?|kelengkapan)\b[^.;(]*"
    r"(?<!orang )(?<!pihak )(?<!instansi )(?<!daerah )(?<!tempat )(?<!keluarga )(?<!desa )(?<!kelurahan )"
    r"(?<!kecamatan )(?<!kabupaten )(?<!kota )(?<!wilayah )(?<!waris )(?<!negara )(?<!warga )(?<!anggota )"
    r"(?<!lembaga )(?<!penduduk )\b(?:lainnya|lain)\b"
    r"|\basli\s*(?:atau|/)\s*foto ?[ck]op[iy]\b",
    re.IGNORECASE,
)
_NAMES_THEM = seek(r"\b(?:seperti|berupa|yaitu|antara lain|misalnya)\b|:", re.IGNORECASE)
_CALENDAR = seek(r"\b\d{1,2}\s*(?:\([a-z ]+\)\s*)?hari\b(?!\s+(?:kerja|kalender|takwim))", re.IGNORECASE)
_VILLAGE_ACTS = seek(
    r"^\W*(?:\d+[.)]\s*)?(?P<who>kepala desa|kades|sekretaris desa|sekdes|perangkat desa|kaur \w+|ketua r[tw]"
    r"|lurah|sekretaris kelurahan|sekretaris lurah)\s+(?:lalu |kemudian |selanjutnya )?"
    r"(?P<act>menanda ?tangani|mengesahkan|melegalisasi|menyerahkan|memaraf|menyetujui|mencetak)\b",
    re.IGNORECASE,
)
_OWN_ACTS = seek(
    r"\b(?:petugas|operator|kasi|camat|sekcam|sekretaris kecamatan|front ?office)\b", re.IGNORECASE
)


@rules("numbering_gap", W)
def numbering_gap(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """1, 2, 4: a step was taken out, or one is lost."""
    for key in K:
        numbers = sheet.part(key).numbers
        if len(numbers) < _FEWEST or numbers[0] != 1 or numbers.count(1) > 1:  # several lists
            continue
        for before, after in pairwise(numbers):
            lost = before + 1 < after <= before + 3 and not set(range(before + 1, after)) & set(numbers)
            if after == before or lost:
                yield Hit(
                    key,
                    f"{before}, {after}",
                    said(_("Penomoran melompat dari {before} ke {after}."), before=before, after=after),
                    _("Periksa apakah ada butir yang hilang, lalu urutkan nomornya."),
                )


@rules("control_order", E)
def control_order(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Who approves heads the office, and nobody is checked by somebody below them."""
    posts = sheet.control.posts
    prepared, checked, approved = (rank_of(post) for post in posts)
    if not all((prepared, checked, approved)) or prepared <= checked <= approved:
        return
    yield Hit(
        None,
        " / ".join(posts),
        _("Urutan jabatan penyusun, pemeriksa, dan yang menyetujui terbalik."),
        _("Kasi menyusun, sekretaris memeriksa, camat atau lurah menyetujui."),
    )


@rules("village_acts", E)
def village_acts(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """In the middle of a kecamatan's procedure, people of the village sign or hand over in its name."""
    if sheet.level != "kecamatan":
        return
    begun = False
    for item in sheet.part(K.PROSEDUR).items:
        match = _VILLAGE_ACTS.match(item)
        signs = (
            match
            and match["who"].casefold() == "lurah"
            and match["act"].casefold() not in {"menyerahkan", "mencetak"}
        )
        if match and begun and not signs:  # whoever signs as head is `signer_other_level`
            yield Hit(
                K.PROSEDUR,
                item,
                said(_("{name} bukan pelaksana di kecamatan."), name=match["who"]),
                _("Sebut pejabat atau petugas kecamatan yang melakukannya."),
            )
        begun = begun or bool(_OWN_ACTS.search(item))


@rules("facilities_unnamed", W)
def facilities_unnamed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Cukup memadai" in place of a list."""
    text = sheet.part(K.SARANA).text
    if _ALL_WELL.match(text) and not named("things", text):
        yield Hit(
            K.SARANA,
            text,
            _("Sarana tidak disebut satu per satu."),
            _("Sebut tiap sarana dan jumlahnya, misalnya komputer 2 unit."),
        )


@rules("supervisor_unnamed", W)
def supervisor_unnamed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Kasi", "pimpinan": an office has several, and nobody is meant."""
    text = sheet.part(K.PENGAWASAN).text
    if _SOMEBODY.match(text):
        yield Hit(
            K.PENGAWASAN,
            text,
            _("Pengawasnya tidak disebut dengan jabatan yang pasti."),
            _("Sebut jabatannya dan kapan, misalnya Kasi Pelayanan Umum setiap minggu."),
        )


@rules("supervision_no_period", I)
def supervision_no_period(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    text = sheet.part(K.PENGAWASAN).text
    if text.strip() and not one("period").search(text) and not any_vague().search(text):
        yield Hit(
            K.PENGAWASAN,
            text,
            _("Pengawasan tidak disebut kapan."),
            _("Tulis waktunya, misalnya setiap minggu."),
        )


@rules("requirement_open", W)
def requirement_open(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Papers that the desk may still think of, and "asli atau fotokopi": nobody can come prepared."""
    for item in sheet.part(K.PERSYARATAN).items:
        if _OPEN.search(item) and not (_NAMES_THEM.search(item) or any_vague().search(item)):
            yield Hit(
                K.PERSYARATAN,
                item,
                _("Syarat ini terbuka: pemohon tidak tahu apa yang harus dibawa."),
                _("Sebut berkasnya satu per satu, asli atau fotokopi, dan berapa lembar."),
            )


@rules("days_unclear", I)
def days_unclear(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    text = sheet.part(K.WAKTU).text
    if match := _CALENDAR.search(text):
        yield Hit(
            K.WAKTU,
            match[0],
            _("Hari kerja atau hari kalender?"),
            _("Tulis “hari kerja”, dan sejak kapan dihitung."),
        )


@rules("safety_no_measure", I)
def safety_no_measure(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A code, a pledge, no bribes: good papers, but nothing that keeps people or their data safe."""
    text = sheet.part(K.JAMINAN_KEAMANAN).text
    rest = one("safety_papers").sub(" ", text)
    if rest != text and not one("safety").search(rest):
        yield Hit(
            K.JAMINAN_KEAMANAN,
            text,
            _("Jaminan keamanan hanya menyebut dokumen atau kejujuran; tidak ada tindakan pengamanan."),
            _("Sebut tindakannya, misalnya kerahasiaan data, APAR, CCTV, jalur evakuasi, atau arsip."),
        )
