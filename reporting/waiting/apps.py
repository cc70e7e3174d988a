"""The queue and its trips as figures of the kabupaten."""

from django.apps import AppConfig


class WaitingConfig(AppConfig):
    """Registers its source and indicators beside those of files."""

    name = "waiting"

    def ready(self) -> None:
        """After all models."""
        from indicators import measures, sources  # noqa: PLC0415
        from waiting import reading  # noqa: PLC0415
        from waiting.measures import QUEUE  # noqa: PLC0415
        from waiting.models import WaitingDay, WaitingMonth  # noqa: PLC0415

        sources.register(
            sources.Source(reading.TOPIC, reading.read_queue, reading.first_day, WaitingDay, WaitingMonth)
        )
        measures.register(QUEUE)
