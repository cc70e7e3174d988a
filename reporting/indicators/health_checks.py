"""Files past their promise, and figures that stand still: from the read model itself."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import UUIDField, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.clock import wib
from commons.indonesian import date_shown
from indicators.cells import ALL_SERVICES
from indicators.models import Failing, OpenFiles, Sweep
from offices import health
from offices.health import EVERYWHERE, Finding, Ground, Weight
from offices.readiness import Doer

# From how many files past their promise on, and which share of the open ones, it is grave.
MANY, SHARE = 10, 0.25
# How long the sweep may be silent before every figure is called old.
SILENT = timedelta(minutes=10)
Lying = tuple[int, int, date | None]


def file_facts(_now: datetime) -> Mapping[UUID, Lying]:
    """Open files, those past their promise, the day the oldest came in. One query."""
    rows = OpenFiles.objects.filter(service_code=ALL_SERVICES)
    return {row.office_id: (row.open, row.overdue, row.oldest) for row in rows}


def judge_files(facts: Lying | None, ground: Ground) -> list[Finding]:
    """Files past their promise."""
    if facts is None or not facts[1]:
        return []
    open_files, overdue, oldest = facts
    grave = overdue >= MANY or (overdue >= SHARE * open_files and overdue > 1)
    text = _(
        "{n} dari {all} berkas terbuka lewat janji, tertua diterima {day}. Pimpinan kantor membagi pekerjaan."
    )
    day = date_shown(oldest or ground.today)
    weight = Weight.NOW if grave else Weight.SOON
    return [Finding(weight, text.format(n=overdue, all=open_files, day=day), Doer.HEAD)]


def fold_facts(_now: datetime) -> Mapping[UUID, datetime | None]:
    """Until when the figures go, of offices that cannot be folded and of all others. One query."""
    swept = Value(EVERYWHERE, output_field=UUIDField())
    failing = Failing.objects.values_list("office_id", "as_of")
    return dict(failing.union(Sweep.objects.values_list(swept, "swept_at"), all=True))


def judge_fold(as_of: datetime | None, _ground: Ground) -> list[Finding]:
    """An office whose figures stand still."""
    if as_of is None:
        return []
    since = f"{date_shown(wib(as_of).date())} {wib(as_of):%H.%M}"
    text = _(
        "Angka kantor ini berhenti pada {since}. Admin kabupaten memeriksa skemanya di halaman Pekerjaan."
    )
    return [Finding(Weight.NOW, text.format(since=since), Doer.KABUPATEN)]


def judge_sweep(swept: datetime | None, ground: Ground) -> list[Finding]:
    """About the whole kabupaten: the read model stands still."""
    if swept is None or ground.now - swept <= SILENT:
        return []
    text = _("Angka semua kantor berhenti pada {day} {time}. Admin sistem memeriksa pekerja (worker).")
    when = text.format(day=date_shown(wib(swept).date()), time=f"{wib(swept):%H.%M}")
    return [Finding(Weight.NOW, when, Doer.KABUPATEN)]


def register_checks() -> None:
    """Put them among the checks."""
    health.register(
        health.Check("files", gettext_lazy("Berkas"), 30, judge_files, gather=file_facts),
        health.Check(
            "fold", gettext_lazy("Angka"), 80, judge_fold, gather=fold_facts, common=judge_sweep, quiet=True
        ),
    )
