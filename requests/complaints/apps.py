"""Complaints, aspirations and requests for information: from intake to the answer the citizen accepts."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"
