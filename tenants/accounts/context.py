"""The bar of every page of the kabupaten's host: who is here, their pages, their other offices."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts import queries, shell
from accounts.actors import Actor
from accounts.permissions import actor_of
from commons import clock


def kabupaten(request: HttpRequest) -> dict[str, Any]:
    """`staff` for the layout (see kabupaten.html); nothing for who is not at work in the kabupaten."""
    actor = actor_of(request)
    if actor is None or actor.office_id is not None:
        return {}
    return {"staff": SimpleLazyObject(lambda: _staff(actor))}


def _staff(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "title": actor.title,
        "links": [_section(pages, actor) for pages in shell.sections_of(actor)],
        "other_offices": SimpleLazyObject(lambda: _elsewhere(actor)),
    }


def _section(pages: list[shell.KabupatenPage], actor: Actor) -> dict[str, Any]:
    """A section as the navigation shows it: its own link, and those of its pages where it has others."""
    links = [_link(page, actor) for page in pages]
    waiting = sum(link["waiting"] for link in links)
    return {
        **links[0],
        "waiting": waiting,
        "pages": [page.url_name for page in pages],
        "links": links if len(links) > 1 else [],
    }


def _link(page: shell.KabupatenPage, actor: Actor) -> dict[str, Any]:
    waiting = page.waiting(actor) if page.waiting else 0
    return {"url": reverse(page.url_name), "title": page.title, "page": page.url_name, "waiting": waiting}


def _elsewhere(actor: Actor) -> list[dict[str, str]]:
    places = queries.places(actor.user_id, on=clock.today()) if actor.elsewhere else []
    return [{"slug": place.slug, "full_name": place.name} for place in places if place.office_id is not None]
