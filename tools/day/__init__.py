"""A day at the counter, played: see `python -m tools.day --help`."""

import os

import django

# The helpers of the tests want settings; the demo's processes get their own.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()
