"""Surveys of the demo: a closed semester, one that runs, an office below its minimum, coins. Invented
answers; periods are planned, opened and closed by the same operations as by an office."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from accounts.actors import Actor
from accounts.models import Role
from accounts.queries import people
from applications.models import File
from applications.workflow_types import Phase
from commons.clock import WIB, wib
from offices.models import Office
from surveys import operations, operations_tablets
from surveys.choices import AgeBand, Channel, Education, Occupation, Sex, Slot
from surveys.elements import KEYS
from surveys.models import Basis, Draw, SurveyPeriod
from surveys.models import SurveyResponse as Response
from surveys.quotas import shared
from surveys.sampling import sample_size
from surveys.spans import Span, span_of
from surveys.stuffing import is_straight

RUNNING_DAYS, PAPERS, COIN_DAYS = 100, 20, 6  # months that are over, for the figures


@dataclass(frozen=True)
class Share:
    """How an office did: users of the semester before, forms of the closed one and of the one that runs."""

    users: int
    closed: int
    running: int
    good: float


SHARES = {
    "kec-lumajang": Share(users=640, closed=252, running=61, good=0.82),
    "kel-tompokersan": Share(users=210, closed=141, running=38, good=0.74),
    "kec-jatiroto": Share(users=330, closed=47, running=9, good=0.66),
}
# Above or below what an office does on the whole: nothing is charged, and complaints fare worst.
LEANING = {"biaya": 0.3, "perilaku": 0.06, "waktu": -0.08, "sarana": -0.12, "pengaduan": -0.14}
REMARKS = (
    "Kursi tunggu ditambah.",
    "Petugasnya ramah, terima kasih.",
    "Mohon antreannya dipercepat pada hari Senin.",
    "Papan syaratnya sudah jelas.",
    "Tempat parkir sempit.",
    "Pertahankan.",
)


def seed_surveys(office: Office, *, now: datetime) -> None:
    """In the office's scope, once."""
    if SurveyPeriod.objects.exists():
        return
    share = SHARES.get(office.slug, Share(users=120, closed=40, running=5, good=0.7))
    chance = random.Random(f"survey {office.kemendagri_code}")  # noqa: S311  invented people need no secrecy
    staff = _staff(office, now)
    keeper = staff[Role.HEAD]
    operations.set_options(actor=keeper, networks=[], double_entry=False, coins=True, answering=50, now=now)
    span = span_of("SEMESTER", wib(now).date())
    _closed(span.previous, share, keeper, chance)
    _running(span, share, keeper, chance, now=now)
    _coins(staff, chance, now=now)
    operations_tablets.add(actor=keeper, name="Tablet loket 1", now=now)


def _staff(office: Office, now: datetime) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for each in people(office, on=wib(now).date()):
        actor = Actor(
            each.user_id, each.name, each.title, frozenset(each.roles), office.id, each.assignment_id
        )
        found.update(dict.fromkeys(each.roles, actor))
    return found


def _closed(span: Span, share: Share, keeper: Actor, chance: random.Random) -> None:
    period = _opened(span, span.first, share, keeper)
    rows = _answers(period, share.closed, share.good, chance, last=span.last, by_code=0)
    Response.objects.bulk_create(rows, batch_size=500)
    operations.close_period(actor=None, period_id=period.id, now=_at(span.last + timedelta(days=1), 7))


def _running(span: Span, share: Share, keeper: Actor, chance: random.Random, *, now: datetime) -> None:
    today = wib(now).date()
    first = max(span.first, today - timedelta(days=RUNNING_DAYS))
    period = _opened(span, first, share, keeper)
    files = File.objects.filter(phase=Phase.HANDED_OVER, finished_at__gte=_at(first, 0))
    Draw.objects.bulk_create(
        Draw(file_id=id, seq=seq, service_code=code, day=wib(at).date())
        for id, seq, code, at in files.values_list("id", "event_no", "service_code", "finished_at")
        if at is not None
    )
    operations.decide_waiting(now=now)
    by_code = _invited(keeper, share.running, now=now) // 2
    rows = _answers(period, share.running, share.good, chance, last=today, by_code=by_code)
    Response.objects.bulk_create(rows)
    operations.print_forms(actor=keeper, period_id=period.id, count=PAPERS, now=now)


def _invited(keeper: Actor, most: int, *, now: datetime) -> int:
    """Give codes to some of those who were drawn; how many."""
    files = Draw.objects.filter(drawn=True).order_by("day", "id").values_list("file_id", flat=True)
    drawn = list(dict.fromkeys(files))[:most]
    for file_id in drawn:
        operations.invite(actor=keeper, file_id=file_id, now=now)
    return len(drawn)


def _opened(span: Span, first: date, share: Share, keeper: Actor) -> SurveyPeriod:
    """A period with the users that the office's own files of the demo are too young to show."""
    period = operations.plan(
        actor=keeper, span=span, opens=first, basis=Basis.PREVIOUS, now=_at(first - timedelta(days=2), 9)
    )
    codes = [row["code"] for row in period.services]
    users = shared(share.users, {code: len(codes) - n for n, code in enumerate(codes)})
    period.population, period.sample_size = share.users, sample_size(share.users)
    quotas = shared(period.sample_size, users)
    period.services = [
        {**row, "population": users[row["code"]], "quota": quotas[row["code"]]} for row in period.services
    ]
    period.save(update_fields=["population", "sample_size", "services"])
    return operations.open_period(actor=None, period_id=period.id, now=_at(first, 7))


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), WIB)


def _answers(
    period: SurveyPeriod, count: int, good: float, chance: random.Random, *, last: date, by_code: int
) -> Iterator[Response]:
    """Forms in no order of their own; `by_code` of them with a code somebody was given."""
    days = [period.opens + timedelta(days=n) for n in range((last - period.opens).days + 1)]
    weekdays = [day for day in days if day.weekday() < 5] or days
    services = [row["code"] for row in period.services]
    weights = [row["population"] for row in period.services]
    for place in range(count):
        nine = {key: _answer(good + LEANING.get(key, 0), chance) for key in KEYS}
        yield Response(
            period=period,
            channel=Channel.CODE
            if place < by_code
            else chance.choices([Channel.TABLET, Channel.PAPER], [3, 2])[0],
            day=chance.choice(weekdays),
            slot=chance.choice(Slot.values),
            service_code=chance.choices(services, weights)[0],
            sex=chance.choice(Sex.values),
            age_band=chance.choice(AgeBand.values[1:]),
            education=chance.choices(Education.values, [3, 4, 9, 4, 1, 0.1])[0],
            occupation=chance.choices(Occupation.values, [1, 0.2, 0.2, 5, 5, 4])[0],
            comment=chance.choice(REMARKS) if chance.random() < 0.2 else None,
            flags=["STRAIGHT_LINE"] if is_straight(nine) else [],
            **nine,
        )


def _answer(good: float, chance: random.Random) -> int:
    """1–4: three coins that fall well with this probability."""
    return 1 + sum(chance.random() < min(max(good, 0.05), 0.995) for _n in range(3))


def _coins(staff: dict[str, Actor], chance: random.Random, *, now: datetime) -> None:
    first, second = staff[Role.COUNTER], staff[Role.SECRETARY]
    for back in range(COIN_DAYS, 0, -1):
        day = wib(now).date() - timedelta(days=back)
        if day.weekday() > 4:
            continue
        cups: dict[str, Any] = {
            "satisfied": chance.randrange(12, 34),
            "fair": chance.randrange(1, 7),
            "unsatisfied": chance.randrange(0, 4),
        }
        row = operations.count(actor=first, day=day, now=_at(day, 15), **cups)
        if back > 1:
            operations.confirm(actor=second, count_id=row.id, now=_at(day, 15))
