from django.apps import AppConfig


class FallbackConfig(AppConfig):
    name = "fallback"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from applications import aliases, notices  # noqa: PLC0415  after the models are loaded
        from audit import actions  # noqa: PLC0415  after the models are loaded
        from fallback.queries import file_behind  # noqa: PLC0415  after the models are loaded
        from fallback.reminders import reminders, waiting  # noqa: PLC0415  after the models are loaded

        aliases.register(file_behind)
        notices.register(reminders, waiting)
        actions.register(
            {
                "fallback.sheet_printed": _("Lembar darurat dicetak"),
                "fallback.sheet_prepared": _("Lembar darurat disiapkan"),
                "fallback.sheet_closed": _("Lembar darurat ditutup"),
            }
        )
