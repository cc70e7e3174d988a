"""What supervises the promise: roster, competences, monthly reviews, meetings, decisions, notes."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Registers its words, reminders, check, retention, and what it counts."""

    name = "supervision"

    def ready(self) -> None:
        """After all models."""
        from supervision import pages  # noqa: PLC0415

        pages.register_all()
