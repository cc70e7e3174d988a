"""The satisfaction survey (SKM): questionnaire, invitations, answers, and the arithmetic of the index."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"
