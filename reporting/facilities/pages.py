"""Where the inventory shows itself outside its own pages."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.actors import Actor
from applications.notices import Notice
from audit import actions
from commons.clock import wib
from commons.indonesian import date_shown
from facilities import counting, queries, words
from facilities.kinds import Trouble
from facilities.operations import CHECKERS, DECIDERS
from offices import frontpage, health
from offices.frontpage import Part
from offices.health import Finding, Ground, Weight
from offices.models import Office
from offices.queries import work_calendar
from offices.readiness import Doer
from offices.scope import current_office
from upkeep.rounds import Month, Stand, months


def reminders(actor: Actor, begun: date | None, *, confirmed: bool, today: date) -> list[Notice]:
    """For who looks after things: a month to confirm, what runs out soon. No query but for who decides.

    `begun`: when there was an item first; `confirmed`: this month was. The caller has asked for both.
    """
    if begun is None or not actor.has(*CHECKERS):
        return []
    first = today.replace(day=1)
    done = {first: today} if confirmed else {}
    months_ = months(begun, done, work_calendar(current_office().id), today=today, most=1)
    return [*_due(months_), *(_expiring(today) if actor.has(*DECIDERS) else [])]


def _due(found: Sequence[Month]) -> list[Notice]:
    if not found or found[0].stand not in {Stand.OPEN, Stand.OVERDUE}:
        return []
    month = found[0]
    late = month.stand is Stand.OVERDUE
    text = (
        gettext_lazy("Pemeriksaan sarana {month} lewat tenggat {due}.")
        if late
        else gettext_lazy("Periksa sarana {month} sebelum {due}.")
    )
    said = format_lazy(text, month=date_shown(month.first, "F Y"), due=date_shown(month.due_on))
    return [Notice(said, reverse("facilities_round", args=[f"{month.first:%Y-%m}"]), gettext_lazy("Periksa"))]


def _expiring(today: date) -> list[Notice]:
    soon = {Trouble.EXPIRED, Trouble.EXPIRING, Trouble.NUMBER}
    found = [line for line in queries.lines(day=today) if soon & line.troubles]
    return [
        Notice(
            f"{line.item.name}: {', '.join(words.trouble_words(line))}.",
            reverse("facility", args=[line.item.id]),
            gettext_lazy("Lihat"),
        )
        for line in found
    ]


def public_part(day: date) -> Part | None:
    """What citizens should know before they come: what does not work, and what works again."""
    broken = [words.public_line(line) for line in queries.lines(day=day) if line.is_broken]
    whole = [
        _("{name}: sudah diperbaiki {day}.").format(name=name, day=date_shown(at))
        for name, at in queries.repaired(day=day)
    ]
    lines = [*broken, *whole]
    return Part(_("Sarana yang sedang rusak"), lines) if lines else None


def facts(_office: Office, now: datetime) -> dict[str, Any]:
    """Numbers and months only: rounds missed, what expired, whether the number is the published one."""
    lines = queries.lines(day=wib(now).date())
    return {
        "items": len(lines),
        "missed": [month.isoformat() for month in counting.missed(now)],
        "expired": sum(Trouble.EXPIRED in line.troubles for line in lines),
        "number": any(Trouble.NUMBER in line.troubles for line in lines),
    }


def judge(found: Mapping[str, Any], ground: Ground) -> list[Finding]:
    """In sentences; of missed months those of the last three."""
    if not ground.live:
        return []
    findings = []
    if found.get("items") == 0:
        text = _("Daftar sarana belum dibuka. Admin kantor menerima usul dari standar di halaman Sarana.")
        findings.append(Finding(Weight.SOON, text, Doer.OFFICE_ADMIN))
    missed = [date.fromisoformat(month) for month in found.get("missed", ())]
    recent = sorted(month for month in missed if ground.days_until(month) > -93)
    if recent:
        text = ngettext(
            "Pemeriksaan sarana {months} terlewat. Sekretaris memastikan sarana diperiksa tiap bulan.",
            "Pemeriksaan sarana {months} terlewat. Sekretaris memastikan sarana diperiksa tiap bulan.",
            len(recent),
        )
        weight = Weight.NOW if len(recent) > 1 else Weight.SOON
        said = ", ".join(date_shown(month, "F Y") for month in recent)
        findings.append(Finding(weight, text.format(months=said), Doer.OFFICE_ADMIN))
    if found.get("expired"):
        text = _("{n} APAR kedaluwarsa. Admin kantor mengganti isinya.")
        findings.append(Finding(Weight.NOW, text.format(n=found["expired"]), Doer.OFFICE_ADMIN))
    if found.get("number"):
        text = _(
            "Nomor HP Pelayanan tidak sama dengan yang diumumkan. Admin kantor membetulkan salah satunya."
        )
        findings.append(Finding(Weight.NOW, text, Doer.OFFICE_ADMIN))
    return findings


def register_all() -> None:
    """Put them there."""
    actions.register(words.ACTIONS)
    frontpage.register(public_part)
    counting.register_counted()
    health.register(health.Check("facilities", gettext_lazy("Sarana"), 52, judge, probe=facts))
