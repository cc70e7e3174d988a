"""A person with a browser, and the eye that looks at every page the person reaches.

Looking at a page asks whether it scrolls sideways at 360 or at 1280 px, and whether axe-core finds anything
at the width the person has (`tests/design` asks axe for both, of an example of every page). All the time the
browser's complaints are collected, and every answer's content policy. `check()` at the end fails with
everything that was seen. `LOKET_SHOTS=folder` also saves a picture of each page at both widths.
"""

import base64
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyotp
from playwright.sync_api import Error as PlaywrightError

from tests.design.preview import AXE, AXE_TAGS, RUN_AXE, SIDEWAYS
from tests.functional.site import Account, Site

WIDTHS = (360, 1280)
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
POLICY = ("default-src 'none'", "frame-ancestors 'none'")
UNIQUE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[0-9A-HJKMNP-TV-Z-]{12,}(?=/|$)")
# The shape of a page without its words: two pages of one shape have the same faults.
SHAPE = """() => [...document.querySelectorAll('main *, dialog')]
    .map(n => n.tagName + '.' + n.className + (n.hidden ? '-' : '') + (n.getAttribute('aria-invalid') || ''))
    .filter((v, i, a) => a.indexOf(v) === i).join(' ')"""
HAS_SCRIPTS = """() => Boolean(document.querySelector('script[src^="/static/"]'))"""
EXPECTED = re.compile(r"the server responded with a status of (400|403|404|409|413|422|429)")


class Eye:
    """What was seen on all pages of a test; shared by its people. `shapes`, an empty folder, outlives it."""

    def __init__(self, shapes: Path) -> None:
        self.shapes = shapes
        self.faults: list[str] = []
        self.plain: list[Any] = []

    def watch(self, page: Any) -> None:
        """Listen to what the browser and the server say from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("response", self._response)

    def _console(self, message: Any) -> None:
        if message.type in {"error", "warning"} and not EXPECTED.search(message.text):
            self.faults.append(f"{message.location.get('url')}: {message.text}")

    def _response(self, response: Any) -> None:
        path = response.url.split("?")[0]
        if ".localhost:" not in path and "//localhost:" not in path:
            self.faults.append(f"asked a stranger: {path}")
        if path.endswith("/live"):
            return
        if response.status >= 500 or (response.status >= 400 and "/static/" in path):
            self.faults.append(f"{path}: {response.status}")
        if "/static/" not in path:
            self._policy(path, response.headers.get("content-security-policy", ""))

    def _policy(self, path: str, policy: str) -> None:
        # Compiling the reader of QR codes on pages with a camera (tests/handoff/test_pages.py) runs no text.
        if "unsafe" in policy.replace("'wasm-unsafe-eval'", "") or any(word not in policy for word in POLICY):
            self.faults.append(f"{path}: content policy {policy!r}")

    def look(self, page: Any) -> None:
        """Look at the open page, unless its shape was looked at before, or scripts are off: axe is one."""
        if page in self.plain:
            return
        if not self._is_new(UNIQUE.sub("…", urlsplit(page.url).path) + page.evaluate(SHAPE)):
            return
        before = page.viewport_size
        if page.evaluate(HAS_SCRIPTS):
            page.add_script_tag(url=f"/static/{AXE.name}")
        else:  # a page that allows none, not even ours
            page.evaluate(AXE.read_text("utf-8"))
        self.faults += [f"{page.url}: axe {found}" for found in page.evaluate(RUN_AXE, AXE_TAGS)]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            self._look(page, width)
        page.set_viewport_size(before)

    def _is_new(self, shape: str) -> bool:
        """Whether nobody, in this process or another, has looked at this shape yet."""
        try:
            (self.shapes / hashlib.sha256(shape.encode()).hexdigest()).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def _look(self, page: Any, width: int) -> None:
        wide = page.evaluate(SIDEWAYS)
        if wide:
            self.faults.append(f"{page.url} at {width} px: sideways {wide}")
        if os.environ.get("LOKET_SHOTS"):
            self._shoot(page, width)

    def _shoot(self, page: Any, width: int) -> None:
        folder = Path(os.environ["LOKET_SHOTS"])
        folder.mkdir(parents=True, exist_ok=True)
        words = re.sub(r"\W+", "-", UNIQUE.sub("x", page.url.split("//")[1])).strip("-")
        height = min(page.evaluate("() => document.documentElement.scrollHeight"), 6000)
        page.set_viewport_size({"width": width, "height": max(800, height)})
        page.screenshot(
            path=str(folder / f"{words}-{len(list(self.shapes.iterdir())):03d}-{width}.png"), full_page=True
        )

    def check(self) -> None:
        """Nothing at all was wrong."""
        assert self.faults == [], "\n".join(dict.fromkeys(self.faults))


class Visitor:
    """One person at one browser."""

    def __init__(self, page: Any, site: Site, eye: Eye, host: str = "") -> None:
        self.page, self.site, self.eye, self.host = page, site, eye, host
        eye.watch(page)
        page.set_default_timeout(15_000)

    def open(self, path: str, host: str | None = None) -> int:
        """Go to a path on this person's host (or another) and look; the status."""
        return self.arrive(self.site.url(self.host if host is None else host, path))

    def arrive(self, address: str) -> int:
        """Go to an address and look; the status."""
        answer = self._go(address)
        self.eye.look(self.page)
        return int(answer.status) if answer else 0

    def _go(self, address: str) -> Any:
        """Go there; again when the page was just leaving by itself, as a live page does when signed out."""
        try:
            return self.page.goto(address, wait_until="load")
        except PlaywrightError as error:
            if "net::ERR_ABORTED" not in error.message:
                raise
            self.page.wait_for_load_state("load")
            return self.page.goto(address, wait_until="load")

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """What is done here loads another page; look at it."""
        with self.page.expect_navigation(wait_until="load"):
            yield
        self.eye.look(self.page)

    def press(self, name: str, *, exact: bool = False) -> None:
        """Press a button that sends a form, and look at the answer."""
        with self.leaving():
            self.page.get_by_role("button", name=name, exact=exact).first.click()

    def follow(self, name: str) -> None:
        """Follow a link, and look at what it leads to."""
        with self.leaving():
            self.page.get_by_role("link", name=name).first.click()

    def text(self) -> str:
        """What stands in the page's main part."""
        return str(self.page.inner_text("main"))

    def sees(self, *words: str) -> None:
        """All of these words stand in the page's main part."""
        text = " ".join(self.text().split())
        for word in words:
            assert word in text, f"{word!r} is not on {self.page.url}:\n{text}"

    def sees_not(self, *words: str) -> None:
        """None of these words stands anywhere in the page."""
        html = self.page.content()
        for word in words:
            assert word not in html, f"{word!r} is on {self.page.url}"

    def fetch(self, path: str, *, method: str = "GET", form: dict[str, str] | None = None) -> "Answer":
        """Ask in the background as this page might, with its cookies; nothing is followed."""
        found = self.page.evaluate(FETCH, [path, method, form])
        return Answer(found["status"], found["type"], base64.b64decode(found["body"]))


FETCH = """async ([path, method, form]) => {
    const body = form ? new URLSearchParams(form) : undefined;
    const answer = await fetch(path, {method, body, redirect: 'manual', cache: 'no-store'});
    const bytes = new Uint8Array(await answer.arrayBuffer());
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return {status: answer.status, type: answer.headers.get('content-type') || '', body: btoa(text)};
}"""


class Answer:
    """What came back in the background."""

    def __init__(self, status: int, kind: str, body: bytes) -> None:
        self.status, self.kind, self.body = status, kind, body

    def pdf(self) -> str:
        """The text of a PDF, page by page."""
        import pypdfium2  # noqa: PLC0415

        assert self.status == 200, self.status
        assert self.kind.startswith("application/pdf"), self.kind
        document = pypdfium2.PdfDocument(self.body)
        try:
            return "\n".join(page.get_textpage().get_text_range() for page in document)
        finally:
            document.close()


class Codes:
    """Codes of authenticator apps, each used once."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next(self, secret: str) -> str:
        """The next code the server will take; waits when the clock must move on first."""
        step = max(int(time.time()) // 30, self._last.get(secret, 0) + 1)
        while step > int(time.time()) // 30 + 1:
            time.sleep(0.5)
        self._last[secret] = step
        return pyotp.TOTP(secret).generate_otp(step)


def sign_in(visitor: Visitor, account: Account, codes: Codes) -> None:
    """From the sign-in page to the inbox, as a person does it."""
    visitor.open("/masuk/")
    visitor.page.fill("[name=username]", account.username)
    visitor.page.fill("[name=password]", account.password)
    visitor.press("Masuk")
    if account.totp_secret:
        visitor.page.fill("[name=code]", codes.next(account.totp_secret))
        with visitor.leaving():
            visitor.page.keyboard.press("Enter")
