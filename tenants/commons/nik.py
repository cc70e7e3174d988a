"""NIK and KK numbers: what is certainly wrong (an error) and what only looks odd (a warning).

NIK: 16 digits = area of first registration (province, regency, district: 2+2+2), birth date DDMMYY with 40
added to a woman's day, serial from 0001; it never changes, whatever moves or is corrected (PP 37/2007 Pasal
37). There is no check digit. KK: the same shape, with the date the family was registered and nothing added;
it may change.
The century of YY is ambiguous, so an age is never read from a NIK.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

LENGTH = 16
HOME = "3508"
HOME_DISTRICTS = frozenset(f"{HOME}{n:02d}" for n in range(1, 22))
WOMAN = 40
# The 38 provinces of Kepmendagri 300.2.2-2138/2025.
_PROVINCE_CODES = """
    11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53
    61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96
"""
PROVINCES = frozenset(_PROVINCE_CODES.split())
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEXES = {"l": "L", "laki-laki": "L", "laki laki": "L", "p": "P", "perempuan": "P"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen: a stable `code`, an Indonesian `message` saying what to do, the `field` it is about."""

    code: str
    message: str | Promise
    field: str = "nik"


@dataclass(frozen=True, slots=True)
class Check:
    """The number as stored (`value`: digits only where it is well formed), its errors and its warnings."""

    value: str
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it may be saved; warnings are for a second look, not a refusal."""
        return not self.errors


def check_nik(text: str, *, birth_date: date | None = None, sex: str | None = None) -> Check:
    """The findings on a NIK. `birth_date` and `sex` ("L"/"P", or in words) are those of the form, if known.

    Spaces are dropped, because people type the number in groups; anything else that is no digit is an error.
    """
    value = "".join(text.split())
    errors = tuple(_nik_errors(value))
    if errors:
        return Check(value, errors)
    return Check(value, warnings=tuple(_nik_warnings(value, birth_date, sex)))


def check_kk(text: str, *, nik: str | None = None) -> Check:
    """The findings on a KK number; `nik` is the applicant's, as typed, to notice one typed in both places."""
    value = "".join(text.split())
    errors = tuple(_kk_errors(value))
    if errors:
        return Check(value, errors)
    return Check(value, warnings=tuple(_kk_warnings(value, nik)))


def mask_nik(text: str) -> str:
    """`350817******0001`: area and serial stay, the birth date goes. Another length is masked whole."""
    value = "".join(text.split())
    return f"{value[:6]}******{value[-4:]}" if len(value) == LENGTH else "*" * len(value)


def _nik_errors(value: str) -> Iterator[Finding]:
    if bad := _shape_error(value, "NIK", "nik"):
        yield bad
        return
    yield from _province_error(value, "NIK", "nik")
    yield from _nik_date_errors(value)
    yield from _serial_error(value, "NIK", "nik")


def _kk_errors(value: str) -> Iterator[Finding]:
    if bad := _shape_error(value, "KK", "kk"):
        yield bad
        return
    yield from _province_error(value, "KK", "kk")
    yield from _kk_date_errors(value)
    yield from _serial_error(value, "KK", "kk")


def _shape_error(value: str, what: str, field: str) -> Finding | None:
    if not value:
        message = _("Nomor {what} belum diisi. Ketik 16 angka seperti pada kartu.")
        return Finding("missing", format_lazy(message, what=what), field)
    if not (value.isascii() and value.isdigit()):
        message = _(
            "Nomor {what} hanya boleh berisi angka. Hapus huruf atau tanda baca, lalu cocokkan dengan kartu."
        )
        return Finding("not_digits", format_lazy(message, what=what), field)
    if len(value) != LENGTH:
        message = _("Nomor {what} harus 16 angka, yang diketik {n} angka. Cocokkan dengan kartu.")
        return Finding("length", format_lazy(message, what=what, n=len(value)), field)
    return None


def _province_error(value: str, what: str, field: str) -> Iterator[Finding]:
    if value[:2] not in PROVINCES:
        message = _("Dua angka pertama {what} ({code}) bukan kode provinsi. Cocokkan dengan kartu.")
        yield Finding("province", format_lazy(message, what=what, code=value[:2]), field)


def _serial_error(value: str, what: str, field: str) -> Iterator[Finding]:
    if value[12:] == "0000":
        message = _("Empat angka terakhir {what} tidak mungkin 0000. Cocokkan dengan kartu.")
        yield Finding("serial", format_lazy(message, what=what), field)


def _nik_date_errors(value: str) -> Iterator[Finding]:
    day, month = int(value[6:8]), int(value[8:10])
    right_day = 1 <= day <= 31 or WOMAN + 1 <= day <= WOMAN + 31
    if not right_day:
        message = _(
            "Angka ke-7 dan ke-8 NIK ({dd}) harus tanggal lahir: 01–31 (laki-laki) atau 41–71 (perempuan)."
        )
        yield Finding("day", format_lazy(message, dd=value[6:8]))
    if not 1 <= month <= 12:
        message = _("Angka ke-9 dan ke-10 NIK ({mm}) harus bulan lahir: 01–12. Cocokkan dengan kartu.")
        yield Finding("month", format_lazy(message, mm=value[8:10]))
    elif right_day and not _exists(_born_day(value), month, value[10:12]):
        message = _(
            "Tanggal lahir di dalam NIK ({dd}-{mm}-{yy}) tidak ada di kalender. Cocokkan dengan kartu."
        )
        shown = f"{_born_day(value):02d}"
        yield Finding("date", format_lazy(message, dd=shown, mm=value[8:10], yy=value[10:12]))


def _kk_date_errors(value: str) -> Iterator[Finding]:
    day, month = int(value[6:8]), int(value[8:10])
    if day > WOMAN:
        message = _(
            "Ini tampaknya NIK, bukan nomor KK. Ketik nomor KK yang tertulis di bagian atas kartu keluarga."
        )
        yield Finding("looks_like_nik", message, "kk")
        return
    if not 1 <= day <= 31:
        message = _("Angka ke-7 dan ke-8 KK ({dd}) harus tanggal 01–31. Cocokkan dengan kartu keluarga.")
        yield Finding("day", format_lazy(message, dd=value[6:8]), "kk")
    if not 1 <= month <= 12:
        message = _("Angka ke-9 dan ke-10 KK ({mm}) harus bulan 01–12. Cocokkan dengan kartu keluarga.")
        yield Finding("month", format_lazy(message, mm=value[8:10]), "kk")
    elif 1 <= day <= 31 and not _exists(day, month, value[10:12]):
        message = _(
            "Tanggal di dalam nomor KK ({dd}-{mm}-{yy}) tidak ada di kalender. Cocokkan dengan kartu."
        )
        shown = {"dd": value[6:8], "mm": value[8:10], "yy": value[10:12]}
        yield Finding("date", format_lazy(message, **shown), "kk")


def _exists(day: int, month: int, yy: str) -> bool:
    """Whether the day exists in either century: of 1900 and 2000 one was a leap year, so YY % 4 decides."""
    if (day, month) == (29, 2):
        return int(yy) % 4 == 0
    return day <= _DAYS[month - 1]


def _born_day(value: str) -> int:
    day = int(value[6:8])
    return day - WOMAN if day > WOMAN else day


def _nik_warnings(value: str, birth_date: date | None, sex: str | None) -> Iterator[Finding]:
    yield from _area_warnings(value, "NIK", "nik")
    if birth_date is not None and f"{_born_day(value):02d}{value[8:12]}" != birth_date.strftime("%d%m%y"):
        message = _(
            "Tanggal lahir pada formulir ({date}) berbeda dengan NIK. Periksa kartunya; "
            "bila memang begitu, lanjutkan: NIK tidak berubah walau tanggal lahir dibetulkan."
        )
        yield Finding("birth_date_differs", format_lazy(message, date=f"{birth_date:%d-%m-%Y}"))
    stated = _SEXES.get((sex or "").strip().casefold())
    if stated is not None and stated != ("P" if int(value[6:8]) > WOMAN else "L"):
        message = _("Jenis kelamin pada formulir berbeda dengan NIK. Periksa lagi isian dan kartunya.")
        yield Finding("sex_differs", message)


def _kk_warnings(value: str, nik: str | None) -> Iterator[Finding]:
    yield from _area_warnings(value, "KK", "kk")
    if nik is not None and "".join(nik.split()) == value:
        message = _("Nomor KK sama dengan NIK. Periksa kartu keluarga; keduanya hampir selalu berbeda.")
        yield Finding("same_as_nik", message, "kk")


def _area_warnings(value: str, what: str, field: str) -> Iterator[Finding]:
    if not value.startswith(HOME):
        message = _(
            "{what} ini pertama didaftarkan di luar Kabupaten Lumajang. Periksa kartunya, lalu lanjutkan."
        )
        yield Finding("elsewhere", format_lazy(message, what=what), field)
    elif value[:6] not in HOME_DISTRICTS:
        message = _(
            "Kode kecamatan di dalam {what} ({code}) tidak dipakai sekarang. Periksa kartu, lalu lanjutkan."
        )
        yield Finding("district_unknown", format_lazy(message, what=what, code=value[4:6]), field)
