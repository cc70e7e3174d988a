"""Everyone, and some at random (rules over one standard; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E = Severity.ERROR
_PEOPLE = (
    r"(?:pemohon|pengguna|masyarakat|responden|pengunjung|warga|penduduk|pelapor|peserta|pelanggan|orang"
    r"|pengusul|pengadu|pengaju|pendatang|konsumen|pengantre|penerima|pendaftar|pelaku usaha|ahli waris"
    r"|mahasiswa|peneliti|kepala keluarga"
    r"|yang (?:telah |sudah |selesai )*(?:dilayani|datang|berkunjung|mengurus|mengajukan|menerima))"
)
_PLAIN = r"(?!(?:hari|pekan|minggu|bulan|triwulan|semester|tahun|terhadap|kepada|bagi|untuk)\b)\w+"
# All of them may be those among whom some are chosen: "acak dari seluruh pemohon".
_EVERY = seek(
    rf"(?<!dari )(?<!antara )\b(?:setiap|semua|seluruh|tiap|tiap-tiap|segenap|masing-masing)\s+"
    rf"(?:{_PLAIN}\s+)?{_PEOPLE}\b",
    re.IGNORECASE,
)
_EVERY_THING = seek(
    r"(?<!dari )(?<!antara )\b(?:setiap|tiap-tiap|tiap|semua|seluruh)\s+(?:lembar|berkas|dokumen"
    r"|permohonan|formulir|fotokopi|surat|data)\b",
    re.IGNORECASE,
)
# Near behind it; "semua berkas … dan mengambil sampel" is two things.
_AT_RANDOM = re.compile(
    r"^(?:(?!\b(?:dan|serta|lalu|kemudian)\b)[^.;,]){0,40}\b(?:acak|random|sampling|sampel|uji petik"
    r"|diundi|undian)\b",
    re.IGNORECASE,
)
_RANDOM = seek(
    r"\b(?:secara\s+)?(?:acak|random)\b|\b(?:di)?undi(?:an)?\b|\bsebagian\b|\bbeberapa\s+(?:pemohon"
    r"|orang)\b|\bsampel\b|\bsampling\b|\buji petik\b",
    re.IGNORECASE,
)


@rules("every_at_random", E, only=_RANDOM)
def every_at_random(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Everyone and at random contradict each other."""
    for key in K:
        for sentence in sheet.part(key).sentences if _RANDOM.may_be_in(sheet.part(key).text) else ():
            every, random = _EVERY.search(sentence), _RANDOM.search(sentence)
            if not every and (every := _EVERY_THING.search(sentence)):
                random = _AT_RANDOM.search(sentence[every.end() :])
            if every and random:
                yield Hit(
                    key,
                    sentence,
                    said(_("“{every}” dan “{random}” bertentangan."), every=every[0], random=random[0]),
                    _("Pilih: setiap pemohon diberi formulir, atau sebagian yang dipilih acak."),
                )
