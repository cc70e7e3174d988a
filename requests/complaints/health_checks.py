"""Whether complaints lie about: what the console says of an office."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.clock import wib
from complaints import queries
from offices import health
from offices.health import Finding, Ground, Weight
from offices.models import Office
from offices.readiness import Doer

MANY = 5


def late_facts(_office: Office, now: datetime) -> int:
    """Open complaints past a term. None about people: the office reads its own health."""
    return queries.open_late(wib(now).date())


def judge_late(late: int | None, ground: Ground) -> list[Finding]:
    """Late complaints of an open office."""
    if not late or not ground.live:
        return []
    text = _("{n} pengaduan melewati tenggat. Pimpinan kantor meminta tindak lanjutnya.")
    return [Finding(Weight.NOW if late >= MANY else Weight.SOON, text.format(n=late), Doer.HEAD)]


def register_checks() -> None:
    """Put it among the checks."""
    health.register(health.Check("complaints", gettext_lazy("Pengaduan"), 55, judge_late, probe=late_facts))
