"""A morning on paper in the demo: a sheet that was keyed in, and what still waits of it; the next one."""

import random
from datetime import datetime, timedelta

from applications.versions import program_of
from commons.clock import wib
from commons.worktime import Interval
from demo.files import cast_of, form_of
from fallback import operations, queries
from fallback.models import Line, Sheet
from fallback.operations import Keyed
from offices.models import Office
from offices.queries import work_calendar
from standards.queries import published_version

SERVICE = "sktm"
# Minutes after opening: received, complete, signed, handed over.
TIMES = ((5, 10, 40, 55), (15, 20, 45, None), (30, None, None, None))
NAMES = ("received", "complete", "signed", "handed")


def seed_sheet(office: Office, *, now: datetime) -> None:
    """Of the last working day: one line is a file and fetched, one waits for its signer's word, one is only
    keyed in, one was spoiled. Then the sheet of the next working day, printed."""
    morning, cast, known = _last_morning(office, now), cast_of(office, now), queries.services()
    if morning is None or SERVICE not in known or Sheet.objects.exists():
        return
    chance = random.Random(f"paper {office.kemendagri_code}")  # noqa: S311  invented people need no secrecy
    program = program_of(published_version(SERVICE).id)
    forms = [form_of(program, chance, morning.start) for _line in TIMES]
    before = morning.start - timedelta(hours=16)
    sheet = operations.print_sheet(actor=cast.counter, day=wib(morning.start).date(), pages=1, now=before)
    keyed = [
        Keyed(serial=n, typed=_typed(dict(form.values), times, morning.start))
        for n, (form, times) in enumerate(zip(forms, TIMES, strict=True), start=1)
    ]
    keyed.append(Keyed(serial=len(keyed) + 1, typed={}, mark="SPOILED"))
    operations.keep_lines(actor=cast.counter, sheet_id=sheet.id, keyed=keyed, known=known, now=now)
    codes = list(Line.objects.filter(sheet=sheet).order_by("serial").values_list("code", flat=True))
    for code, form in zip(codes[:2], forms[:2], strict=True):
        operations.file_line(actor=cast.counter, code=code, form=form, produced={}, known=known, now=now)
    operations.confirm_signatures(actor=cast.head, codes=codes[:1], known=known, now=now)
    operations.print_sheet(actor=cast.counter, day=queries.next_day(now), pages=2, now=now)


def _last_morning(office: Office, now: datetime) -> Interval | None:
    """The first session of the last working day before today."""
    calendar, today = work_calendar(office.id), wib(now).date()
    days = (today - timedelta(days=n) for n in range(1, 15))
    return next((parts[0] for day in days if (parts := calendar.sessions(day))), None)


def _typed(values: dict[str, object], times: tuple[int | None, ...], start: datetime) -> dict[str, str]:
    said = {
        name: f"{wib(start + timedelta(minutes=minutes)):%H.%M}"
        for name, minutes in zip(NAMES, times, strict=True)
        if minutes is not None
    }
    receiver = {"receiver": str(values["nama"]).title()} if "handed" in said else {}
    return {
        "service": SERVICE, "name": str(values["nama"]), "nik": str(values["nik"]), **said, **receiver,
    }  # fmt: skip
