"""The Kotak Saran: opened every day before witnesses, slip by slip."""

from django.apps import AppConfig


class SuggestionBoxConfig(AppConfig):
    name = "suggestionbox"
