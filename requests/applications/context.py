"""The bar of every staff page: who is here, and how much waits for them."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts import queries as people
from accounts.actors import Actor
from accounts.glance import glance
from accounts.permissions import actor_of
from applications.queries_desk import CALLERS
from applications.views_common import COUNTERS, KEEPERS, READERS, desk_of
from commons import clock
from standards import controlling


def staff(request: HttpRequest) -> dict[str, Any]:
    """`staff` for the layout (see staff.html); nothing for who is not at work in an office. The database is
    asked only by a page that shows it."""
    actor = actor_of(request)
    if actor is None or actor.office_id is None:
        return {}
    return {"staff": SimpleLazyObject(lambda: _staff(request, actor))}


def _staff(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    desk, seen = desk_of(request), glance(request)
    return {
        "name": actor.name,
        "title": actor.title,
        "waiting": len(desk.mine),
        "to_sign": len(desk.to_sign),
        "can_intake": actor.has(*COUNTERS),
        "can_read": actor.has(*READERS),
        "can_call": actor.has(*CALLERS),
        "can_sign": desk.may_sign,
        "can_admin": actor.has("OFFICE_ADMIN"),
        "can_standards": actor.has("SECTION_HEAD", "SECRETARY", "HEAD"),
        "standards_waiting": len(controlling.waiting_for(actor)) if seen["drafts"] else 0,
        "can_absence": actor.has(*KEEPERS),
        "can_ticket": actor.has(*COUNTERS, "INFORMATION"),
        "support": actor.is_support,
        "other_offices": _Elsewhere(actor) if actor.elsewhere else [],
    }


class _Elsewhere:
    """The person's other offices; a query only where a menu lists them."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._found: list[dict[str, str]] | None = None

    def __iter__(self) -> Any:
        return iter(self._list())

    def __len__(self) -> int:
        return len(self._list())

    def _list(self) -> list[dict[str, str]]:
        if self._found is None:
            places = people.places(self._actor.user_id, on=clock.today())
            self._found = [
                {"slug": place.slug, "full_name": place.name}
                for place in places
                if place.office_id != self._actor.office_id
            ]
        return self._found
