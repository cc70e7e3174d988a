"""What the operations of this app refuse, as typed errors."""

from datetime import datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.clock import wib
from commons.errors import DomainError


class AccountError(DomainError):
    """A rule about people, assignments or tokens said no. Nothing was changed."""


class Forbidden(AccountError):
    """The actor may not do this to that person or in that office."""

    def __init__(self, code: str = "forbidden") -> None:
        super().__init__(code, _("Anda tidak berwenang melakukan ini. Tidak ada yang diubah."))


class SignInRefused(DomainError):
    """User name, password or code was wrong. Says the same whether or not the person exists."""


class LockedOut(SignInRefused):
    """Too many failures; closed until `until`."""

    def __init__(self, until: datetime) -> None:
        text = _("Terlalu banyak percobaan masuk yang gagal. Coba lagi setelah pukul {time} WIB.")
        # One minute is added because the seconds are not shown.
        shown = f"{wib(until):%H.%M}"
        super().__init__("locked_out", format_lazy(text, time=shown), until=until)
        self.until = until


class TicketRefused(DomainError):
    """A pass to another office cannot be used (again)."""
