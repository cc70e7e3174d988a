"""Sasaran Mutu: objectives, what was reached, why, and what is next."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "quality"
