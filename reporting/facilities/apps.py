"""What stands in the office, as the standards promise it: present, working, confirmed each month."""

from django.apps import AppConfig


class FacilitiesConfig(AppConfig):
    """Registers its words, its reminders, its line on the public page, its check and what it counts."""

    name = "facilities"

    def ready(self) -> None:
        """After all models."""
        from facilities import pages  # noqa: PLC0415

        pages.register_all()
