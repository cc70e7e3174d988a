"""The pages of the kabupaten's host: each app registers its own when it is loaded, and the shell lists them.

A page stands in the navigation for those of its roles; who may open it, the view says with `role_required`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from accounts.actors import Actor


@dataclass(frozen=True)
class KabupatenPage:
    """A page: its URL name, what it is called, who sees it. `order` sorts the navigation.

    `under` names the page in whose section it is listed; without, it is a section of its own. `waiting`
    counts what waits there for a person; it is asked with every page they open, so it costs one short query.
    `arrivals`: who of `roles` arrives here after signing in; everybody else arrives on the list of offices.
    """

    url_name: str
    title: "str | Promise"
    roles: tuple[str, ...]
    order: int
    under: str = ""
    waiting: Callable[[Actor], int] | None = None
    arrivals: tuple[str, ...] = ()


_pages: dict[str, KabupatenPage] = {}


def register(*pages: KabupatenPage) -> None:
    """Add pages; the same URL name again replaces the earlier one."""
    _pages.update({page.url_name: page for page in pages})


def pages_of(actor: Actor) -> list[KabupatenPage]:
    """What this person sees in the navigation, in its order."""
    return [page for page in _sorted(_pages.values()) if actor.has(*page.roles)]


def arrival_of(actor: Actor) -> str:
    """The URL name of the page where this person arrives; "" for the first page of the host."""
    return next((page.url_name for page in pages_of(actor) if actor.has(*page.arrivals)), "")


def sections_of(actor: Actor) -> list[list[KabupatenPage]]:
    """The same by section, the section's own page first. Where somebody may not see that, their first page of
    the section stands for it."""
    found: dict[str, list[KabupatenPage]] = {}
    for page in pages_of(actor):
        found.setdefault(page.under or page.url_name, []).append(page)
    heads = {
        name: min(pages, key=lambda page: (bool(page.under), page.order)) for name, pages in found.items()
    }
    return [
        [heads[name], *(page for page in pages if page is not heads[name])]
        for name, pages in sorted(found.items(), key=lambda one: heads[one[0]].order)
    ]


def _sorted(pages: Iterable[KabupatenPage]) -> list[KabupatenPage]:
    return sorted(pages, key=lambda page: page.order)
