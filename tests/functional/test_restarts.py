"""Database and Valkey are killed while people press buttons: it fails cleanly or it is done, once.

Servers of their own under a supervisor that starts them again, as `make demo` has them. "In the middle" is
held open by a lock on the row that the request needs.
"""

import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import psycopg
import pytest

from commons.ids import new_id
from config.supervisor.servers import read_run_env
from tests.config.installation import Installation
from tests.config.waiting import until
from tests.functional import counter
from tests.functional.by_token import Hands, page_of
from tests.functional.site import Site, copy_seeded, environment, free_port, manage, serve
from tests.functional.visiting import DESK, Codes, Eye, Visitor, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.faults, pytest.mark.timeout(400, func_only=True)]
LUMAJANG, SCHEMA = "kec-lumajang", "o_350810"
AWAY = "Layanan sedang tidak dapat dihubungi"
AGAIN = "Kirim sekali lagi"


@dataclass
class Shaken:
    """A site whose servers can be killed."""

    installation: Installation
    site: Site
    faults: list[str] = field(default_factory=list)

    def kill(self, server: str) -> None:
        """kill -9; the supervisor starts it again."""
        if server == "postgres":
            data = self.installation.var.postgres / "data" / "postmaster.pid"
            pid = int(data.read_text().splitlines()[0])
        else:
            until(lambda: server in self.installation.processes(), 60)
            pid = self.installation.processes()[server]
        os.kill(pid, signal.SIGKILL)

    def database_answers(self) -> bool:
        """Whether the database is up again."""
        try:
            self.installation.connect().close()
        except (psycopg.OperationalError, OSError):
            return False
        return True

    @contextmanager
    def held(self, rows: str) -> Iterator[None]:
        """Rows are locked, so that a request that needs them waits; freed at the end of the block."""
        with closing(psycopg.connect(self.site.environment["DATABASE_OWNER_URL"])) as holder:
            holder.execute(f"SELECT 1 FROM {SCHEMA}.{rows} FOR UPDATE")
            yield

    def somebody_waits(self) -> bool:
        """Whether a request is stopped by the lock."""
        return bool(self.site.ask("SELECT count(*) FROM pg_locks WHERE NOT granted")[0][0])

    def until_up(self) -> None:
        """Wait for the database, and for the cache."""
        until(self.database_answers, 60)
        until(lambda: "valkey-server" in self.installation.processes(), 30)

    def numbers(self) -> list[str]:
        """Receipt numbers in order."""
        query = f"SELECT receipt_number FROM {SCHEMA}.applications_file ORDER BY receipt_number"
        return [row[0] for row in self.site.ask(query)]

    def events(self, file: dict[str, Any]) -> list[str]:
        """The actions done to a file, in order."""
        query = f"SELECT action FROM {SCHEMA}.applications_event WHERE file_id = %s ORDER BY seq"
        return [row[0] for row in self.site.ask(query, file["file_id"])]

    def is_sound(self) -> None:
        """No number is missing or double."""
        numbers = [int(number.split("/")[0]) for number in self.numbers()]
        assert len(set(numbers)) == len(numbers)
        assert max(numbers) - min(numbers) + 1 == len(numbers), numbers
        letters = (
            f"SELECT count(*) - count(DISTINCT number) FROM {SCHEMA}.documents_letter WHERE number <> ''"
        )
        assert self.site.ask(letters) == [(0,)]


@pytest.fixture(scope="module")
def shaken(tmp_path_factory, site, shared) -> Iterator[Shaken]:
    """The demo as it was seeded, on servers of its own; at the end every chain there holds."""
    folder: Path = tmp_path_factory.mktemp("shaken")
    installation = Installation(folder / "var")
    try:
        installation.serve()
        given = read_run_env(installation.var)
        port, live = free_port(), free_port()
        surroundings = environment(
            folder,
            database=given["DATABASE_URL"],
            owner=given["DATABASE_OWNER_URL"],
            redis=given["REDIS_URL"],
            port=port,
            live=live,
        )
        surroundings["STATIC_DIR"] = site.environment["STATIC_DIR"]
        copy_seeded(shared, surroundings)
        with serve(surroundings, live=live) as other:
            shaken = Shaken(installation, other)
            yield shaken
            shaken.until_up()
            manage(surroundings, "verify_audit")
    finally:
        installation.end()


@pytest.fixture(scope="module")
def states() -> dict[str, Any]:
    """Who is signed in already."""
    return {"codes": Codes()}


@pytest.fixture
def come(browser, shaken, states, shapes) -> Iterator[Any]:
    """`come(role)`: somebody of Kecamatan Lumajang; servers that are away are no fault here."""
    shaken.until_up()  # whatever the test before has killed
    eye = Eye(shapes)
    with ExitStack() as stack:

        def enter(role: str) -> Visitor:
            options = {"viewport": DESK, "locale": "id-ID", "storage_state": states.get(role)}
            context = browser.new_context(**options)
            stack.callback(context.close)
            visitor = Visitor(context.new_page(), shaken.site, eye, LUMAJANG)
            if role not in states:
                sign_in(visitor, shaken.site.account(LUMAJANG, role), states["codes"])
                states[role] = context.storage_state()
            return visitor

        yield enter
    eye.faults = [fault for fault in eye.faults if "503" not in fault and "net::ERR" not in fault]
    eye.check()


def press_while(shaken: Shaken, person: Visitor, name: str, rows: str, server: str) -> None:
    """Press a button; while the request waits for these rows the server is killed."""
    with shaken.held(rows), person.leaving():
        person.page.get_by_role("button", name=name).first.click(no_wait_after=True)
        until(shaken.somebody_waits)
        shaken.kill(server)
        if server != "postgres":
            until(lambda: "valkey-server" in shaken.installation.processes(), 30)
            break_lock(shaken)


def break_lock(shaken: Shaken) -> None:
    """End the holder, so that the waiting request goes on."""
    mine = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'"
    shaken.site.ask(mine)


def press_again(shaken: Shaken, person: Visitor) -> None:
    """As the page says: wait a moment, press; again if the server was not quite there yet."""
    shaken.until_up()
    for _attempt in range(20):
        person.press(AGAIN)
        if AWAY not in person.text():
            return
        time.sleep(0.5)
    pytest.fail("it did not recover")


def test_the_database_dies_while_a_step_is_stored(shaken, come) -> None:
    file = Hands(shaken.site, LUMAJANG).receive("kp4")
    officer = come("COUNTER")
    officer.open(page_of(file))
    row = f"applications_file WHERE id = '{file['file_id']}'"
    press_while(shaken, officer, "Lengkap dan benar", row, "postgres")
    officer.sees(AWAY, "isian Anda masih ada di halaman ini", "tidak tersimpan dua kali")
    shaken.until_up()
    assert shaken.events(file) == ["complete"]
    press_again(shaken, officer)
    officer.sees("Menunggu tanda tangan Camat Lumajang")
    assert shaken.events(file) == ["complete", "complete"]
    shaken.is_sound()


def test_the_database_dies_while_a_file_is_received(shaken, come) -> None:
    """All that was typed comes along, and the number that was about to be used is used by the next press."""
    officer = come("COUNTER")
    before = shaken.numbers()
    counter.begin(officer, "kp4", counter.new_nik())
    counter.answer(officer.page, {**counter.PERSON, "desa": "Kaliboto Lor", "sk_pensiun": "SK-1"})
    counter.tick_all(officer.page)
    press_while(shaken, officer, "Terima berkas", "documents_bookyear", "postgres")
    officer.sees(AWAY, "isian Anda masih ada di halaman ini", "tidak tersimpan dua kali")
    shaken.until_up()
    assert shaken.numbers() == before
    press_again(shaken, officer)
    officer.sees(counter.PERSON["nama"], "Sekarang giliran Anda")
    assert len(shaken.numbers()) == len(before) + 1
    shaken.is_sound()


def test_pressing_again_what_was_stored_already_gives_the_same_file(shaken, come) -> None:
    """The answer was lost, not the file: sent once more from behind, as the page of the failure sends it."""
    officer = come("COUNTER")
    counter.begin(officer, "kp4", counter.new_nik())
    counter.answer(officer.page, {**counter.PERSON, "desa": "Kaliboto Lor", "sk_pensiun": "SK-1"})
    counter.tick_all(officer.page)
    before = len(shaken.numbers())
    stored = officer.page.evaluate(
        """async () => {
            const form = document.querySelector('[data-finish]').form;
            const body = new URLSearchParams(new FormData(form));
            body.append('do', 'receive');
            return (await fetch(form.action, {method: 'POST', body})).url;
        }"""
    )
    shaken.kill("postgres")
    shaken.until_up()
    with officer.leaving():
        officer.page.locator("[data-finish]").click()
    if AWAY in officer.text():
        press_again(shaken, officer)
    assert officer.page.url == stored
    assert len(shaken.numbers()) == before + 1


def test_valkey_dies_while_a_step_is_stored(shaken, come) -> None:
    """The step is done. The telling is lost, but an open page asks when the line is back, and says so."""
    file = Hands(shaken.site, LUMAJANG).receive("kp4")
    officer, watcher = come("COUNTER"), come("OPERATOR")
    watcher.open(page_of(file))
    watcher.page.locator("[data-live-state][data-state=on]").wait_for(state="attached")
    officer.open(page_of(file))
    row = f"applications_file WHERE id = '{file['file_id']}'"
    press_while(shaken, officer, "Lengkap dan benar", row, "valkey-server")
    officer.sees("Menunggu tanda tangan Camat Lumajang")
    assert shaken.events(file) == ["complete", "complete"]
    watcher.page.locator("[data-live-notice]").first.wait_for(timeout=60_000)
    shaken.until_up()
    shaken.is_sound()


def test_without_valkey_pages_open_and_people_sign_in(shaken, come, states) -> None:
    states.pop("SECTION_HEAD", None)
    for _turn in range(3):
        shaken.kill("valkey-server")
        kasi = come("SECTION_HEAD")
        assert kasi.open("/antrean-kerja/") == 200
        states.pop("SECTION_HEAD", None)
    shaken.until_up()


def test_a_page_asked_for_in_the_dead_moment_comes_by_itself(shaken, come) -> None:
    officer = come("COUNTER")
    officer.open("/antrean-kerja/")
    shaken.kill("postgres")
    officer.page.goto(shaken.site.url(LUMAJANG, "/antrean-kerja/"), wait_until="load", timeout=60_000)
    officer.page.wait_for_function(
        "words => !document.querySelector('main').innerText.includes(words)", arg=AWAY, timeout=60_000
    )
    assert officer.page.url.endswith("/antrean-kerja/")


def insist(site: Site, path: str, body: dict[str, Any], ends: float) -> dict[str, Any]:
    """Send until it is answered with success, always with the same key, as a program should."""
    account = site.account(LUMAJANG, "COUNTER")
    headers = {
        "Host": f"{LUMAJANG}.localhost:{site.port}",
        "Authorization": f"Token {account.token}",
        "Content-Type": "application/json",
    }
    while time.monotonic() < ends:
        with closing(HTTPConnection("127.0.0.1", site.port, timeout=30)) as connection:
            try:
                connection.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
                with connection.getresponse() as response:
                    status, answer = response.status, json.loads(response.read())
            except (OSError, HTTPException):
                continue
        if status < 300:
            return dict(answer)
        assert status == 503, answer
        time.sleep(0.1)
    raise AssertionError("no success in time")


def test_whatever_moment_it_dies_nothing_is_lost_or_doubled(shaken) -> None:
    """Four people receive files without pause while the database is killed three times at random moments."""
    before, done, failures = len(shaken.numbers()), [], []
    over = threading.Event()
    ends = time.monotonic() + 90
    asked = request_body(shaken.site)

    def work() -> None:
        try:
            while not over.is_set():
                key = str(new_id())
                body = {**asked, "idempotency_key": key}
                body["values"] = {**asked["values"], "nik": counter.new_nik()}
                done.append((key, insist(shaken.site, "applications/", body, ends)))
        except BaseException as error:
            failures.append(error)

    people = [threading.Thread(target=work) for _ in range(4)]
    for each in people:
        each.start()
    for _kill in range(3):
        time.sleep(random.uniform(0.5, 1.5))  # noqa: S311  any moment will do
        shaken.kill("postgres")
        until(shaken.database_answers, 60)
    until(lambda: bool(failures) or len(done) > len(people), 60)  # somebody received a second file
    over.set()
    for each in people:
        each.join()
    assert failures == []
    assert len(done) > 4
    events = f"FROM {SCHEMA}.applications_event WHERE idempotency_key = ANY(%s)"
    stored = shaken.site.ask(
        f"SELECT idempotency_key, file_id::text {events}", [key for key, _answer in done]
    )
    assert sorted(stored) == sorted((key, str(answer["file_id"])) for key, answer in done)
    assert len(shaken.numbers()) == before + len(done)
    shaken.is_sound()


def request_body(site: Site) -> dict[str, Any]:
    """What `Hands.receive` would send, caught on its way."""
    caught: dict[str, Any] = {}

    class Catching(Hands):
        def call(self, role: str, method: str, path: str, body: Any = None) -> dict[str, Any]:
            if method == "POST":
                caught.update(body)
                return {}
            return super().call(role, method, path, body)

    Catching(site, LUMAJANG).receive("kp4")
    return caught
