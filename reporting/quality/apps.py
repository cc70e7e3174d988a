"""Sasaran Mutu: objectives, what was reached, why, and what is next."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Registers its formulas, reminders, its words on the trail, and where the kabupaten's figures read."""

    name = "quality"

    def ready(self) -> None:
        """After all models."""
        from applications import notices  # noqa: PLC0415
        from attainment import reading  # noqa: PLC0415
        from audit import actions  # noqa: PLC0415
        from quality import attained, counting, reminders, vocabulary  # noqa: PLC0415

        actions.register(vocabulary.ACTIONS)
        counting.register_formulas()
        notices.register(reminders.reminders, reminders.waiting)
        reading.read_by(attained.reports_of, attained.first_day)
