from django.apps import AppConfig


class CompletenessConfig(AppConfig):
    """Registers its points, its source of figures and its pages."""

    name = "completeness"

    def ready(self) -> None:
        """After all models."""
        from completeness import linter, measures, pages, pledges, snapshots, watcher  # noqa: PLC0415
        from completeness.models import StandardsDay, StandardsMonth  # noqa: PLC0415
        from indicators import sources  # noqa: PLC0415
        from indicators.measures import register  # noqa: PLC0415

        pledges.register_fact()
        linter.register_fact()
        sources.register(
            sources.Source(
                snapshots.TOPIC, snapshots.read_standards, snapshots.first_day, StandardsDay, StandardsMonth
            )
        )
        register(measures.STANDARDS)
        watcher.register_watcher()
        pages.register_pages()
