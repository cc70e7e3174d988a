"""The way to ask DTSEN directly. Off: an office has no access until Dukcapil and BPS have agreed to it
(Permendagri 102/2019 jo 17/2023), and the interface is not published. The loaded list stands in."""

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from lookups.rows import Person


class DtsenOff(DomainError):
    """Asked although the connection is off."""


class DtsenSource(Protocol):
    """What an adapter offers."""

    def find(self, nik: str) -> Person | None:
        """The person with this NIK, or None; raises `DtsenOff` or a `DomainError` when it cannot ask."""


class Off:
    """The adapter in force until an agreement exists."""

    def find(self, nik: str) -> Person | None:
        """Always refuses, and says what to do instead."""
        raise DtsenOff(
            "dtsen_off", _("Sambungan DTSEN belum aktif. Gunakan daftar yang sudah dimuat kantor.")
        )
