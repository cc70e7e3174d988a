from django.apps import AppConfig


class LettercheckConfig(AppConfig):
    name = "lettercheck"
