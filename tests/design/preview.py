"""Renders the page templates with example contexts and serves them under the strict CSP of production.

As a program (`python -m tests.design.preview OUT [page…]`) it saves screenshots at 360 and 1280 px and prints
what is wrong: CSP violations, sideways scrolling, axe findings. The tests beside it ask the same.
"""

import mimetypes
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from tools.chromium import chromium

if TYPE_CHECKING:
    from django.template.backends.django import DjangoTemplates

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE_FOLDERS = [ROOT / "config" / "templates", *sorted(ROOT.glob("[tcr]*/*/templates"))]
STATIC = ROOT / "config" / "static"
PHONE, DESK = 360, 1280
WIDTHS = (PHONE, DESK)
MISSING = "⟪missing⟫"
# Each of these has a default in its template.
OPTIONAL: dict[str, Any] = {
    **dict.fromkeys(("prefix", "reason", "kept", "back_url", "back_label", "bell"), ""),
    "this_day": date(2026, 11, 21),
}
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong is worked out in full and brought over here: the rest is most of a report.
RUN_AXE = """async tags => {
    const options = {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], elementRef: false};
    const report = await axe.run(document, options);
    const where = violation => violation.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' ');
    return report.violations.map(violation => violation.id + ': ' + where(violation));
}"""


@cache
def engine() -> "DjangoTemplates":
    """Django's engine over all our template folders; needs no database and none of our apps."""
    from django.template.backends.django import DjangoTemplates  # noqa: PLC0415

    tags = {name: f"django.templatetags.{name}" for name in ("static", "i18n", "l10n")}
    options = {"string_if_invalid": MISSING, "libraries": tags}
    return DjangoTemplates(
        {"NAME": "preview", "DIRS": TEMPLATE_FOLDERS, "APP_DIRS": False, "OPTIONS": options}
    )


def render(template: str, context: Mapping[str, Any]) -> str:
    """The page as HTML. A variable that no example gives and that is printed shows as MISSING."""
    from django.urls import get_urlconf, set_urlconf  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    before = get_urlconf()
    set_urlconf("tests.design.urls")
    try:
        with translation.override("id"):
            return str(
                engine().get_template(template).render({"csrf_token": "x" * 64, **OPTIONAL, **context})
            )
    finally:
        set_urlconf(before)


def kept(name: str) -> Path | None:
    """The file by this name that a browser need not ask for twice."""
    file = AXE if name == AXE.name else STATIC / name.removeprefix("static/")
    return file if name == AXE.name or (name.startswith("static/") and file.is_file()) else None


Answer = Callable[[BaseHTTPRequestHandler], tuple[int, dict[str, str], bytes]]


@contextmanager
def serve(pages: Mapping[str, str], answers: Mapping[str, Answer] | None = None) -> Iterator[str]:
    """Serves rendered pages (name -> HTML) at /<name> and the static files; yields the base address.

    `answers` (path -> function of the request) play the server for scripts that fetch.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.split("?")[0].strip("/")
            if answers and name in answers:
                status, headers, body = answers[name](self)
                self.answer(body, headers.pop("Content-Type", "text/html; charset=utf-8"), status, headers)
            elif file := kept(name):
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                self.answer(file.read_bytes(), kind, headers={"Cache-Control": "max-age=600"})
            elif name.endswith("pekerja.js"):
                self.answer(b"// a worker that does nothing", "text/javascript")
            elif name in pages:
                self.answer(pages[name].encode(), "text/html; charset=utf-8")
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            self.do_GET()

        def answer(
            self, body: bytes, kind: str, status: int = 200, headers: Mapping[str, str] | None = None
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            for key, value in (headers or {}).items():
                self.send_header(key, value)
            self.send_header("Content-Security-Policy", CSP)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def watch(page: Any) -> list[str]:
    """Collects what the browser complains about (CSP, missing files, script errors) from now on."""
    said: list[str] = []

    def listen(message: Any) -> None:
        if message.type in {"error", "warning"}:
            said.append(f"{page.url}: {message.text}")

    page.on("console", listen)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    return said


SIDEWAYS = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll('body *')]
        .filter(n => n.getBoundingClientRect().right > innerWidth + 1 && !n.closest('.scroll'))
        .slice(0, 4).map(n => n.tagName + '.' + n.className)"""


def faults(page: Any, widths: Iterable[int]) -> list[str]:
    """What is wrong with the page of `serve` now open in the browser at these widths: sideways, axe."""
    page.add_script_tag(url=f"/{AXE.name}")
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate(SIDEWAYS)
        found += [f"{width} px: sideways: {wide}"] if wide else []
        found += [f"{width} px: axe {fault}" for fault in page.evaluate(RUN_AXE, AXE_TAGS)]
    return found


def set_up() -> None:
    """The little of Django that templates need, when no test has set it up."""
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles"],
        STATIC_URL="/static/",
        LANGUAGE_CODE="id",
        TIME_ZONE="Asia/Jakarta",
        USE_TZ=True,
        SECRET_KEY="preview",
        ROOT_URLCONF="tests.design.urls",
    )
    django.setup()


def shoot(page: Any, address: str, target: Path, width: int) -> None:
    """Saves the whole page: the window is made as tall as the page, so that bars that stick stay below."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address, wait_until="load")
    height = min(page.evaluate("() => document.documentElement.scrollHeight"), 6000)
    page.set_viewport_size({"width": width, "height": max(800, height)})
    page.screenshot(path=str(target), full_page=True)


def main(out: Path, only: list[str]) -> int:
    """Saves and checks the pages named by the beginnings in `only` (none: all); 1 when there are faults."""
    set_up()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from tests.design.examples import PAGES  # noqa: PLC0415

    html = {name: render(*page) for name, page in PAGES.items() if name.startswith(tuple(only) or "")}
    out.mkdir(parents=True, exist_ok=True)
    problems = [f"{name}: a variable is missing" for name, text in html.items() if MISSING in text]
    with serve(html) as base, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for width in WIDTHS:
            page = browser.new_page(locale="id-ID")
            said = watch(page)
            for name in html:
                shoot(page, f"{base}/{name}", out / f"{name}-{width}.png", width)
                problems += [f"{name}: {fault}" for fault in faults(page, [width])]
            problems += said
            page.close()
        browser.close()
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
