"""The read model of the kabupaten's figures."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Registers the files of the offices as the first source."""

    name = "indicators"

    def ready(self) -> None:
        """After all models."""
        from indicators import health_checks, measures, reading, sources  # noqa: PLC0415
        from indicators.measures_files import FILES  # noqa: PLC0415
        from indicators.models import FilesDay, FilesMonth  # noqa: PLC0415

        sources.register(
            sources.Source(reading.TOPIC, reading.read_files, reading.first_day, FilesDay, FilesMonth)
        )
        measures.register(FILES)
        health_checks.register_checks()
