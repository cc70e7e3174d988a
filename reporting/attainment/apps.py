"""Quality objectives as figures of the kabupaten."""

from django.apps import AppConfig


class AttainmentConfig(AppConfig):
    """Registers its source and indicators beside those of files."""

    name = "attainment"

    def ready(self) -> None:
        """After all models."""
        from attainment import reading  # noqa: PLC0415
        from attainment.measures import OBJECTIVES  # noqa: PLC0415
        from attainment.models import AttainmentDay, AttainmentMonth  # noqa: PLC0415
        from indicators import measures, sources  # noqa: PLC0415

        sources.register(
            sources.Source(
                reading.TOPIC, reading.read_reports, reading.first_day, AttainmentDay, AttainmentMonth
            )
        )
        measures.register(OBJECTIVES)
