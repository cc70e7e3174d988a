"""The satisfaction survey (SKM): questionnaire, invitations, answers, and the arithmetic of the index."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"

    def ready(self) -> None:
        from surveys import registering  # noqa: PLC0415  after the models are loaded

        registering.register()
