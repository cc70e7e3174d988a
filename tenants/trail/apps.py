from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "trail"

    def ready(self) -> None:
        from accounts import records  # noqa: PLC0415  after the models are loaded
        from audit import verifiers  # noqa: PLC0415  after the models are loaded
        from trail import operations, queries  # noqa: PLC0415  after the models are loaded

        records.set_office_recorder(operations.record)
        verifiers.register("trail", queries.check_office)
