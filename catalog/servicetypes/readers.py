"""One reader per field type: what was typed or sent becomes a JSON-safe value, or a finding (pure).

Text stays as typed, HTML and Typst markup included: it is only ever put out as text.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from commons.nik import Finding, check_kk, check_nik
from commons.phones import BadPhone, parse_phone
from commons.text import BadText, clean_line, clean_name, clean_text
from servicetypes.fieldtypes import Field, FieldType

Value = str | int | bool | dict[str, str] | list[dict[str, object]] | None
NAME_ON_CARDS = 60  # Permendagri 73/2022: longer names do not fit the registry's cards
OLDEST_AGE = 120
_NUMBERED = frozenset({FieldType.INTEGER, FieldType.MONEY, FieldType.RT, FieldType.RW})
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_YES = frozenset({"ya", "y", "true", "on", "1"})
_NO = frozenset({"tidak", "t", "false", "off", "0"})
_ISO_DATE = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_DATE = re.compile(r"(?P<d>\d{1,2})[-/. ](?P<m>\d{1,2})[-/. ](?P<y>\d{4})")
_VILLAGE_CODE = re.compile(r"\d{2}(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Village:
    """A desa or kelurahan: Kemendagri code, name without the level word, level, name of its kecamatan."""

    code: str
    name: str
    level: str
    district: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reader must be told: the day in WIB and the villages one may choose from, by code."""

    today: date
    villages: Mapping[str, Village] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """A value as it will be stored, and what looks odd about it."""

    value: Value
    warnings: tuple[Finding, ...] = ()


class Unreadable(Exception):
    """The value cannot be taken; `finding` says why and what to do."""

    def __init__(self, code: str, message: str | Promise) -> None:
        super().__init__(code)
        self.finding = Finding(code, message, "")


def read(field: Field, raw: object, setting: Setting, beside: Mapping[str, Value]) -> Read:
    """The value of a field that was filled in. `beside`: values of the same form row. Raises `Unreadable`."""
    if field.type is FieldType.YES_NO and isinstance(raw, bool):
        return Read(raw)
    if field.type is FieldType.VILLAGE and isinstance(raw, Mapping):
        raw = raw.get("code") or raw.get("name")
    text = _as_text(field, raw)
    try:
        return _READERS[field.type](field, text, setting, beside)
    except (BadText, BadPhone) as error:
        raise _unreadable(error) from error


def _unreadable(error: DomainError) -> Unreadable:
    return Unreadable(error.code, error.message)


def _as_text(field: Field, raw: object) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, int) and not isinstance(raw, bool) and field.type in _NUMBERED:
        return str(raw)
    raise Unreadable("not_text", format_lazy(_("{label} harus dikirim sebagai teks."), label=field.label))


def _line(field: Field, text: str, *_rest: object) -> Read:
    return Read(clean_line(text, max_length=field.length))


def _paragraphs(field: Field, text: str, *_rest: object) -> Read:
    return Read(clean_text(text, max_length=field.length))


def _name(field: Field, text: str, *_rest: object) -> Read:
    value = clean_name(text, max_length=field.length)
    if not any(character.isalpha() for character in value):
        raise Unreadable("no_letter", _("Nama harus memuat huruf. Tulis seperti pada KTP."))
    return Read(value, tuple(_name_warnings(value)))


def _name_warnings(value: str) -> list[Finding]:
    found = []
    if len(value) > NAME_ON_CARDS:
        message = _("Nama ini {n} huruf; di KTP paling banyak {limit}. Cocokkan dengan KTP, lalu lanjutkan.")
        found.append(Finding("long_name", format_lazy(message, n=len(value), limit=NAME_ON_CARDS), ""))
    if any(character.isdigit() for character in value):
        found.append(
            Finding("digit_in_name", _("Nama memuat angka. Cocokkan dengan KTP, lalu lanjutkan."), "")
        )
    return found


def _nik(field: Field, text: str, _setting: Setting, beside: Mapping[str, Value]) -> Read:
    """The birth date and sex beside it are compared only for the person's own number, `nik`."""
    born, sex = (
        (beside.get("tanggal_lahir"), beside.get("jenis_kelamin")) if field.key == "nik" else (None, None)
    )
    check = check_nik(
        clean_line(text),
        birth_date=date.fromisoformat(born) if isinstance(born, str) else None,
        sex=sex if isinstance(sex, str) else None,
    )
    return _checked(check.value, check.errors, check.warnings)


def _kk(_field: Field, text: str, _setting: Setting, beside: Mapping[str, Value]) -> Read:
    nik = beside.get("nik")
    check = check_kk(clean_line(text), nik=nik if isinstance(nik, str) else None)
    return _checked(check.value, check.errors, check.warnings)


def _checked(value: str, errors: tuple[Finding, ...], warnings: tuple[Finding, ...]) -> Read:
    if errors:
        raise Unreadable(errors[0].code, errors[0].message)
    return Read(value, warnings)


def _date(field: Field, text: str, setting: Setting, _beside: object) -> Read:
    value = parse_date(text)
    if field.past and value > setting.today:
        message = _("{label} {date} belum terjadi. Periksa tahunnya.")
        raise Unreadable("future", format_lazy(message, label=field.label, date=f"{value:%d-%m-%Y}"))
    return Read(value.isoformat())


def _birth_date(_field: Field, text: str, setting: Setting, _beside: object) -> Read:
    value = parse_date(text)
    if value > setting.today:
        message = _("Tanggal lahir {date} belum terjadi. Periksa tahunnya.")
        raise Unreadable("future", format_lazy(message, date=f"{value:%d-%m-%Y}"))
    if setting.today.year - value.year > OLDEST_AGE:
        message = _("Tanggal lahir {date} lebih dari {n} tahun lalu. Cocokkan dengan KTP, lalu lanjutkan.")
        old = Finding("very_old", format_lazy(message, date=f"{value:%d-%m-%Y}", n=OLDEST_AGE), "")
        return Read(value.isoformat(), (old,))
    return Read(value.isoformat())


def parse_date(text: str) -> date:
    """ "1968-08-05", "5-8-1968", "05/08/1968". Raises `Unreadable` ("date_format", "no_such_date")."""
    plain = clean_line(text)
    match = _ISO_DATE.fullmatch(plain) or _DATE.fullmatch(plain)
    if not match or not 1900 <= int(match["y"]) <= 2100:
        message = _("Tanggal tidak terbaca. Tulis tanggal-bulan-tahun, misalnya 31-12-1968.")
        raise Unreadable("date_format", message)
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError as error:
        shown = f"{match['d']}-{match['m']}-{match['y']}"
        message = _("Tanggal {date} tidak ada di kalender. Periksa tanggal dan bulannya.")
        raise Unreadable("no_such_date", format_lazy(message, date=shown)) from error


def _option(field: Field, text: str, *_rest: object) -> Read:
    value = clean_line(text)
    if value not in {known for known, _label in field.options}:
        message = _("{label}: pilihan tidak dikenal. Pilih salah satu dari daftar.")
        raise Unreadable("unknown_choice", format_lazy(message, label=field.label))
    return Read(value)


def _yes_no(field: Field, text: str, *_rest: object) -> Read:
    answer = clean_line(text).casefold()
    if answer not in _YES | _NO:
        raise Unreadable("yes_or_no", format_lazy(_("{label}: pilih ya atau tidak."), label=field.label))
    return Read(answer in _YES)


def _phone(_field: Field, text: str, *_rest: object) -> Read:
    return Read(parse_phone(clean_line(text)).shown)


def _village(field: Field, text: str, setting: Setting, _beside: object) -> Read:
    """A code from the list, or free text for a place outside it."""
    value = clean_line(text, max_length=field.length)
    if known := setting.villages.get(value):
        return Read(
            {"code": known.code, "name": known.name, "level": known.level, "district": known.district}
        )
    if _VILLAGE_CODE.fullmatch(value):
        message = _("Kode desa/kelurahan {code} tidak dikenal. Pilih dari daftar atau ketik namanya.")
        raise Unreadable("unknown_village", format_lazy(message, code=value))
    return Read({"code": "", "name": value, "level": "", "district": ""})


def _three_digits(field: Field, text: str, *_rest: object) -> Read:
    value = clean_line(text)
    if not (value.isascii() and value.isdigit() and len(value) <= 3):
        message = _("{label} paling banyak tiga angka, misalnya 003.")
        raise Unreadable("three_digits", format_lazy(message, label=field.label))
    return Read(value.zfill(3))


def _integer(field: Field, text: str, *_rest: object) -> Read:
    return Read(_within(field, _whole(field, clean_line(text))))


def _money(field: Field, text: str, *_rest: object) -> Read:
    plain = re.sub(r"^rp\.?\s*|(?:,-|,00)$", "", clean_line(text), flags=re.IGNORECASE)
    value = _within(field, _whole(field, plain))
    if value < 0:
        raise Unreadable(
            "negative", format_lazy(_("{label} tidak boleh kurang dari nol."), label=field.label)
        )
    return Read(value)


def _whole(field: Field, plain: str) -> int:
    digits = plain.replace(".", "") if _THOUSANDS.fullmatch(plain) else plain
    if not re.fullmatch(r"-?[0-9]{1,13}", digits):
        message = _("{label} harus angka bulat tanpa koma, misalnya 1500000.")
        raise Unreadable("not_whole", format_lazy(message, label=field.label))
    return int(digits)


def _within(field: Field, value: int) -> int:
    if field.min is not None and value < field.min:
        message = _("{label} paling sedikit {n}.")
        raise Unreadable("too_small", format_lazy(message, label=field.label, n=field.min))
    if field.max is not None and value > field.max:
        message = _("{label} paling banyak {n}.")
        raise Unreadable("too_large", format_lazy(message, label=field.label, n=field.max))
    return value


_READERS: dict[FieldType, Callable[[Field, str, Setting, Mapping[str, Value]], Read]] = {
    FieldType.TEXT: _line,
    FieldType.LONG_TEXT: _paragraphs,
    FieldType.NAME: _name,
    FieldType.NIK: _nik,
    FieldType.KK: _kk,
    FieldType.DATE: _date,
    FieldType.BIRTH_DATE: _birth_date,
    FieldType.BIRTH_PLACE: _line,
    FieldType.SEX: _option,
    FieldType.RELIGION: _option,
    FieldType.MARITAL_STATUS: _option,
    FieldType.OCCUPATION: _line,
    FieldType.PHONE: _phone,
    FieldType.VILLAGE: _village,
    FieldType.RT: _three_digits,
    FieldType.RW: _three_digits,
    FieldType.ADDRESS: _line,
    FieldType.INTEGER: _integer,
    FieldType.MONEY: _money,
    FieldType.CHOICE: _option,
    FieldType.YES_NO: _yes_no,
}
