"""The quarterly recap of complaints: drafted, completed, approved, announced."""

from django.apps import AppConfig


class RecapsConfig(AppConfig):
    name = "recaps"
