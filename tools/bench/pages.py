"""Pages of the staff: the inbox asks the same few questions whatever lies in the archive."""

import secrets
from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from accounts import passwords, signin
from accounts.queries import person_by_id
from accounts.sessions import SessionStore
from commons import clock
from offices.models import Office
from offices.scope import office_scope, public_scope
from tools.bench.figures import Figure, note
from tools.bench.ground import Ground
from tools.bench.inprocess import Recorder, Stack

MOST = 15
ROLES = ("counter", "head")


def sign_in(ground: Ground, role: str) -> str:
    """A session cookie of the person with this role."""
    return session_of(ground.people[role].user_id, ground.office, host=ground.host)


def session_of(user_id: UUID, office: Office | None, *, host: str) -> str:
    """A session cookie of a person in an office, or (none) of the kabupaten."""
    with public_scope():
        passwords.store(user_id, secrets.token_urlsafe(16), now=clock.now(), must_change=False)
    with office_scope(office) if office else public_scope():
        request = HttpRequest()
        request.META |= {"HTTP_HOST": host, "REMOTE_ADDR": "127.0.0.1"}
        request.session = SessionStore()
        user = person_by_id(user_id, office, on=clock.today())
        assert user is not None
        signin.sign_in(request, user, second_factor=True, now=clock.now())
        request.session.save()
    return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"


def inbox(ground: Ground, *, files: int, requests: int) -> Iterator[Figure]:
    """Queries of the inbox page with so many closed files."""
    name = f"inbox page, queries, {files:,} closed files"
    try:
        path = reverse("inbox", urlconf="config.urls.office")
    except NoReverseMatch:
        yield Figure.skipped(name, "left out: there is no page named inbox yet")
        return
    note(f"the inbox with {files:,} closed files")
    stack = Stack(ground)
    for role in ROLES:
        cookie = sign_in(ground, role)
        warm = stack.request("GET", path, cookie=cookie)
        if warm.status != 200:
            yield Figure.skipped(f"{name} ({role})", f"left out: the page answers {warm.status}")
            continue
        counts, took = [], []
        for _n in range(requests):
            recorder = Recorder()
            with recorder.recording():
                stack.request("GET", path, cookie=cookie)
            counts.append(recorder.queries)
            took.append(stack.request("GET", path, cookie=cookie).ms)
        most, times = max(counts), Figure.of("", took, "")
        yield Figure(
            name=f"{name} ({role})",
            value=most,
            unit="",
            n=requests,
            target=f"≤ {MOST}",
            met=most <= MOST,
            note=f"{len(warm.body) / 1024:.0f} kB, median {times.median:.1f}, p95 {times.p95:.1f} ms",
            more={"ms": times.median},
        )
