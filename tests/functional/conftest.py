"""One site for the whole session, and people who sign in to it."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.functional.counter import PERSON
from tests.functional.site import Site, demo_site
from tests.functional.visiting import DESK, Codes, Eye, Visitor, sign_in

Enter = Callable[..., Visitor]
# A NIK or KK, a phone number, a name that the tests type: none of it belongs into a log.
PERSONAL = re.compile(rf"\b\d{{16}}\b|\b(08|628)\d{{8,}}\b|{'|'.join(PERSON['nama'].split()[::2])}", re.I)


HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Making the site is no part of the test that happens to ask for it first: only the test is timed."""
    for item in items:
        if item.path.is_relative_to(HERE) and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(240, func_only=True))


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """A folder that all processes of this run have."""
    own = tmp_path_factory.getbasetemp()
    folder: Path = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def shapes(shared) -> Path:
    """The shapes of the pages that were looked at."""
    folder: Path = shared / "shapes"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def site(fresh_database, django_db_blocker, tmp_path_factory, shared) -> Iterator[Site]:
    """The demo with its people and files, on real processes."""
    with django_db_blocker.unblock(), demo_site(tmp_path_factory.mktemp("site"), shared) as running:
        yield running


@pytest.fixture(scope="session")
def known() -> dict[str, Any]:
    """What outlives a test: who is signed in, which codes were used."""
    return {"sessions": {}, "codes": Codes()}


@pytest.fixture
def eye(shapes) -> Iterator[Eye]:
    """Looks at every page of the test; fails the test when anything was wrong with one."""
    seeing = Eye(shapes)
    yield seeing
    seeing.check()


@pytest.fixture(autouse=True)
def _no_tracebacks(request) -> Iterator[None]:
    """The server met no error of ours during the test, and wrote down nothing about a citizen."""
    if "site" not in request.fixturenames:
        yield
        return
    running = request.getfixturevalue("site")
    before = len(running.said())
    yield
    said = running.said()[before:]
    assert "Traceback" not in said, said
    assert not PERSONAL.search(said), said


@pytest.fixture
def visit(browser, site, eye) -> Iterator[Callable[..., Visitor]]:
    """`visit(host)`: somebody who is not signed in, with a browser of their own."""
    with ExitStack() as stack:

        def come(host: str = "", viewport: dict[str, int] = DESK, **options: Any) -> Visitor:
            context = browser.new_context(viewport=viewport, locale="id-ID", **options)
            stack.callback(context.close)
            page = context.new_page()
            if not options.get("java_script_enabled", True):
                eye.plain.append(page)
            return Visitor(page, site, eye, host)

        yield come


@pytest.fixture
def enter(visit, site, known) -> Enter:
    """`enter(slug, role)`: that person, signed in as themselves once a session and remembered."""

    def come(slug: str, role: str, **options: Any) -> Visitor:
        state = known["sessions"].get((slug, role))
        visitor: Visitor = visit(slug, storage_state=state, **options)
        if state is None:
            sign_in(visitor, site.account(slug, role), known["codes"])
            known["sessions"][slug, role] = visitor.page.context.storage_state()
        return visitor

    return come
