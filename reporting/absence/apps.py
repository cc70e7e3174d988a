"""The leader's absences as figures of the kabupaten."""

from django.apps import AppConfig


class AbsenceConfig(AppConfig):
    """Registers its source and indicators beside those of files."""

    name = "absence"

    def ready(self) -> None:
        """After all models."""
        from absence import reading  # noqa: PLC0415
        from absence.measures import ABSENCES  # noqa: PLC0415
        from absence.models import AbsenceDay, AbsenceMonth  # noqa: PLC0415
        from indicators import measures, sources  # noqa: PLC0415

        sources.register(
            sources.Source(reading.TOPIC, reading.read_absences, reading.first_day, AbsenceDay, AbsenceMonth)
        )
        measures.register(ABSENCES)
