"""The inventory a standard promises, confirmed every month."""

from django.apps import AppConfig


class FacilitiesConfig(AppConfig):
    name = "facilities"
