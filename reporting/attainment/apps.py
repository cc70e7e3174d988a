"""Quality objectives as figures of the kabupaten."""

from django.apps import AppConfig


class AttainmentConfig(AppConfig):
    name = "attainment"
