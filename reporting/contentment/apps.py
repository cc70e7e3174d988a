"""The index of satisfaction as figures of the kabupaten, and its compilation over all offices."""

from django.apps import AppConfig


class ContentmentConfig(AppConfig):
    """Registers its source, its indicators, its page, and what offices publish."""

    name = "contentment"

    def ready(self) -> None:
        """After all models."""
        from contentment import pages, projecting, reading  # noqa: PLC0415
        from contentment.measures import CONTENTMENT  # noqa: PLC0415
        from contentment.models import ContentmentDay, ContentmentMonth  # noqa: PLC0415
        from indicators import measures, sources  # noqa: PLC0415

        sources.register(
            sources.Source(
                reading.TOPIC, reading.read_answers, reading.first_day, ContentmentDay, ContentmentMonth
            )
        )
        measures.register(CONTENTMENT)
        projecting.register_watcher()
        pages.register_pages()
