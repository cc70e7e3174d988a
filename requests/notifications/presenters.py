"""Messages as the templates want them: plain dictionaries, words in Indonesian, no number in full."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.phones import BadPhone, PhoneKind, parse_phone, tel_link, wa_link
from notifications import labels
from notifications.kinds import CHANNELS, DEAD, KINDS, NOTICES, STATES, Kind, State, elsewhere
from notifications.models import MessageStep, OutMessage, StaffNotice
from notifications.queries import ToCall
from notifications.rules import UNWANTED, Why

# Where they go is not what the applicant of a file asked for.
BY_OTHERS = frozenset({Kind.STAFF, Kind.TEST, Kind.COMPLAINT})


def line(row: OutMessage) -> dict[str, Any]:
    """One message in a list. What waits for who wants none is called what will come of it: it is not sent."""
    unwanted = _is_unwanted(row)
    state, why = (State.DROPPED, Why.NOT_WANTED) if unwanted else (State(row.state), row.why)
    return {
        "id": row.pk,
        "title": str(KINDS[Kind(row.kind)].title) if row.kind != Kind.STAFF else _staff(row),
        "number": row.file.receipt_number if row.file else "",
        "file_id": row.file_id,
        "state": state,
        "words": str(STATES[state]),
        "tone": labels.TONES[state],
        "channel": str(CHANNELS.get(row.channel, "")),
        "masked": row.masked,
        "at": row.created_at,
        "next_at": row.next_at if state == State.WAITING else None,
        "why": labels.why(why) or row.detail,
        "attempts": row.attempts,
    }


def _is_unwanted(row: OutMessage) -> bool:
    if row.state != State.WAITING or row.kind in BY_OTHERS or row.file is None:
        return False
    return row.file.contact_way in UNWANTED


def _staff(row: OutMessage) -> str:
    return str(NOTICES.get(row.facts.get("notice", ""), KINDS[Kind.STAFF].title))


def story(steps: Iterable[MessageStep]) -> list[dict[str, Any]]:
    """What happened to a message, newest first."""
    return [
        {
            "at": each.at,
            "words": str(STATES[each.state]),
            "tone": labels.TONES[each.state],
            "channel": str(CHANNELS.get(each.channel, "")),
            "detail": each.words,
            "by": each.by_name,
        }
        for each in reversed(list(steps))
    ]


def doable(row: OutMessage, *, may_call: bool) -> dict[str, bool]:
    """Which buttons a message has."""
    return {
        "again": row.state in {*DEAD, State.BY_HAND, State.DROPPED},
        "by_hand": may_call and row.state in {*DEAD, State.DROPPED},
        "arrived": row.state == State.UNKNOWN,
        "drop": row.state in {*DEAD, State.BY_HAND},
    }


def call(each: ToCall) -> dict[str, Any]:
    """One line of the call list, with the words typed in."""
    found = {
        "id": each.file.id,
        "applicant": each.file.name,
        "number": each.file.receipt_number,
        "service": each.file.service_name,
        "title": each.title,
        "why": labels.why(each.why),
        "text": each.text,
        "since": each.since,
        "tries": each.tries,
        "contact": None,
    }
    try:
        phone = parse_phone(each.file.phone or "")
    except BadPhone:
        return found
    mobile = phone.kind is PhoneKind.MOBILE
    found["contact"] = {
        "tel": tel_link(phone.e164),
        "whatsapp": wa_link(phone.e164, each.text) if mobile else "",
        "shown": phone.shown,
    }
    if not mobile and not found["why"]:
        found["why"] = _("Nomor telepon rumah: telepon saja.")
    return found


def notices(rows: Iterable[StaffNotice]) -> list[dict[str, Any]]:
    """The lines of the bell; several that an app above told at once are one, with their number."""
    told: dict[object, list[StaffNotice]] = {}
    for row in rows:
        told.setdefault((row.kind, row.at) if elsewhere(row.kind) else row.pk, []).append(row)
    return [_together(same) for same in told.values()]


def _together(same: Sequence[StaffNotice]) -> dict[str, Any]:
    line = notice(same[0])
    return line | {"title": f"{line['title']} ({len(same)})"} if len(same) > 1 else line


def notice(row: StaffNotice) -> dict[str, Any]:
    """One line of the bell."""
    if (other := elsewhere(row.kind)) is not None:
        return {"title": str(other.title), "text": str(other.text), "at": row.at, "url": other.path()}
    if row.file is None:
        many = _("{n} berkas").format(n=row.count)
        return {"title": str(NOTICES[row.kind]), "text": many, "at": row.at, "url": reverse("inbox")}
    return {
        "title": str(NOTICES[row.kind]),
        "text": f"{row.file.receipt_number} · {row.file.service_name}",
        "at": row.at,
        "url": reverse("file", args=[row.file_id]),
    }
