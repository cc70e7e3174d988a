"""The pages of the kabupaten's host: each app registers its own when it is loaded, and the shell lists them.

A page stands in the navigation for those of its roles; who may open it, the view says with `role_required`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from accounts.actors import Actor


@dataclass(frozen=True)
class KabupatenPage:
    """A page: its URL name, what it is called, who sees it. `order` sorts the navigation.

    The first page of a person's roles is where they arrive after signing in.
    """

    url_name: str
    title: "str | Promise"
    roles: tuple[str, ...]
    order: int


_pages: dict[str, KabupatenPage] = {}


def register(*pages: KabupatenPage) -> None:
    """Add pages; the same URL name again replaces the earlier one."""
    _pages.update({page.url_name: page for page in pages})


def pages_of(actor: Actor) -> list[KabupatenPage]:
    """What this person sees in the navigation, in its order."""
    return [page for page in _sorted(_pages.values()) if actor.has(*page.roles)]


def _sorted(pages: Iterable[KabupatenPage]) -> list[KabupatenPage]:
    return sorted(pages, key=lambda page: page.order)
