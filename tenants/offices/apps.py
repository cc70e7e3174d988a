from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "offices"

    def ready(self) -> None:
        from offices import health_checks, keys, tasks  # noqa: PLC0415  models are loaded by now

        keys.register()
        health_checks.register_checks()
        tasks.register_ways()
