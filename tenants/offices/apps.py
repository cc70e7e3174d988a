from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "offices"

    def ready(self) -> None:
        from offices import keys  # noqa: PLC0415  models are loaded by now

        keys.register()
