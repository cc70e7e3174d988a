"""Messages to applicants as figures of the kabupaten."""

from django.apps import AppConfig


class TellingConfig(AppConfig):
    """Registers its source and indicators beside those of files."""

    name = "telling"

    def ready(self) -> None:
        """After all models."""
        from indicators import measures, sources  # noqa: PLC0415
        from telling import reading  # noqa: PLC0415
        from telling.measures import MESSAGES  # noqa: PLC0415
        from telling.models import TellingDay, TellingMonth  # noqa: PLC0415

        sources.register(
            sources.Source(reading.TOPIC, reading.read_messages, reading.first_day, TellingDay, TellingMonth)
        )
        measures.register(MESSAGES)
