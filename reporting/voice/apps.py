"""Complaints, rituals and recaps as figures of the kabupaten."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "voice"
