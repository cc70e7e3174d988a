"""What is kept behind the counter as figures of the kabupaten."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "upkeep"
