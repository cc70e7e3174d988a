"""Complaints that leave their office upward: to the parent camat, else to the kabupaten."""

from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    name = "escalations"
