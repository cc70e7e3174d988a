"""The satisfaction survey as figures of the kabupaten."""

from django.apps import AppConfig


class ContentmentConfig(AppConfig):
    name = "contentment"
