"""The people of a played day at their browsers, and what they do more than once."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pyotp
from playwright.sync_api import sync_playwright

from tests.design.preview import AXE
from tests.functional.site import Site
from tests.functional.visiting import DESK, PHONE, Eye, Visitor
from tools.chromium import chromium
from tools.day.ground import Clock

OFFICE = "kec-lumajang"
WIDE, UPRIGHT = {"width": 1920, "height": 1080}, {"width": 1080, "height": 1920}


class People:
    """Everybody has a browser of their own; who signed in stays signed in, as long as the server says."""

    def __init__(self, browser: Any, stack: ExitStack, site: Site, clock: Clock, shots: Path) -> None:
        self.site, self.clock, self.shots = site, clock, shots
        self.eye = Eye(shots / ".shapes")
        self._browser, self._stack = browser, stack
        self._known: dict[str, Visitor] = {}
        self._steps: dict[str, int] = {}
        self._count = 0

    def visit(self, viewport: dict[str, int] = DESK, host: str = OFFICE) -> Visitor:
        """Somebody with a browser, not signed in."""
        touch = viewport is PHONE
        context = self._browser.new_context(viewport=viewport, locale="id-ID", has_touch=touch)
        self._stack.callback(context.close)
        # The demo serves what its users need; axe is the onlooker's.
        context.route(f"**/static/{AXE.name}", lambda route: route.fulfill(path=AXE))
        return Visitor(context.new_page(), self.site, self.eye, host)

    def enter(self, role: str, viewport: dict[str, int] = DESK, host: str = OFFICE) -> Visitor:
        """This person, signed in once, where they are."""
        key = f"{role}.{host}"
        if key not in self._known:
            self._known[key] = self.visit(viewport, host)
            self._sign_in(self._known[key], role, host)
        return self._known[key]

    def _sign_in(self, visitor: Visitor, role: str, host: str) -> None:
        account = self.site.account(host, role)
        visitor.open("/masuk/")
        visitor.page.fill("[name=username]", account.username)
        visitor.page.fill("[name=password]", account.password)
        visitor.press("Masuk")
        if account.totp_secret:
            visitor.page.fill("[name=code]", self._code(account.totp_secret))
            with visitor.leaving():
                visitor.page.keyboard.press("Enter")

    def _code(self, secret: str) -> str:
        """A code by the demo's clock, each used once."""
        step = max(int(self.clock.now.timestamp()) // 30, self._steps.get(secret, 0) + 1)
        while step > int(self.clock.now.timestamp()) // 30 + 1:
            time.sleep(0.5)
        self._steps[secret] = step
        return pyotp.TOTP(secret).generate_otp(step)

    def shoot(self, visitor: Visitor, name: str, *, whole: bool = True) -> None:
        """A picture of what somebody sees now."""
        self._count += 1
        visitor.page.screenshot(path=str(self.shots / f"{self._count:02d}-{name}.png"), full_page=whole)

    def at(self, visitor: Visitor, viewport: dict[str, int], name: str) -> None:
        """The same page in another size, as a picture."""
        before = visitor.page.viewport_size
        visitor.page.set_viewport_size(viewport)
        self.shoot(visitor, name)
        visitor.page.set_viewport_size(before)


@contextmanager
def people(site: Site, clock: Clock, shots: Path) -> Iterator[People]:
    """With a browser; pictures go to a folder."""
    (shots / ".shapes").mkdir(parents=True, exist_ok=True)
    for old in (*(shots / ".shapes").iterdir(), *shots.glob("*.png")):
        old.unlink()
    with sync_playwright() as playwright, ExitStack() as stack:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--autoplay-policy=no-user-gesture-required"]
        )
        stack.callback(browser.close)
        yield People(browser, stack, site, clock, shots)


def pair(who: People, admin: Visitor, name: str, viewport: dict[str, int]) -> Visitor:
    """One of the demo's screens, paired by its code in a browser of its own."""
    admin.open("/pengaturan/layar/")
    admin.press(f"Buat kode pemasangan {name}")
    (code,) = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", admin.text())[:1]
    screen = who.visit(viewport)
    screen.open("/perangkat/")
    screen.page.fill("[name=code]", code)
    with screen.page.expect_navigation(wait_until="load"):
        screen.page.get_by_role("button", name="Pasang").click()
    return screen


def take(kiosk: Visitor, *, twice: bool = False) -> tuple[str, str]:
    """Touch the first tile, take the number; the number and the path of its phone page."""
    page = kiosk.page
    page.locator(".kiosk-tile").first.click()
    button = page.get_by_role("button", name="Ambil nomor antrean")
    button.wait_for()
    (button.dblclick if twice else button.click)()
    page.locator("#kiosk[data-step=done]").wait_for()
    number = page.locator(".kiosk-number h1 strong").inner_text()
    (path,) = re.findall(r"giliran/[0-9A-Z]+/", page.locator(".roll").text_content() or "")[:1]
    return number, f"/{path}"


def patiently(do: Callable[[], Any], seconds: float = 40.0) -> Any:
    """Again until it goes: a page may still be getting there."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(AssertionError):
            return do()
        time.sleep(1)
    return do()
