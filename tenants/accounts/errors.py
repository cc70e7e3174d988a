"""What the operations of this app refuse, as typed errors."""

from datetime import datetime, timedelta

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
    """Too many failures; closed until `until`, a whole minute."""

    def __init__(self, until: datetime) -> None:
        text = _("Terlalu banyak percobaan masuk yang gagal. Coba lagi setelah pukul {time} WIB.")
        # Seconds are not shown, so the minute is rounded up: who waits for it must not be refused again.
        self.until = (until + timedelta(seconds=59)).replace(second=0, microsecond=0)
        super().__init__("locked_out", format_lazy(text, time=f"{wib(self.until):%H.%M}"), until=self.until)


class TicketRefused(DomainError):
    """A pass to another office cannot be used (again)."""
