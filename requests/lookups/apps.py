from django.apps import AppConfig


class LookupsConfig(AppConfig):
    name = "lookups"

    def ready(self) -> None:
        from lookups.retention import POVERTY_PEOPLE  # noqa: PLC0415  after the models are loaded
        from regulations import retention  # noqa: PLC0415  after the models are loaded

        retention.register(POVERTY_PEOPLE)
