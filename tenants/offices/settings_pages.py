"""The pages of an office's settings. Each app registers its own when it is loaded; one page lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

Missing = Callable[[UUID, date], "str | Promise"]


def nothing(_office_id: UUID, _day: date) -> str:
    """For a page where nothing can be missing."""
    return ""


@dataclass(frozen=True)
class SettingsPage:
    """A page: its URL name, what it is for, and what is still to be done in it on a day ("" when nothing).

    `order` sorts the list.
    """

    url_name: str
    title: "str | Promise"
    text: "str | Promise"
    order: int
    missing: Missing = nothing


_pages: dict[str, SettingsPage] = {}


def register(*pages: SettingsPage) -> None:
    """Add pages; the same URL name again replaces the earlier one."""
    _pages.update({page.url_name: page for page in pages})


def all_pages() -> list[SettingsPage]:
    """Every page in its order."""
    return sorted(_pages.values(), key=lambda page: page.order)
