"""The same site, some days later: web processes whose views run ahead, on the running installation.

Sessions, codes and the other processes keep real time, as they do in a rehearsal (`onboarding.middleware`).
Used as a settings module: the days are in `LOKET_TEST_DAYS`.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from config.settings.base import *  # noqa: F403
from config.settings.base import MIDDLEWARE as TODAY

MIDDLEWARE = [*TODAY, "tests.functional.later.Later"]


class Later:
    """Moves the clock on for the view alone."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        with ExitStack() as stack:
            request.later = stack
            return self.get_response(request)

    def process_view(self, request: Any, *_view: Any) -> None:
        from commons import clock  # noqa: PLC0415  settings are read before apps

        request.later.enter_context(clock.ahead(timedelta(days=int(os.environ["LOKET_TEST_DAYS"]))))


@contextmanager
def later(site: Any, *, days: int) -> Iterator[Any]:
    """The site as it will be in so many days, at a port of its own."""
    from tests.config.waiting import until  # noqa: PLC0415
    from tests.functional.site import START, Site, answers, free_port, running  # noqa: PLC0415

    port = free_port()
    surroundings = {
        **site.environment,
        "DJANGO_SETTINGS_MODULE": "tests.functional.later",
        "LOKET_TEST_DAYS": str(days),
        "LOKET_PORT": str(port),
        "BASE_HOST": f"localhost:{port}",
        "WEB_PROCESSES": "1",
    }
    web = ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi:application"]
    with running(surroundings, f"later-{port}", *web):
        until(lambda: answers(port), START)
        yield Site(port, surroundings, Path(site.folder))
