"""Telephone numbers: kept as the source shows them, dialled and searched in E.164."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

import phonenumbers
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError

REGION = "ID"
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_TYPED = re.compile(r"\+?[\d\s()./-]+")
# Indonesian mobile numbers: 08 and 10 to 13 digits in all; the library's table lags behind new prefixes.
_MOBILE = re.compile(r"\+628\d{8,11}")


class BadPhone(DomainError):
    """What was typed is no telephone number one could dial."""

    def __init__(self, shown: str) -> None:
        message = _(
            "Nomor telepon tidak dikenali. Tulis lengkap, misalnya 0812 3456 7890, "
            "atau telepon rumah dengan kode wilayah: (0334) 321465."
        )
        super().__init__("bad_phone", message, shown=shown)


class PhoneKind(StrEnum):
    """What can be done with a number: only a mobile one takes WhatsApp and SMS."""

    MOBILE = "MOBILE"
    LANDLINE = "LANDLINE"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as `shown` in its source, and in E.164 (`+6285338312363`)."""

    shown: str
    e164: str
    kind: PhoneKind


def parse_phone(shown: str) -> Phone:
    """The number in `shown`: "(0334) 321465", "0334 – 881940", "085338312363", "+62…". Raises `BadPhone`."""
    kept = " ".join(shown.split())
    plain = _DASHES.sub("-", kept)
    if not _TYPED.fullmatch(plain):
        raise BadPhone(shown)
    try:
        number = phonenumbers.parse(plain, REGION)
    except phonenumbers.NumberParseException as error:
        raise BadPhone(shown) from error
    e164: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if _MOBILE.fullmatch(e164):
        return Phone(kept, e164, PhoneKind.MOBILE)
    if e164.startswith("+628") or not phonenumbers.is_valid_number(number):
        raise BadPhone(shown)
    return Phone(kept, e164, _kind(number))


def _kind(number: phonenumbers.PhoneNumber) -> PhoneKind:
    kinds = phonenumbers.PhoneNumberType
    found = phonenumbers.number_type(number)
    if found == kinds.FIXED_LINE:
        return PhoneKind.LANDLINE
    return PhoneKind.MOBILE if found in (kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE) else PhoneKind.OTHER


def tel_link(e164: str) -> str:
    """A link that dials."""
    return f"tel:{e164}"


def wa_link(e164: str, text: str = "") -> str:
    """A link that opens a WhatsApp conversation, with `text` typed in but not sent."""
    base = f"https://wa.me/{e164.lstrip('+')}"
    return f"{base}?text={quote(text, safe='')}" if text else base
