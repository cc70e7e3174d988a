"""The first page of the kabupaten: every office, its state, how it does; and one office in whole."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import support
from accounts.models import Role
from accounts.permissions import ALL_KABUPATEN, role_required, the_actor
from commons import clock
from console import queries
from console.findings import SORTS, Seen, Wanted, narrowed
from indicators.names import COUNTED
from offices.health import Weight
from offices.hosts import url_of
from offices.models import Level, OfficeState
from offices.queries import OfficeCard, offices
from onboarding import queries as onboarding

# Who handles escalated complaints sees the offices, not how they do.
WATCHERS = (Role.KAB_ADMIN, Role.EXECUTIVE, Role.AUDITOR)
WEIGHT_TONES = {Weight.NOW: "bad", Weight.SOON: "warn"}


@role_required(*ALL_KABUPATEN)
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Offices and cases; a watcher sorts and narrows them by what was found."""
    actor, wanted = the_actor(request), _wanted(request)
    cards = offices(live_only=False)
    seen = onboarding.overview(cards)
    context: dict[str, Any] = {
        "page": "kabupaten_home",
        "seen": seen,
        "query": wanted.query,
        "wanted": wanted,
        "can_admin": actor.has(Role.KAB_ADMIN),
        "can_watch": actor.has(*WATCHERS),
    }
    if actor.has(*WATCHERS):
        context |= _watched(seen, cards, wanted)
    else:
        context["rows"] = [(row, None) for row in seen.rows if _named(row, wanted)]
    return render(request, "console/home.html", context)


def _named(row: onboarding.Row, wanted: Wanted) -> bool:
    return wanted.query.casefold() in f"{row.name} {row.code}".casefold()


def _watched(seen: onboarding.Overview, cards: list[OfficeCard], wanted: Wanted) -> dict[str, Any]:
    """The rows with what was found; cases without an office come last, when nothing else is asked."""
    now = clock.now()
    health, rows = queries.overview(cards, now=now), {row.code: row for row in seen.rows}
    listed: list[tuple[onboarding.Row, Seen | None]]
    listed = [(rows[each.code], each) for each in narrowed(health.offices, wanted) if each.code in rows]
    if not (wanted.trouble or wanted.level or wanted.kecamatan):
        there = {each.code for each in health.offices}
        listed += [(row, None) for row in seen.rows if row.code not in there and _named(row, wanted)]
    return {
        "rows": listed,
        "health": health,
        "common": health.common,
        "levels": [(value, label) for value, label in Level.choices if value != Level.DESA],
        "kecamatan": [(e.code, e.name) for e in health.offices if e.level == Level.KECAMATAN],
        "sorts": _sorts(),
        "narrowed": bool(wanted.trouble or wanted.level or wanted.kecamatan or wanted.query),
    }


def _sorts() -> list[tuple[str, str]]:
    words = {
        "trouble": _("Yang perlu perhatian dulu"),
        "name": _("Nama"),
        "activity": _("Lama tidak ada kegiatan"),
        "overdue": _("Berkas lewat janji terbanyak"),
    }
    return [(sort, words[sort]) for sort in SORTS]


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    level, sort = asked.get("tingkat", ""), asked.get("urut", "")
    return Wanted(
        trouble=asked.get("perlu") == "1",
        level=level if level in Level.values else "",
        kecamatan=asked.get("kecamatan", "")[:8],
        query=" ".join(asked.get("q", "").split())[:80],
        sort=sort if sort in SORTS else "trouble",
    )


@role_required(*WATCHERS)
@never_cache
@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that is known about one office."""
    now = clock.now()
    found = queries.office(code, now=now)
    if found is None:
        raise Http404
    actor = the_actor(request)
    case = onboarding.case_of(code)
    state = OfficeState(found.state)
    context = {
        "page": "kabupaten_home",
        "seen": found,
        "state": {"words": state.label, "tone": onboarding.STATE_TONES[state]},
        "findings": [(each, WEIGHT_TONES[each.weight]) for each in found.findings],
        "url": url_of(found.slug),
        "case": case,
        "accesses": support.history(now=now, office_id=found.id, most=10),
        "can_admin": actor.has(Role.KAB_ADMIN),
        "can_audit": actor.has(Role.KAB_ADMIN, Role.AUDITOR),
        "counted": found.state in COUNTED,
        "served": found.state in {OfficeState.READY, OfficeState.LIVE},
    }
    return render(request, "console/office.html", context)
