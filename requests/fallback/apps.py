from django.apps import AppConfig


class FallbackConfig(AppConfig):
    name = "fallback"
