"""Rosters, competence, monthly reviews, internal meetings and notes on discipline."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"
