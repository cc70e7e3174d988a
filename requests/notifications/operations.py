"""Writes by people: what becomes of a message that got stuck, and who wants to be told how."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from applications.contacts import REACHED
from applications.models import ContactAttempt, File
from commons.errors import DomainError
from commons.phones import PhoneKind, parse_phone
from commons.text import clean_line
from notifications import counting, settling, waking
from notifications.kinds import DEAD, NOTICES, Channel, State
from notifications.models import Correspondent, OutMessage, StaffWish
from offices.scope import current_office
from trail import operations as trail

# What a person can put right: what is stuck, what waits on the call list, and what was not sent.
MENDABLE = DEAD | {State.BY_HAND, State.DROPPED}


class MessageRefused(DomainError):
    """It cannot be done with this message as it stands; nothing was changed."""


def _stuck(message_id: UUID, states: Iterable[State] = MENDABLE) -> OutMessage:
    row = OutMessage.objects.select_for_update(of=("self",)).filter(pk=message_id).first()
    if row is None:
        raise MessageRefused("message_not_found", gettext_lazy("Pesan ini tidak ada."))
    if row.state not in set(states):
        text = gettext_lazy(
            "Keadaan pesan ini sudah berubah. Tidak ada yang dilakukan; lihat keadaannya sekarang."
        )
        raise MessageRefused("message_moved", text)
    return row


@transaction.atomic
def send_again(*, message_id: UUID, actor: Actor, now: datetime) -> None:
    """From the first channel on, as if new. Raises `MessageRefused`."""
    row = _stuck(message_id)
    row.state, row.why, row.detail, row.tried, row.attempts = State.WAITING, "", "", [], 0
    row.next_at, row.provider_id, row.ended_at = now, "", None
    row.save(
        update_fields=["state", "why", "detail", "tried", "attempts", "next_at", "provider_id", "ended_at"]
    )
    _decided(row, actor, State.WAITING, _("Dikirim lagi."), now)
    waking.wake(current_office().id, at=now)


@transaction.atomic
def take_by_hand(*, message_id: UUID, actor: Actor, now: datetime) -> None:
    """Onto the call list. Raises `MessageRefused`."""
    row = _stuck(message_id, DEAD | {State.DROPPED})
    if not settling.may_call(row):
        raise MessageRefused(
            "no_call", gettext_lazy("Pesan ini bukan untuk pemohon; tidak ada yang ditelepon.")
        )
    row.state, row.channel = State.BY_HAND, Channel.HAND
    row.save(update_fields=["state", "channel"])
    _decided(row, actor, State.BY_HAND, _("Diambil untuk dihubungi."), now)


@transaction.atomic
def drop(*, message_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """It is let go, with why. Raises `MessageRefused`, `BadText`."""
    row, why = _stuck(message_id, DEAD | {State.BY_HAND}), clean_line(reason, max_length=200)
    if not why:
        raise MessageRefused(
            "no_reason", gettext_lazy("Tulis mengapa pesan ini tidak dikirim."), field="reason"
        )
    row.state, row.why, row.detail, row.ended_at = State.DROPPED, "", why, now
    row.save(update_fields=["state", "why", "detail", "ended_at"])
    _decided(row, actor, State.DROPPED, why, now)


@transaction.atomic
def it_arrived(*, message_id: UUID, actor: Actor, now: datetime) -> None:
    """Somebody asked: the message whose fate was unknown is there. Raises `MessageRefused`."""
    row = _stuck(message_id, {State.UNKNOWN})
    row.state, row.ended_at = State.DELIVERED, now
    row.save(update_fields=["state", "ended_at"])
    settling.tell(row, now=now)
    _decided(row, actor, State.DELIVERED, _("Sudah ditanyakan: sampai."), now)


def _decided(row: OutMessage, actor: Actor, state: State, words: str, now: datetime) -> None:
    settling.step(row, state, now=now, words=words, by=actor.name)
    counting.changed([row.created_at])
    trail.record(
        action="messages.settled",
        actor=actor,
        subject=f"message:{row.pk}",
        data={"kind": row.kind, "state": state.value},
        now=now,
    )


def called(attempt: ContactAttempt, actor: Actor) -> None:
    """Somebody noted a call: whoever was reached knows all that waited to be told."""
    if attempt.outcome != REACHED:
        return
    open_ones = OutMessage.objects.select_for_update(of=("self",)).filter(
        file_id=attempt.file_id, state=State.BY_HAND
    )
    rows = list(open_ones)
    for row in rows:
        settling.reached_by_hand(row, by=actor.name, now=attempt.at)
    counting.changed(row.created_at for row in rows)


@transaction.atomic
def set_consent(*, file_id: UUID, wanted: bool, actor: Actor, now: datetime) -> None:
    """The applicant said so at the counter: no messages to this number any more, or again.

    Raises `MessageRefused`.
    """
    file = File.objects.filter(pk=file_id).only("id", "phone_index").first()
    if file is None or not file.phone_index:
        raise MessageRefused("no_number", gettext_lazy("Berkas ini tidak punya nomor telepon."))
    wish(file.phone_index, wanted=wanted, at=now, by=actor.name)
    action = "messages.resumed" if wanted else "messages.stopped"
    trail.record(action=action, actor=actor, subject=f"file:{file_id}", now=now)


def wish(to_index: str, *, wanted: bool, at: datetime, by: str = "") -> bool:
    """Keep the newest wish of a number. An older one that comes again changes nothing; whether it counted."""
    row, _new = Correspondent.objects.select_for_update().get_or_create(to_index=to_index)
    if row.wish_at is not None and row.wish_at > at:
        return False
    row.wish_at, row.stopped_at, row.by_name = at, None if wanted else at, by
    row.save(update_fields=["wish_at", "stopped_at", "by_name"])
    return True


@transaction.atomic
def set_staff_wish(*, actor: Actor, way: str, to: str, kinds: Iterable[str]) -> None:
    """How this person is told outside Loket; "" as way: only inside. Raises `MessageRefused`, `BadPhone`."""
    chosen = sorted(set(kinds) & set(NOTICES))
    kept = ""
    if way in {Channel.WHATSAPP, Channel.SMS}:
        phone = parse_phone(to)
        if phone.kind is not PhoneKind.MOBILE:
            text = gettext_lazy("Nomor telepon rumah tidak menerima WhatsApp atau SMS. Tulis nomor HP.")
            raise MessageRefused("landline", text, field="to")
        kept = phone.e164
    elif way == Channel.EMAIL:
        kept = read_mail(to)
    elif way:
        raise MessageRefused("way", gettext_lazy("Pilih salah satu dari daftar."), field="way")
    StaffWish.objects.update_or_create(
        user_id=actor.user_id, defaults={"way": way, "to": kept or None, "kinds": chosen}
    )


def read_mail(text: str) -> str:
    """A mail address. Raises `MessageRefused`."""
    found = clean_line(text, max_length=200)
    try:
        validate_email(found)
    except ValidationError as error:
        wrong = gettext_lazy("Tulis alamat surel seperti nama@contoh.go.id.")
        raise MessageRefused("mail", wrong, field="to") from error
    return found


def look_at_notices(*, actor: Actor, now: datetime) -> None:
    """This person has seen what there is."""
    StaffWish.objects.update_or_create(user_id=actor.user_id, defaults={"seen_at": now})


def note_shown(*, message_id: UUID, actor: Actor, now: datetime) -> None:
    """Somebody looked at number and words in full."""
    trail.record(action="messages.shown", actor=actor, subject=f"message:{message_id}", now=now)
