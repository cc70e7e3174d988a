"""The leader's absences as their pages show them: plain rows, words in Indonesian."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts import queries as people
from applications import acting, appointing, compose, months
from applications.acting import Acting
from applications.costs import Cost
from applications.forms_acting import KIND, KINDS
from applications.models import AbsenceKind, LeaderAbsence
from applications.presence import Presence
from applications.proposing import Offer
from applications.queries_absences import AbsenceCost, Impact, MonthCost, Signable
from commons.clock import wib
from commons.indonesian import back_words, date_shown, duration_words
from commons.worktime import WorkCalendar
from offices.scope import current_office


def hm(moment: datetime) -> str:
    """ "09.30": a time where everybody knows the zone."""
    return f"{wib(moment):%H.%M}"


def leader(day: date) -> dict[str, str]:
    """Who leads this office on that day."""
    office = current_office()
    head, title = people.head_of(office, on=day), compose.head_of(office)
    return {"name": head.name if head else title, "title": head.title if head else title}


def absence(row: LeaderAbsence, presence: Presence, now: datetime) -> dict[str, Any]:
    """One line of the list."""
    return {
        **leader(wib(now).date()),
        "starts": row.from_at,
        "ends": row.to_at,
        "kind": str(AbsenceKind(row.kind).label),
        "reason": _reason(row),
        "weekly": row.series is not None,
        "acting": stand_in(presence, row),
        "current": row.from_at <= now < row.to_at,
        "coming": now < row.from_at,
        "ref": str(row.id),
    }


def stand_in(presence: Presence, row: LeaderAbsence) -> str:
    """Who signs on the first day of an absence: "Joko Santoso (Plh.)"."""
    day = wib(row.from_at).date()
    found = acting.strongest(each for each in presence.acting if each.holds(day))
    return ", ".join(f"{each.name} ({each.form.label})" for each in found)


def appointment(row: Acting, services: Sequence[Signable], now: datetime) -> dict[str, Any]:
    """One line of the list of who signs."""
    names = {each.code: each.name for each in services}
    rule = acting.rules_on(row.from_date)[row.form]
    return {
        "name": row.name,
        "title": row.title,
        "form": row.form.label,
        "ground": row.ground,
        "scope": ", ".join([*(names.get(code, code) for code in sorted(row.services or ())), *_kinds(row)]),
        "limit": rule.limit,
        "source": rule.source,
        "starts": row.from_date,
        "ends": row.to_date,
        "current": row.holds(wib(now).date()),
        "over": row.to_date < wib(now).date(),
        "ref": str(row.id),
    }


def _reason(row: LeaderAbsence) -> str:
    """Why; "" where it says no more than the kind does, as after two taps."""
    return "" if row.reason == str(AbsenceKind(row.kind).label) else row.reason


def _kinds(row: Acting) -> list[str]:
    return [str(label) for value, label in KINDS if value.removeprefix(KIND) in (row.products or ())]


def month(first: date, presence: Presence, hours: WorkCalendar, today: date) -> dict[str, Any]:
    """The calendar of a month with the ways to those beside it."""
    weeks = months.weeks_of(first, presence.away.absent, presence.acting, hours)
    return {
        "title": date_shown(first, "F Y"),
        "before": f"{months.month_before(first):%Y-%m}",
        "after": f"{months.month_after(first):%Y-%m}",
        "names": [date_shown(day.date, "D") for day in weeks[0]],
        "weeks": [[_cell(day, today) for day in week] for week in weeks],
    }


def _cell(day: months.Day, today: date) -> dict[str, Any]:
    hours = ", ".join(f"{hm(part.start)}–{hm(part.end)}" for part in day.away)
    if day.whole:
        words = _("tidak di tempat")
    elif day.away:
        words = _("tidak di tempat {hours}").format(hours=hours)
    else:
        words = ""
    return {
        "number": day.date.day,
        "outside": not day.in_month,
        "off": day.off,
        "away": "whole" if day.whole else "part" if day.away else "",
        "words": words,
        "acting": ", ".join(day.acting),
        "today": day.date == today,
    }


def impact(found: Impact) -> list[str]:
    """What an absence does, one sentence each; nothing of what is 0."""
    told = [
        (found.waiting, _("{n} berkas menunggu tanda tangan.")),
        (found.moved, _("{n} janji bergeser; pemohonnya perlu diberi tahu.")),
        (found.late, _("{n} berkas akan lewat janji bila tidak ada yang menandatangani.")),
    ]
    return [words.format(n=count) for count, words in told if count]


def offer(row: LeaderAbsence, found: Offer, services: Sequence[Signable]) -> dict[str, Any]:
    """The lawful stand-in that is proposed, and what waits."""
    names = {each.code: each.name for each in services}
    signs = ", ".join(names.get(code, code) for code in found.signs)
    waits = ", ".join(names.get(code, code) for code in found.waits)
    rule = acting.rules_on(wib(row.from_at).date())[found.form]
    return {
        "person": f"{found.person.name}, {found.person.title}" if found.person else "",
        "form": found.form.label,
        "signs": signs,
        "waits": waits,
        "because": rule.advice_source if found.advised else rule.source,
        "ref": str(row.id),
    }


def order_text(row: LeaderAbsence, found: Offer, services: Sequence[Signable]) -> list[str]:
    """What the letter of order says, line by line, for the typist; nothing without a person."""
    if found.person is None:
        return []
    office, person = current_office(), found.person
    rule = acting.rules_on(wib(row.from_at).date())[found.form]
    first, last = date_shown(row.from_at), date_shown(row.to_at)
    names = {each.code: each.name for each in services}
    task = _("menandatangani {services} {form} {head}").format(
        services=", ".join(names.get(code, code) for code in found.signs),
        form=found.form.label,
        head=compose.head_of(office),
    )
    return [
        _("SURAT PERINTAH"),
        _("Nomor …"),
        _("Pemberi perintah: {by}").format(by=appointing.given_by(rule)),
        _("Memerintahkan kepada {name}, NIP {nip}, {title}").format(
            name=person.name, nip=person.nip or "…", title=person.title
        ),
        _("untuk {task}").format(task=task),
        _("terhitung mulai {first} sampai dengan {last}, karena {leader} {kind}.").format(
            first=first, last=last, leader=compose.head_of(office), kind=AbsenceKind(row.kind).label.lower()
        ),
        _("Batas: {limit} ({source})").format(limit=rule.limit, source=rule.source),
    ]


def leaving(now: datetime, hours: WorkCalendar) -> list[dict[str, str]]:
    """The buttons of "Saya keluar sampai …"."""
    today = wib(now).date()
    return [
        {
            "value": moment.isoformat(),
            "label": hm(moment) if wib(moment).date() == today else back_words(moment),
        }
        for moment in months.choices(now, hours)
    ]


def cost(found: Cost) -> dict[str, Any]:
    """One cost in words."""
    return {
        "files": found.files,
        "time": duration_words(found.minutes),
        "per_file": duration_words(found.per_file),
        "late": found.late,
        "late_through_it": found.late_through_it,
        "spared_files": found.spared_files,
        "spared_time": duration_words(found.spared_minutes),
    }


def month_cost(found: MonthCost, now: datetime) -> dict[str, Any]:
    """The costs of a month, absence by absence."""
    return {
        "days": found.days,
        "away": duration_words(found.minutes),
        "total": cost(found.cost),
        "rows": [_absence_cost(one, now) for one in found.absences],
    }


def _absence_cost(one: AbsenceCost, now: datetime) -> dict[str, Any]:
    return {
        "starts": one.row.from_at,
        "ends": one.row.to_at,
        "kind": str(AbsenceKind(one.row.kind).label),
        "reason": _reason(one.row),
        "current": one.row.from_at <= now < one.row.to_at,
        "away": duration_words(one.minutes),
        **cost(one.cost),
    }


def history(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Lines of the trail about one absence."""
    return [
        {
            "at": row.at,
            "label": str(row.label),
            "by": row.actor_name,
            "starts": _moment(row.data.get("from")),
            "ends": _moment(row.data.get("to")),
        }
        for row in rows
    ]


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) and "T" in text else None
