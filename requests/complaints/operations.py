"""Complaints: intake. The staff's acts are in `working`, the reporter's in `replying`, time's in `passing`.

For apps above (the Kotak Saran, recaps, the read model) these names stay:

- `receive(actor=, new=NewComplaint(kind=, channel=, text=, …), now=)` enters one into the Buku Pengaduan in
  the caller's transaction and gives `Received(id, number, code, upward)`. `number` and `id` name the line of
  the book. A complaint about the office's leader goes upward at once: then `upward` is true, `number` is ""
  and the office keeps nothing, so forget `id`.
- `queries.lines(first, last)`: the complaints of these days for a recap, in words that may be printed; what
  is about people, anonymous or confidential is left out or covered there, once for all.
- `queries.measured(days, now)`: what happened on these days, for the read model; `queries.first_day()`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import wib
from commons.crypto import blind_index, current_key
from commons.ids import CODE_LENGTH, CROCKFORD, public_code, read_code, show_code
from commons.masking import identities
from commons.phones import BadPhone, parse_phone
from commons.text import clean_line, clean_text
from complaints import terms
from complaints.clocks import deadlines
from complaints.errors import ComplaintRefused
from complaints.ladder import INSIDE, Rung, lowest_rank
from complaints.models import Book, Channel, Complaint, Kind, Klass
from complaints.people import Somebody, parent_of, staff, stops
from complaints.recording import append, set_terms
from complaints.workflow import Action
from documents.operations import take_number
from escalations.models import Why
from escalations.operations import Upward, send_up
from offices.keys import data_key
from offices.models import Office
from offices.queries import work_calendar
from offices.scope import current_office
from standards import queries as standards

LEAST, LONGEST = 5, 4000
CODE_KIND, CONTACT_KIND = "complaint.code", "phone"
KLASS_OF = {Kind.INFORMATION: Klass.INFORMATION}


@dataclass(frozen=True, kw_only=True)
class NewComplaint:
    """What somebody says. `about`: the user complained about; `told`: wants to hear of it (needs a number).

    Of an anonymous one neither name nor contact is kept, whatever stands here. `once`: the key of the form;
    the same again gives the first. `reference`: its number elsewhere.
    """

    kind: str
    channel: str
    text: str
    service_code: str = ""
    file_id: UUID | None = None
    about: UUID | None = None
    anonymous: bool = False
    confidential: bool = False
    name: str = ""
    contact: str = ""
    told: bool = False
    once: str = ""
    reference: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True)
class Received:
    """What became of it. `code`: for the reporter, kept nowhere ("" for one that LAPOR had given before);
    `upward`: it went above the office, which keeps nothing of it."""

    id: UUID
    number: str
    code: str
    upward: bool = False


@transaction.atomic
def receive(*, actor: Actor | None, new: NewComplaint, now: datetime) -> Received:
    """Enter a complaint. No actor: the reporter by the public page.

    Raises `ComplaintRefused`: `bad_kind`, `needs_words`, `unknown_service`, `unknown_person`, `bad_contact`,
    `identity`; `BadText`.
    """
    text = clean_text(new.text, max_length=LONGEST)
    if new.kind not in Kind.values or new.channel not in Channel.values:
        raise ComplaintRefused("bad_kind", _("Pilih jenisnya."), field="kind")
    if len(text) < LEAST:
        raise ComplaintRefused("needs_words", _("Tulis apa yang terjadi."), field="text")
    refuse_identities(text, "text")
    earlier = _earlier(new)
    if earlier is not None:
        return Received(earlier.id, earlier.number, show_code(_code(new.once)) if new.once else "")
    accused = _accused(new, now)
    code = _code(new.once)
    if accused is not None and stops(current_office(), about=accused.id, on=_day(now))[0].rung not in INSIDE:
        return _upward(new, text, accused, code, now)
    row = _row(new, text, accused, code, now)
    row.entered_by = actor.name if actor else ""
    row.seq = take_number(row.book, row.year)
    append(row, Action.RECEIVE, actor=actor, data={"channel": row.channel}, now=now)
    return Received(row.id, row.number, show_code(code))


def refuse_identities(text: str, field: str) -> None:
    """The book is read and printed: no NIK is in it. Raises `ComplaintRefused` (`identity`)."""
    if any(identities(text)):
        words = _("Ada 16 angka yang menyerupai NIK. Hapus dulu; petugas tidak memerlukannya.")
        raise ComplaintRefused("identity", words, field=field)


def only_by_code(new: NewComplaint) -> bool:
    """Whether somebody who wants to be told hears of it by the code alone: it is about people."""
    return new.told and new.about is not None


def _code(once: str) -> str:
    """A form that was lost on the way and sent again gives the same code: it is worked out from the form's
    key, of which an index alone is kept."""
    if not once:
        return public_code()
    drawn = int(blind_index(current_key(), once, kind="complaint.form"), 16)
    return "".join(CROCKFORD[drawn >> 5 * place & 31] for place in range(CODE_LENGTH))


def _once(new: NewComplaint) -> str | None:
    return blind_index(current_key(), new.once, kind="complaint.once") if new.once else None


def _earlier(new: NewComplaint) -> Complaint | None:
    if new.once:
        return Complaint.objects.filter(once=_once(new)).first()
    return Complaint.objects.filter(reference=new.reference).first() if new.reference else None


def _day(moment: datetime) -> date:
    return wib(moment).date()


def _accused(new: NewComplaint, now: datetime) -> Somebody | None:
    if new.about is None:
        return None
    found = next((p for p in staff(current_office(), on=_day(now)) if p.id == new.about), None)
    if found is None:
        raise ComplaintRefused(
            "unknown_person", _("Pilih petugasnya dari daftar, atau biarkan kosong."), field="about"
        )
    return found


def code_index(code: str, *, of: Office | None = None) -> str:
    """By which an office (None: this one) finds a complaint of which it does not keep the code."""
    key = data_key(of.schema_name) if of else current_key()
    return blind_index(key, read_code(code), kind=CODE_KIND)


def _row(new: NewComplaint, text: str, accused: Somebody | None, code: str, now: datetime) -> Complaint:
    at = new.received_at or now
    name, contact = _reporter(new)
    row = Complaint(
        id=uuid4(),
        book=Book.PEOPLE if accused else Book.COMMON,
        year=_day(at).year,
        code_index=code_index(code),
        once=_once(new),
        reference=new.reference or None,
        kind=new.kind,
        channel=new.channel,
        klass=KLASS_OF.get(Kind(new.kind), Klass.PLAIN),
        anonymous=new.anonymous,
        confidential=new.confidential,
        text=text,
        name=name or None,
        contact=contact or None,
        contact_index=blind_index(current_key(), contact, kind=CONTACT_KIND) if contact else "",
        # Messages stand on a list that the whole office reads: none about a complaint about people.
        told=new.told and bool(contact) and accused is None,
        service_code=new.service_code,
        service_name=_service(new.service_code),
        file_id=new.file_id,
        about_id=accused.id if accused else None,
        about_name=f"{accused.name}, {accused.title}" if accused else None,
        rank=lowest_rank(accused.holder if accused else None),
        received_at=at,
        changed_at=now,
    )
    set_terms(row, since=_day(at), verified=None)
    return row


def _service(code: str) -> str:
    if not code:
        return ""
    name = dict(standards.names()).get(code)
    if name is None:
        raise ComplaintRefused(
            "unknown_service", _("Pilih layanannya dari daftar, atau biarkan kosong."), field="service"
        )
    return name


def _reporter(new: NewComplaint) -> tuple[str, str]:
    """Name and number as kept; neither of somebody who is not to be known."""
    if new.anonymous:
        return "", ""
    name = clean_line(new.name, max_length=120)
    refuse_identities(name, "name")
    if not new.contact.strip():
        return name, ""
    try:
        return name, parse_phone(new.contact).e164
    except BadPhone as bad:
        raise ComplaintRefused("bad_contact", bad.message, field="contact") from bad


def _upward(new: NewComplaint, text: str, accused: Somebody, code: str, now: datetime) -> Received:
    """Above the office, which keeps nothing: no number, no trail, no mark."""
    office, at = current_office(), new.received_at or now
    last = stops(office, about=accused.id, on=_day(now))[-1]
    to = parent_of(office) if last.rung is Rung.PARENT else None
    name, contact = _reporter(new)
    rule = terms.in_force()
    limits = deadlines(
        work_calendar(office.id), received=_day(at), verified=None, klass=Klass.PLAIN, terms=rule
    )
    row = send_up(
        Upward(
            why=Why.LEADER,
            from_office=office,
            to_office=to,
            content={
                "kind": new.kind,
                "text": text,
                "service": _service(new.service_code),
                "about": f"{accused.name}, {accused.title}",
                "name": name,
                "contact": contact,
                "confidential": new.confidential,
            },
            received_at=at,
            due_on=limits.due_on,
            code=code,
            about_id=accused.id,
            once=_once(new),
        )
    )
    return Received(row.id, "", show_code(code), upward=True)
