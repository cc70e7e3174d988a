"""What a caller of `queueing.operations` can be told no with. Every sentence says what was kept."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.clock import wib
from commons.errors import DomainError
from commons.indonesian import time_words
from queueing.workflow import Refusal, Refused

SENTENCES = {
    Refusal.WAITS: _("Nomor {number} masih menunggu; panggil dulu."),
    Refusal.CALLED_ALREADY: _("Nomor {number} sedang dipanggil."),
    Refusal.SERVED_ALREADY: _("Nomor {number} sedang dilayani."),
    Refusal.ASIDE: _("Nomor {number} sedang ditahan atau dilewati; kembalikan dulu."),
    Refusal.ENDED: _("Nomor {number} sudah selesai hari ini."),
}


class NotFound(DomainError):
    """There is no such ticket, group or counter in this office."""

    def __init__(self, code: str = "ticket_not_found") -> None:
        super().__init__(code, _("Nomor, kelompok atau loket itu tidak ada di kantor ini."))


class TicketRefused(DomainError):
    """The ticket is in no state for this; `context["state"]` says in which. Nothing has changed."""

    def __init__(self, refused: Refused, *, number: str) -> None:
        words = format_lazy(SENTENCES[refused.code], number=number)
        message = format_lazy("{words} {kept}", words=words, kept=_("Antrean tidak berubah."))
        super().__init__(refused.code.value, message, state=refused.state.value, number=number)


class AlreadyCalled(DomainError):
    """Somebody else called it: who, at which counter, when."""

    def __init__(self, *, number: str, by: str, counter: int, at: datetime) -> None:
        message = _(
            "Nomor {number} sudah dipanggil {by} ke Loket {counter} pukul {time}. Antrean tidak berubah."
        )
        text = format_lazy(message, number=number, by=by, counter=counter, time=time_words(wib(at)))
        super().__init__(
            "ticket_called_elsewhere", text, number=number, called_by=by, counter=counter, at=at.isoformat()
        )


class CounterMoved(DomainError):
    """The counter has somebody else than the page showed: a second click, or another person there."""

    def __init__(self, *, number: str, by: str, at: datetime) -> None:
        message = _(
            "Loket ini baru saja memanggil {number} ({by}, pukul {time}). Tidak ada yang dipanggil lagi."
        )
        text = format_lazy(message, number=number, by=by, time=time_words(wib(at)))
        super().__init__("counter_moved", text, number=number, called_by=by, at=at.isoformat())


class StillCalled(DomainError):
    """The counter has called somebody who has neither come nor been passed over."""

    def __init__(self, *, number: str) -> None:
        message = _(
            "{number} masih dipanggil: layani, lewati, atau tahan dulu. Tidak ada yang dipanggil lagi."
        )
        super().__init__("counter_busy", format_lazy(message, number=number), number=number)


class Stale(DomainError):
    """Somebody moved the ticket since the caller saw it."""

    def __init__(self, *, number: str, by: str, at: datetime, event: int) -> None:
        message = _("Nomor {number} sudah digerakkan {by} pukul {time}. Periksa keadaan terbaru lalu ulangi.")
        text = format_lazy(message, number=number, by=by or _("sistem"), time=time_words(wib(at)))
        super().__init__("stale", text, moved_by=by, moved_at=at.isoformat(), event=event)


class NobodyWaits(DomainError):
    """Nobody waits for this counter's groups."""

    def __init__(self) -> None:
        super().__init__("nobody_waits", _("Tidak ada yang menunggu untuk loket ini."))


class DayClosed(DomainError):
    """The queue of this day was closed."""

    def __init__(self) -> None:
        message = _("Antrean hari ini sudah ditutup. Tidak ada nomor yang diberikan.")
        super().__init__("queue_closed", message)


class OtherDay(DomainError):
    """The ticket is not of this day."""

    def __init__(self, *, number: str) -> None:
        message = _("Nomor {number} bukan nomor antrean hari ini. Antrean tidak berubah.")
        super().__init__("ticket_other_day", format_lazy(message, number=number), number=number)


class NotInQueue(DomainError):
    """The service takes no queue numbers here."""

    def __init__(self) -> None:
        message = _("Layanan ini tidak memakai nomor antrean di kantor ini.")
        super().__init__("service_without_queue", message)


class GroupClosed(DomainError):
    """The group or counter is not in use."""

    def __init__(self, name: str) -> None:
        message = _("“{name}” sedang tidak dipakai. Antrean tidak berubah.")
        super().__init__("not_in_use", format_lazy(message, name=name), name=name)


class SameGroup(DomainError):
    """The ticket stands in that group already."""

    def __init__(self, name: str) -> None:
        message = _("Nomor ini sudah menunggu di “{name}”. Antrean tidak berubah.")
        super().__init__("same_group", format_lazy(message, name=name), name=name)


class KeyUsed(DomainError):
    """The idempotency key belongs to another request."""

    def __init__(self) -> None:
        text = _("Kunci permintaan ini sudah dipakai untuk permintaan lain. Tidak ada yang disimpan.")
        super().__init__("key_used", text)


class SettingRefused(DomainError):
    """A group, counter or choice cannot be so; `context["field"]` names the question."""

    def __init__(self, code: str, message: str | Promise, *, field: str = "") -> None:
        super().__init__(code, message, field=field)
