"""Retention as data: what could go by now, counted first, removed only on purpose.

Apps register the kinds of records they keep (`register`, in their `AppConfig.ready`). A kind without a rule,
or with a rule without months, is kept for good.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from audit import operations as audit
from commons.clock import wib
from commons.errors import DomainError
from regulations.models import RetentionRule

MOST_MONTHS = 1_200


class RetentionRefused(DomainError):
    """Removing was asked for without what it needs."""


@dataclass(frozen=True)
class Kind:
    """A kind of record: how many are older than a day (`count`), and how they are removed (`remove`).

    Both run inside an office and give the number of records.
    """

    subject: str
    label: str | Promise
    count: Callable[[date], int]
    remove: Callable[[date], int]


@dataclass(frozen=True)
class Due:
    """What one office could remove of one kind: older than `before`; None: the rule keeps it for good."""

    kind: Kind
    before: date | None
    count: int


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind of record known. Raises ValueError when another has its name."""
    if _kinds.setdefault(kind.subject, kind) is not kind:
        raise ValueError(f"{kind.subject} is registered already")


def kinds() -> tuple[Kind, ...]:
    """Every kind, by name."""
    return tuple(_kinds[name] for name in sorted(_kinds))


def due(*, now: datetime) -> list[Due]:
    """The dry run for the current office: every kind, with how many records its rule lets go."""
    rules = {rule.subject: rule.keep_months for rule in RetentionRule.objects.all()}
    return [_due(kind, rules.get(kind.subject), now) for kind in kinds()]


def _due(kind: Kind, keep_months: int | None, now: datetime) -> Due:
    if keep_months is None:
        return Due(kind, None, 0)
    before = months_before(wib(now).date(), keep_months)
    return Due(kind, before, kind.count(before))


def grounds() -> dict[str, str]:
    """On what ground each rule stands, by kind."""
    return {rule.subject: rule.ground for rule in RetentionRule.objects.all()}


@transaction.atomic
def set_rule(*, subject: str, keep_months: int | None, ground: str, now: datetime) -> None:
    """Say how long a kind is kept (None: for good), on the kabupaten's trail. Raises `RetentionRefused` for a
    kind nobody registered, for less than a month, and for a period without the regulation it stands in."""
    if subject not in _kinds:
        known = ", ".join(sorted(_kinds))
        raise RetentionRefused("unknown_kind", format_lazy(_("Jenis data tidak dikenal. Ada: {x}."), x=known))
    if keep_months is not None and not 1 <= keep_months <= MOST_MONTHS:
        raise RetentionRefused("bad_months", _("Masa simpan 1 sampai 1.200 bulan."))
    if keep_months is not None and not ground.strip():
        raise RetentionRefused("needs_ground", _("Sebut peraturan yang menetapkan masa simpan ini."))
    values = {"keep_months": keep_months, "ground": ground.strip(), "changed_at": now}
    RetentionRule.objects.update_or_create(subject=subject, defaults=values)
    facts = {"subject": subject, "months": keep_months, "ground": ground.strip()}
    audit.record(action="retention.rule_set", actor=None, subject="retention", data=facts, now=now)


def stamp(found: Sequence[Due]) -> str:
    """Stands for what a dry run showed: sent back, it tells whether that still holds."""
    return "|".join(f"{row.kind.subject}:{row.before}:{row.count}" for row in found)


@transaction.atomic
def remove(*, minutes_number: str, now: datetime) -> list[Due]:
    """Remove what `due` names, under the number of the *berita acara*. Raises `RetentionRefused`."""
    if not minutes_number.strip():
        raise RetentionRefused("needs_minutes", _("Pemusnahan memerlukan nomor berita acara."))
    return [
        Due(row.kind, row.before, row.kind.remove(row.before)) if row.before else row for row in due(now=now)
    ]


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")
