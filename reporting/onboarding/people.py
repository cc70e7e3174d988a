"""The people of a new office: accounts made of names, one account per person."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _

from accounts import queries, staffing
from accounts.actors import Actor
from accounts.errors import AccountError
from accounts.models import User
from commons.clock import wib
from commons.errors import DomainError
from commons.text import clean_line
from offices.models import Office
from offices.scope import public_scope
from onboarding.plans import Post

TRIES = 5
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
        added.append(_add(office, name, roles, posts[roles[0]], actor=actor, now=now))
    return added


def _add(office: Office, name: str, roles: list[str], post: Post, *, actor: Actor, now: datetime) -> User:
    """Another worker may take the same user name at the same moment: then the next one is tried."""
    for tries_left in reversed(range(TRIES)):
        line = staffing.StaffLine(
            username=_username(name, post),
            name=name,
            title=post.title,
            roles=tuple(roles),
            office=office.slug,
            nip=post.nip,
            grade="",
            from_date=wib(now).date(),
            to_date=None,
        )
        try:
            with transaction.atomic():
                return staffing.add(line, office, by_link=True, actor=actor, now=now).user
        except AccountError as refusal:
            if refusal.code not in {"username_taken", "other_person"} or not tries_left or post.username:
                raise
    raise AssertionError("the last try gave or raised")


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


def _numbered(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}{n}" for n in range(2, 10_000))


def username_of(name: str) -> str:
    """ "Drs. Retno Wahyuni, M.Si" → "retno.wahyuni"."""
    words = slugify(name.split(",", maxsplit=1)[0].replace(".", " ")).split("-")
    plain = [word for word in words if word and not TITLES.match(word)] or ["petugas"]
    return ".".join(plain[:2])[:50].ljust(3, "0")
