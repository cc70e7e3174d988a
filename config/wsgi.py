"""The web application as gunicorn loads it."""

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

from django.core.wsgi import get_wsgi_application

import config.celery  # noqa: F401 - tasks sent by views go through our app
from config.frames import roomy

_handler = get_wsgi_application()


@roomy
def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request."""
    return _handler(environ, start_response)
