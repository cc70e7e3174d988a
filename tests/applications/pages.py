"""People at their browsers, and what stands in the pages they see."""

import html
import re
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from applications import operations
from applications.intake import ContactWay
from applications.models import File
from applications.operations import Inputs, Outcome
from applications.versions import program_of
from applications.workflow_types import Action
from commons import clock
from offices.models import Office
from offices.scope import office_scope
from standards.queries import published_version
from tests import world
from tests.replaying import then
from tests.seating import seat

OFFICE_URLS = "config.urls.office"
WHO = {
    "INTAKE": "counter",
    "VERIFY": "counter",
    "INITIAL": "section_head",
    "PRODUCE": "operator",
    "SIGN": "head",
    "REGISTER": "counter",
    "HAND_OVER": "counter",
}


def url(name: str, *args: Any) -> str:
    """The path of a page of an office host."""
    return reverse(name, urlconf=OFFICE_URLS, args=args)


def sit_down(office: Office, actor: Actor | None) -> Client:
    """A browser at the office's host; signed in with password and second factor when somebody sits there."""
    client = Client(SERVER_NAME=f"{office.slug}.localhost")
    if actor is not None:
        seat(client, actor.user_id, office)
    return client


@dataclass
class Site:
    """An office with its people; `at("counter")` is that person's browser."""

    office: Office
    people: dict[str, Actor]
    _browsers: dict[str, Client] = field(default_factory=dict)
    _sessions: dict[str, str] = field(default_factory=dict)
    """What `seat_all` left, good for whoever sits down at that moment."""
    _seated_at: datetime | None = None

    def at(self, who: str) -> Client:
        """The browser of that person, signed in once."""
        if who not in self._browsers:
            if self._seated_at == clock.now():
                self._browsers[who] = sit_down(self.office, None)
                self._browsers[who].cookies[settings.SESSION_COOKIE_NAME] = self._sessions[who]
            else:
                self._browsers[who] = sit_down(self.office, self.people[who])
        return self._browsers[who]

    def seat_all(self) -> "Site":
        """Sign everybody in, for the tests that begin now; quick where that was done once."""

        def sessions() -> dict[str, str]:
            return {who: self.at(who).cookies[settings.SESSION_COOKIE_NAME].value for who in self.people}

        self._sessions = then(("seated", self.office.schema_name, clock.now()), sessions)
        self._seated_at = clock.now()
        return self

    def opened(self) -> "Site":
        """The same with browsers of its own, in which nothing was opened yet."""
        return Site(copy(self.office), dict(self.people), {}, self._sessions, self._seated_at)

    def stranger(self) -> Client:
        """A browser nobody signed in at."""
        return sit_down(self.office, None)

    def receive(self, code: str, **changes: Any) -> Outcome:
        """A file received by the counter."""
        key = (self.office.schema_name, code, clock.now(), repr(sorted(changes.items())))
        return then(key, lambda: self.receive_anew(code, **changes))

    def receive_anew(self, code: str, **changes: Any) -> Outcome:
        """The same by the operation itself: what it does besides writing is done, too."""
        with office_scope(self.office):
            program = program_of(published_version(code).id)
            changes.setdefault("contact_way", ContactWay.WHATSAPP)
            return operations.receive(
                actor=self.people["counter"],
                form=world.form(program, **changes),
                now=clock.now(),
                idempotency_key=world.key(),
            )

    def step(
        self, outcome: Outcome, action: Action = Action.COMPLETE, who: str = "", **inputs: Any
    ) -> Outcome:
        """One more step by whoever holds it."""
        with office_scope(self.office):
            kind = File.objects.get(id=outcome.file_id).step_kind
            return operations.act(
                file_id=outcome.file_id,
                actor=self.people[who or WHO[kind]],
                action=action,
                expected_event=outcome.event,
                inputs=Inputs(**{"lookup_reason": "Belum masuk daftar", **inputs}),
                now=clock.now(),
                idempotency_key=world.key(),
            )

    def until(self, code: str, kind: str, **changes: Any) -> Outcome:
        """A file that has just come to a step of this kind."""
        key = (self.office.schema_name, code, kind, clock.now(), repr(sorted(changes.items())))
        return then(key, lambda: self._until(code, kind, **changes))

    def _until(self, code: str, kind: str, **changes: Any) -> Outcome:
        outcome = self.receive_anew(code, **changes)
        for _n in range(9):
            if self.file(outcome).step_kind == kind:
                return outcome
            outcome = self.step(outcome)
        raise AssertionError(f"{code} has no step {kind}")

    def file(self, outcome: Outcome) -> File:
        """The file's row."""
        with office_scope(self.office):
            return File.objects.get(id=outcome.file_id)


def text(answer: Any) -> str:
    """What a reader sees of a page: no tags, entities as signs, one space."""
    body = re.sub(
        r"<(script|style|template)\b.*?</\1>", " ", answer.content.decode(errors="replace"), flags=re.S
    )
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def inputs(answer: Any, action: str = "") -> dict[str, Any]:
    """Every field of a page's form as a browser would send it; of the form posting to `action` when given."""
    body = answer.content.decode()
    body = re.sub(r"<template>.*?</template>", "", body, flags=re.S)
    if action:
        forms = re.findall(r"<form\b[^>]*>.*?</form>", body, flags=re.S)
        body = next(form for form in forms if f'action="{html.escape(action)}"' in form)
    return _fields(body)


def _fields(body: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input\b[^>]*>", body, flags=re.S):
        name, kind = _attribute(tag, "name"), _attribute(tag, "type")
        if not name or name == "csrfmiddlewaretoken" or kind == "file":
            continue
        if kind in {"radio", "checkbox"}:
            if re.search(r"\schecked\b", tag):
                _put(found, name, _attribute(tag, "value"), several=kind == "checkbox")
            continue
        found[name] = _attribute(tag, "value")
    for name, content in re.findall(
        r'<textarea\b[^>]*\bname="([^"]+)"[^>]*>(.*?)</textarea>', body, flags=re.S
    ):
        found[name] = html.unescape(content)
    for name, content in re.findall(r'<select\b[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', body, flags=re.S):
        chosen = re.search(r'<option\s+value="([^"]*)"\s+selected', content)
        found[name] = html.unescape(chosen[1]) if chosen else ""
    return found


def _put(found: dict[str, Any], name: str, value: str, *, several: bool) -> None:
    if several:
        found.setdefault(name, []).append(value)
    else:
        found[name] = value


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\s{name}="([^"]*)"', tag)
    return html.unescape(match[1]) if match else ""


# What a person types into the intake form, as it is typed.
ANSWERS = {
    **world.VALUES,
    "tanggal_lahir": "05081968",
    "keperluan": "keringanan biaya pengobatan",
    "surat": "sktm",
    "jumlah_anggota": "4",
    "contact_way": "WHATSAPP",
}


def boxes(page: Any) -> list[str]:
    """Every paper of a form, as it is sent when ticked."""
    return re.findall(r'name="requirement" value="([^"]+)"', page.content.decode())


def filled(page: Any, action: str, **answers: Any) -> dict[str, Any]:
    """The intake form of a page as a person fills it in, with every paper and the number of every letter."""
    body = page.content.decode()
    form = inputs(page, action)
    asked = set(re.findall(r'\bname="([^"]+)"', body))
    form |= {name: value for name, value in ANSWERS.items() if name in asked}
    for name, value in form.items():
        if name.startswith("l-"):
            form[name] = {"number": "470/12/2026", "date": "18112026"}.get(name.rpartition("-")[2], value)
        elif value == "" and not name.startswith("na-"):
            form[name] = "Uji 12"
    form["requirement"] = boxes(page)
    return {**form, "do": "receive", **answers}
