from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "trail"

    def ready(self) -> None:
        from accounts import records
        from audit import verifiers
        from trail import operations, queries

        records.set_office_recorder(operations.record)
        verifiers.register("trail", queries.check_office)
