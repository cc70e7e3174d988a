"""Complaints, rituals and recaps as figures of the kabupaten."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    """Registers its source and indicators beside those of files, its watcher and its pages."""

    name = "voice"

    def ready(self) -> None:
        """After all models."""
        from indicators import measures, sources  # noqa: PLC0415
        from voice import pages, reading, showing  # noqa: PLC0415
        from voice.measures import VOICE  # noqa: PLC0415
        from voice.models import VoiceDay, VoiceMonth  # noqa: PLC0415

        sources.register(
            sources.Source(reading.TOPIC, reading.read_voice, reading.first_day, VoiceDay, VoiceMonth)
        )
        measures.register(VOICE)
        showing.register_watcher()
        pages.register_pages()
