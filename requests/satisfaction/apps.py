"""What comes of the survey: the frozen index of a period, its publication, and the follow-up plan."""

from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    name = "satisfaction"
