"""What the standards in force on a day promise of people: how many, how able, supervised by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from indicators.staffing import headcount
from standards.components import Competence
from standards.models import StandardVersion
from supervision.competences import Need, needs


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """The components of one version, and the days on which it is in force (`until` is none of them)."""

    service: str
    first: date
    until: date | None
    staff: dict[str, Any]
    competence: dict[str, Any]
    supervision: dict[str, Any]

    def holds(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.first <= day and (self.until is None or day < self.until)


def versions() -> list[Version]:
    """Every version that was ever in force, without its long documents. One query."""
    rows = StandardVersion.objects.filter(published_at__isnull=False, effective_from__isnull=False)
    names = ("jumlah", "kompetensi", "pengawasan")
    found = rows.order_by("effective_from", "id").values_list(
        "standard__service_code", "effective_from", "effective_to", *(f"document__{name}" for name in names)
    )
    return [
        Version(code, first, until, staff or {}, able or {}, watched or {})
        for code, first, until, staff, able, watched in found
        if first is not None
    ]


def in_force(every: Sequence[Version], day: date) -> list[Version]:
    """Those in force on that day."""
    return [each for each in every if each.holds(day)]


def people_promised(every: Sequence[Version], day: date) -> int | None:
    """How many people the standards promise together; None when none says."""
    return headcount([each.staff for each in in_force(every, day)])


def roles_promised(every: Sequence[Version], day: date) -> dict[str, int]:
    """How many of each role, as far as the standards name posts: as many as the one that wants most."""
    found: dict[str, int] = {}
    for each in in_force(every, day):
        own: dict[str, int] = {}
        for post in each.staff.get("posts") or ():
            if role := post.get("role"):
                own[role] = own.get(role, 0) + int(post["count"])
        found = {role: max(found.get(role, 0), own.get(role, 0)) for role in [*found, *own]}
    return found


def posts_promised(every: Sequence[Version], day: date) -> dict[str, int]:
    """How many of each post that has no role here, by its name; "": those the standards count without naming
    them. With `roles_promised` it adds up to `people_promised`."""
    found: dict[str, tuple[str, int]] = {}
    for each in in_force(every, day):
        own: dict[str, tuple[str, int]] = {}
        for post in each.staff.get("posts") or ():
            name = str(post.get("post") or "")
            if name and not post.get("role"):
                _named, known = own.get(name.casefold(), ("", 0))
                own[name.casefold()] = (name, known + int(post["count"]))
        for key, (name, n) in own.items():
            shown, known = found.get(key, (name, 0))
            found[key] = (shown, max(known, n))
    named = dict(found.values())
    rest = people_promised(every, day) or 0
    rest -= sum(named.values()) + sum(roles_promised(every, day).values())
    return {**named, "": rest} if rest > 0 else named


def needs_on(every: Sequence[Version], day: date) -> dict[str, Need]:
    """What the competence tables ask of each role that day."""
    rows = [row for each in in_force(every, day) for row in each.competence.get("posts") or ()]
    return needs(Competence.model_validate(row) for row in rows)


def statements_on(every: Sequence[Version], day: date) -> list[str]:
    """What holds for everyone at the counter, in the words of the standards."""
    found = [text for each in in_force(every, day) for text in each.competence.get("statements") or ()]
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Supervisor:
    """Whom the standards of these services name, and how they supervise, in their own words."""

    role: str
    named: str
    services: tuple[str, ...]
    methods: tuple[str, ...]


def supervisors_on(every: Sequence[Version], day: date) -> list[Supervisor]:
    """The supervisors named by the standards in force, one for each role."""
    found: dict[str, Supervisor] = {}
    for each in in_force(every, day):
        role = each.supervision.get("role")
        if not role:
            continue
        method = str(each.supervision.get("method") or "")
        known = found.get(role) or Supervisor(role, str(each.supervision.get("supervisor") or ""), (), ())
        found[role] = Supervisor(
            role,
            known.named,
            (*known.services, each.service),
            (*known.methods, method) if method and method not in known.methods else known.methods,
        )
    return list(found.values())
