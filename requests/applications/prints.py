"""The slips of a file: receipt, list of what is missing, and receipt of the hand-over, as PDF."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from applications import compose, labels, presenters_file
from applications.collecting import Collector
from applications.models import Event
from applications.queries_file import Detail
from applications.queries_inbox import leader_missed
from applications.workflow import Action
from attachments import queries as attachments
from attachments.models import Collection, Relation, State
from commons.clock import wib
from commons.ids import show_code
from commons.indonesian import moment_words, rupiah
from commons.nik import mask_nik
from documents import sheets
from documents.letterheads import letterhead_of
from documents.models import Letter, RegisterEntry
from offices.hosts import url_of
from standards.channels import name_of
from standards.document import StandardDocument
from standards.vocabulary import ChannelKind

CALLED = frozenset({ChannelKind.PHONE, ChannelKind.WHATSAPP, ChannelKind.SMS, ChannelKind.LAPOR})
MOST_CHANNELS = 3


def receipt(detail: Detail) -> sheets.Sheet:
    """Tanda terima: what was handed in, what is promised, how to follow the file."""
    file, document = detail.file, detail.program.document
    away = leader_missed(detail.presence, detail.program, now=detail.now)
    ready = file.ready_by or detail.standing.due_at
    return sheets.ReceiptSheet(
        **_common(detail, detail.events[0]),
        received_at=moment_words(file.received_at),
        items=tuple(
            sheets.Handed(name=row["label"], note=row["kind"])
            for row in presenters_file.checklist(detail)
            if row["present"]
        ),
        promise=_promise(detail),
        due=moment_words(ready) if ready else "",
        fee=rupiah(document.biaya.rupiah) if document.biaya.rupiah else _("Gratis"),
        leader_away=_("Kembali {until}.").format(until=away.back) if away else "",
        contact=str(labels.CONTACT_WAYS.get(file.contact_way, "")),
        status=_status(detail),
        complaints=_complaints(detail),
    )


def return_slip(detail: Detail) -> sheets.Sheet | None:
    """What is missing, by the last return; None for a file that was never returned."""
    event = _last(detail, Action.RETURN)
    if event is None:
        return None
    note = str(event.data.get("note", ""))
    return sheets.ReturnSlipSheet(
        **_common(detail, event),
        returned_at=moment_words(event.at),
        missing=tuple(sheets.Missing(name=str(name)) for name in event.data.get("missing", ())),
        closing=note,
        status=_status(detail),
        complaints=_complaints(detail),
    )


def handover(detail: Detail) -> sheets.Sheet | None:
    """What was taken away and by whom; None before that."""
    event = _last(detail, Action.COMPLETE) if detail.state.handed_over else None
    if event is None:
        return None
    entry = RegisterEntry.objects.filter(file_id=detail.file.id).order_by("-seq").first()
    taken = attachments.collection(detail.file.id, event.seq)
    return sheets.HandoverSheet(
        **_common(detail, event),
        handed_at=moment_words(event.at),
        product=detail.program.document.produk.name,
        letter_number=detail.letter.number if detail.letter else "",
        receiver=taken.name if taken else (entry.receiver if entry else "") or detail.file.name,
        receiver_note=_receiver_note(taken, str(event.data.get("note", ""))),
        signature=_signature(taken),
        replaces=_replaced(detail),
        place=compose.place_of(detail.office),
        complaints=_complaints(detail),
    )


def _receiver_note(taken: Collection | None, note: str) -> str:
    """ "anak, KTP berakhiran 0001, surat kuasa 20 November 2026"."""
    if taken is None:
        return note
    who = Collector(name=taken.name, relation=Relation(taken.relation), words=taken.relation_words)
    card = str(taken.get_id_kind_display()) if taken.id_kind else ""
    if taken.id_last:
        card = f"{card} berakhiran {taken.id_last}"
    return ", ".join(part for part in (who.relation_words, card, note) if part)


def _signature(taken: Collection | None) -> str:
    """What was drawn on the tablet, as `emblems.svg` takes it; empty leaves room for the hand."""
    drawn = taken.signature if taken else None
    if drawn is None or drawn.state != State.KEPT:
        return ""
    return f"data:{drawn.content_type};base64,{b64encode(attachments.content(drawn)).decode()}"


def _replaced(detail: Detail) -> str:
    """The number of the letter that the one handed over stands in for."""
    letter = detail.letter
    old = letter.replaces_id if letter is not None else None
    return Letter.objects.values_list("number", flat=True).get(id=old) if old else ""


SHEETS: Mapping[str, Callable[[Detail], sheets.Sheet | None]] = {
    "tanda-terima": receipt,
    "kekurangan": return_slip,
    "serah-terima": handover,
}


def _common(detail: Detail, event: Event) -> dict[str, Any]:
    file = detail.file
    return {
        "letterhead": letterhead_of(detail.office),
        "number": file.receipt_number,
        "service": file.service_name,
        "applicant": file.name,
        "nik": mask_nik(file.nik) if file.nik else "",
        "dated": _day(event.at),
        "officer": event.actor_name,
    }


def _day(moment: datetime) -> Any:
    return wib(moment).date()


def _promise(detail: Detail) -> str:
    promise = detail.program.document.waktu
    text = _("{promise} sejak berkas lengkap dan benar").format(promise=promise.short)
    return f"{text}. {promise.condition_text}" if promise.condition_text else f"{text}."


def _status(detail: Detail) -> sheets.Status:
    code = detail.file.track_code
    return sheets.Status(url=url_of(detail.office.slug, f"/s/{code}/"), code=show_code(code))


def _complaints(detail: Detail) -> tuple[tuple[str, str], ...]:
    return channels_of(detail.program.document)


def channels_of(document: StandardDocument) -> tuple[tuple[str, str], ...]:
    """Where to complain, as a slip has room for it: (what, shown form)."""
    channels = document.pengaduan.channels
    chosen = [channel for channel in channels if channel.kind in CALLED] or list(channels)
    return tuple((name_of(each), each.shown) for each in chosen[:MOST_CHANNELS])


def _last(detail: Detail, action: Action) -> Event | None:
    return next((event for event in reversed(detail.events) if event.action == action), None)
