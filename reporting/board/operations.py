"""The board's writes: an office doubts a figure, the kabupaten answers. Both leave a trace on both trails."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit.operations import record as record_kabupaten
from board.errors import DisputeRefused
from board.models import Dispute, Outcome
from commons.text import BadText, clean_text
from indicators.periods import Period
from offices.models import Office
from offices.scope import office_scope, public_scope
from trail.operations import record as record_office

LONGEST = 1000
SHORTEST = 10
MOST_OPEN = 20
_WAITING = _("Angka ini sudah dipersoalkan dan masih menunggu jawaban.")
_TOO_MANY = _("Terlalu banyak keberatan yang belum dijawab. Tunggu jawabannya dulu.")


def _reason(text: str, empty: str | Promise) -> str:
    try:
        said = clean_text(text, max_length=LONGEST)
    except BadText as error:
        raise DisputeRefused("bad_text", str(error)) from error
    if len(said) < SHORTEST:
        raise DisputeRefused("too_short", empty)
    return said


def raise_dispute(
    *,
    office: Office,
    key: str,
    service: str,
    period: Period,
    shown: str,
    as_of: datetime | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Dispute:
    """The office doubts a figure that it was shown. Works in the office's scope, with its rights.

    Raises `DisputeRefused` for too few words, or while the same figure waits for an answer already.
    """
    why = _reason(reason, _("Tulis alasannya dengan jelas: apa yang menurut kantor seharusnya."))
    row = Dispute(
        office_id=office.id,
        key=key,
        service_code=service,
        first=period.first,
        last=period.last,
        shown=shown,
        as_of=as_of,
        reason=why,
        raised_at=now,
        raised_by=_named(actor),
    )
    with office_scope(office):
        if Dispute.objects.filter(office_id=office.id, outcome=Outcome.OPEN).count() >= MOST_OPEN:
            raise DisputeRefused("too_many", _TOO_MANY)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
                subject = f"dispute:{row.id}"
                record_office(action="board.disputed", actor=actor, subject=subject, data=_data(row), now=now)
        except IntegrityError as error:
            if "uq_dispute_open" not in str(error):
                raise
            raise DisputeRefused("waiting", _WAITING) from error
    return row


def answer_dispute(*, dispute_id: UUID, outcome: str, answer: str, actor: Actor, now: datetime) -> Dispute:
    """The kabupaten answers, once. The office finds the answer on its page and on its trail.

    Raises `DisputeRefused`: not there, answered already (by whom), no outcome chosen, too few words.
    """
    if outcome not in {Outcome.CORRECTED, Outcome.EXPLAINED}:
        raise DisputeRefused("no_outcome", _("Pilih dulu: angka dibetulkan, atau angka benar."))
    said = _reason(answer, _("Tulis jawabannya dengan jelas: apa yang diperiksa dan apa hasilnya."))
    with public_scope(), transaction.atomic():
        row = Dispute.objects.select_for_update().select_related("office").filter(pk=dispute_id).first()
        if row is None:
            raise DisputeRefused("gone", _("Keberatan ini tidak ada."))
        if row.outcome != Outcome.OPEN:
            raise DisputeRefused("answered", _("Keberatan ini sudah dijawab. Jawaban Anda belum disimpan."))
        row.outcome, row.answer = outcome, said
        row.answered_at, row.answered_by = now, _named(actor)
        row.save(update_fields=["outcome", "answer", "answered_at", "answered_by"])
        data = _data(row) | {"outcome": outcome}
        with office_scope(row.office):
            record_office(
                action="board.answered", actor=actor, subject=f"dispute:{row.id}", data=data, now=now
            )
        record_kabupaten(
            action="board.answered",
            actor=actor,
            subject=f"dispute:{row.id}",
            data=data | {"office": row.office.slug},
            now=now,
        )
    return row


def _named(actor: Actor) -> str:
    return f"{actor.name}, {actor.title}" if actor.title else actor.name


def _data(row: Dispute) -> dict[str, str]:
    return {
        "key": row.key,
        "service": row.service_code,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "shown": row.shown,
    }
