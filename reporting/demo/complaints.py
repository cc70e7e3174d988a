"""Invented complaints in several states, made and handled by the same operations as at the desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.actors import Actor
from accounts.models import Role
from accounts.queries import Person, people
from commons.clock import wib
from complaints import operations, replying, working
from complaints.models import Channel, Complaint, Kind, Klass
from complaints.operations import NewComplaint, Received
from complaints.workflow import Action
from complaints.working import Said
from offices.models import Office
from offices.queries import work_calendar


@dataclass(frozen=True)
class Story:
    """So many days ago somebody said this, and it got so far."""

    days: int
    kind: Kind
    channel: Channel
    text: str
    how_far: str


COMPLAINT, PAGE, DESK = Kind.COMPLAINT, Channel.PAGE, Channel.DESK
SAID = (
    Story(12, COMPLAINT, DESK, "Antrean loket pagi terlalu lama, hanya satu petugas.", "closed"),
    Story(9, COMPLAINT, PAGE, "Kursi tunggu kurang, banyak orang tua berdiri hampir satu jam.", "answered"),
    Story(8, Kind.INFORMATION, Channel.WHATSAPP, "Apakah surat dapat diambil orang lain?", "answered"),
    Story(6, COMPLAINT, Channel.PHONE, "Telepon kantor tidak diangkat sejak kemarin pagi.", "noted"),
    Story(5, Kind.ASPIRATION, PAGE, "Mohon papan petunjuk ruang layanan diperbesar.", "verified"),
    Story(3, COMPLAINT, PAGE, "Saya diminta melengkapi syarat yang tidak tertulis di dinding.", "received"),
    Story(1, COMPLAINT, DESK, "Ruang tunggu panas, kipas anginnya rusak.", "received"),
)
DONE, ANSWER = (
    "Sudah diperiksa kepala seksi dan diperbaiki.",
    "Terima kasih. Sudah kami perbaiki; mohon maaf.",
)


def seed_complaints(office: Office, *, now: datetime) -> None:
    """In the office's scope, once."""
    if Complaint.objects.filter(channel=PAGE).exists():
        return
    cast = _cast(office, now)
    if cast is None:
        return
    for story in SAID:
        _play(office, cast, story, now)


def _cast(office: Office, now: datetime) -> tuple[Actor, Actor] | None:
    found = people(office, on=wib(now).date())
    by_role = {role: person for person in found for role in person.roles}
    desk = by_role.get(Role.INFORMATION) or by_role.get(Role.SECTION_HEAD)
    chief = by_role.get(Role.SECTION_HEAD) or by_role.get(Role.HEAD)
    if desk is None or chief is None:
        return None
    return _actor(desk, office), _actor(chief, office)


def _actor(person: Person, office: Office) -> Actor:
    return Actor(
        person.user_id,
        person.name,
        person.title,
        frozenset(person.roles),
        office.id,
        person.assignment_id,
    )


def _play(office: Office, cast: tuple[Actor, Actor], story: Story, now: datetime) -> None:
    at = work_calendar(office.id).next_open(now - timedelta(days=story.days))
    at = min(at, now - timedelta(minutes=5))
    desk, chief = cast
    anonymous = story.channel == Channel.PAGE
    new = NewComplaint(
        kind=story.kind,
        channel=story.channel,
        text=story.text,
        anonymous=anonymous,
        name="" if anonymous else "Warga Demo",
    )
    made = operations.receive(actor=None if anonymous else desk, new=new, now=at)
    klass = Klass.INFORMATION if story.kind == Kind.INFORMATION else Klass.PLAIN
    for number, (who, action, said) in enumerate(_acts(desk, chief, klass, story.how_far), start=1):
        _act(made, who, action, said, min(at + timedelta(hours=2 * number), now))
    if story.how_far == "closed":
        found = replying.find(made.code)
        assert found is not None
        replying.reply(found=found, action=Action.ACCEPT, text="", now=min(at + timedelta(hours=20), now))


def _acts(desk: Actor, chief: Actor, klass: Klass, how_far: str) -> list[tuple[Actor, Action, Said]]:
    steps = [
        (desk, Action.VERIFY, Said(klass=klass)),
        (chief, Action.NOTE, Said(done=DONE)),
        (chief, Action.ANSWER, Said(text=ANSWER)),
    ]
    return steps[: {"received": 0, "verified": 1, "noted": 2}.get(how_far, 3)]


def _act(made: Received, who: Actor, action: Action, said: Said, at: datetime) -> None:
    seen = Complaint.objects.values_list("event_no", flat=True).get(id=made.id)
    working.act(actor=who, complaint_id=made.id, action=action, said=said, expected_event=seen, now=at)
