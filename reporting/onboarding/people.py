"""The people of a new office: accounts made of names, one account per person."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _

from accounts import queries, staffing
from accounts.actors import Actor
from accounts.models import User
from commons.clock import wib
from commons.errors import DomainError
from commons.text import clean_line
from offices.models import Office
from offices.scope import public_scope
from onboarding.plans import Post

TITLES = re.compile(r"^(drs|dra|dr|ir|prof|h|hj|kh)$")


class TwoPeople(DomainError):
    """The NIP belongs to somebody of another name."""


def add_posts(office: Office, posts: Mapping[str, Post], *, actor: Actor, now: datetime) -> list[User]:
    """Give each post that has a name to that person, with an account where there is none; who is there stays.

    One person may hold several posts: the roles come together. Raises `TwoPeople`, `AccountError`.
    """
    day = wib(now).date()
    there = {person.name for person in queries.staff_from(office, on=day)}
    added = []
    for name, roles in _by_name(posts).items():
        if name in there:
            continue
        post = posts[roles[0]]
        line = staffing.StaffLine(
            username=_username(name, post),
            name=name,
            title=post.title,
            roles=tuple(roles),
            office=office.slug,
            nip=post.nip,
            grade="",
            from_date=day,
            to_date=None,
        )
        added.append(staffing.add(line, office, actor=actor, now=now).user)
    return added


def _by_name(posts: Mapping[str, Post]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for role, post in posts.items():
        if name := clean_line(post.name, max_length=120):
            found.setdefault(name, []).append(role)
    return found


def _username(name: str, post: Post) -> str:
    """Of the account with this NIP; else a new one of the first two words of the name."""
    with public_scope():
        if post.nip:
            known = User.objects.filter(nip=post.nip).first()
            if known is not None:
                return _same_person(known, name)
        base = post.username or username_of(name)
        taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    return next(each for each in _numbered(base) if each not in taken)


def _same_person(known: User, name: str) -> str:
    if known.name != name:
        text = _("NIP {nip} milik {name}. Tulis nama yang sama, atau betulkan NIP-nya.")
        raise TwoPeople("two_people", format_lazy(text, nip=known.nip, name=known.name))
    return known.username


def _numbered(base: str):  # type: ignore[no-untyped-def]
    yield base
    yield from (f"{base}{n}" for n in range(2, 10_000))


def username_of(name: str) -> str:
    """ "Drs. Retno Wahyuni, M.Si" → "retno.wahyuni"."""
    words = slugify(name.split(",", maxsplit=1)[0].replace(".", " ")).split("-")
    plain = [word for word in words if word and not TITLES.match(word)] or ["petugas"]
    return ".".join(plain[:2])[:50].ljust(3, "0")
