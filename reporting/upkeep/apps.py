"""What an office promises behind its counter, as figures of the kabupaten."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """Registers its source and indicators beside those of files."""

    name = "upkeep"

    def ready(self) -> None:
        """After all models."""
        from indicators import measures, sources  # noqa: PLC0415
        from upkeep import reading  # noqa: PLC0415
        from upkeep.measures import UPKEEP  # noqa: PLC0415
        from upkeep.models import UpkeepDay, UpkeepMonth  # noqa: PLC0415

        sources.register(
            sources.Source(reading.TOPIC, reading.read_upkeep, reading.first_day, UpkeepDay, UpkeepMonth)
        )
        measures.register(UPKEEP)
