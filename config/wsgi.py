"""The web application as gunicorn loads it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

from django.core.wsgi import get_wsgi_application

import config.celery  # noqa: F401 - tasks sent by views go through our app

application = get_wsgi_application()
