"""All offices: who is bad and how, brought on and filled one by one, several processes side by side."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.db import transaction

from accounts.models import Assignment
from commons.clock import wib
from demo.accounts import Account, Logins
from demo.hashing import quick_hashes
from demo.seed import install_catalogue, open_office, place, real_offices
from demo.simulate import characters, places, staffing
from demo.simulate.adopting import adopted
from demo.simulate.filling import SIMULATED, Filled, Wish, fill
from demo.simulate.leaders import midnight
from demo.simulate.year import chance_of, days_before
from offices import areas
from offices.models import Area, Level, Office
from offices.scope import office_scope, public_scope
from regulations.operations import authorise
from servicetypes.catalogue import definition_of
from standards.catalogue import document_of
from standards.models import StandardVersion
from standards.operations import draft, publish
from trail.queries import has_any

BY = "Simulasi"
# No ground was found on which a lurah signs; the demo has an example for one of them.
LURAH = "kel-tompokersan"
OPENS = timedelta(hours=7)
NOT_OURS = "kantor ini tidak dibuat oleh demo, jadi tidak disentuh"
DONE_BEFORE = "sudah berisi data simulasi"


@dataclass(frozen=True)
class Job:
    """One office to be filled, and how."""

    code: str
    seed: int
    days: int
    until: datetime
    fault: characters.Fault | None
    logins: Path


@dataclass
class Result:
    """What became of a job; `accounts` for the file of logins."""

    code: str
    filled: Filled
    accounts: dict[str, dict[str, str]] = field(default_factory=dict)


def jobs(*, offices: int, days: int, seed: int, until: datetime, logins: Path) -> list[Job]:
    """What there is to do, the largest offices first so that the last process does not work alone."""
    codes = places.codes(offices)
    comparable = {code: places.inhabitants(code) for code in codes if places.is_comparable(code)}
    bad = characters.faults(comparable, seed=seed)
    found = [Job(code, seed, days, until, bad.get(code), logins) for code in codes]
    return sorted(found, key=lambda job: -places.inhabitants(job.code))


def simulate(work: Sequence[Job], *, processes: int) -> Iterator[Result]:
    """Do the jobs; results come as they are ready, and the logins are written at the end."""
    if not work:
        return
    install_catalogue()
    with public_scope():
        if not Area.objects.exists():
            areas.load_areas(areas.known_areas().values())
    book = Logins(work[0].logins)
    for result in _results(work, processes):
        if result.accounts:
            accounts = {role: Account(**facts) for role, facts in result.accounts.items()}
            book.write(result.filled.slug, place(result.filled.slug), accounts)
        yield result
    book.save()


def _results(work: Sequence[Job], processes: int) -> Iterator[Result]:
    if processes == 1:
        yield from map(do_job, work)
        return
    # Spawned, not forked: a connection and Typst's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=django.setup) as pool:
        for done in as_completed([pool.submit(do_job, job) for job in work]):
            yield done.result()


def do_job(job: Job) -> Result:
    """Bring one office on and fill it; a second run leaves it alone."""
    character = characters.character(
        job.code,
        seed=job.seed,
        population=places.inhabitants(job.code),
        last_day=wib(job.until).date(),
        fault=job.fault,
    )
    data = places.described(job.code, character, chance_of(job.seed, job.code, "office"))
    why = _why_not(job, data)
    if why:
        return Result(job.code, Filled(slug=data["slug"], fault="", skipped=why))
    first = midnight(days_before(job.until, job.days)[0]) + OPENS
    office = open_office(data, first)
    if office.level == Level.KELURAHAN:
        with public_scope():
            authorise(office, like=LURAH)
    wish = Wish(
        seed=job.seed,
        days=job.days,
        until=job.until,
        character=character,
        population=places.inhabitants(job.code),
        services=data["services"],
    )
    # In the office's scope, so that its own trail hears of its people, and nobody waits for the kabupaten's.
    with office_scope(office), transaction.atomic():
        with quick_hashes():
            accounts = staffing.make_people(office, data, character, logins=Logins(job.logins), now=first)
        if not StandardVersion.objects.exists():
            _publish(office, data["services"], first)
        filled = fill(office, wish)
    return Result(job.code, filled, {role: asdict(each) for role, each in accounts.items()})


def _why_not(job: Job, data: dict[str, Any]) -> str:
    """Why an office is left alone. Only what the demo made is filled: real offices get no invented files."""
    with public_scope():
        office = Office.objects.filter(kemendagri_code=job.code).first()
        staffed = office is not None and Assignment.objects.filter(office=office).exists()
    if office is None or not staffed:
        return ""
    if data["slug"] not in Logins(job.logins).offices:
        return NOT_OURS
    with office_scope(office):
        return DONE_BEFORE if has_any(SIMULATED) else ""


def _publish(office: Office, services: Sequence[str], now: datetime) -> None:
    real = {each["slug"] for each in real_offices()}
    for service in services:
        document = document_of(office.slug, service) if office.slug in real else adopted(office, service)
        version = draft(document=document, definition=definition_of(service))
        publish(version=version, by=BY, now=now)
