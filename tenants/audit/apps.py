from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from accounts import records  # noqa: PLC0415  after the models are loaded
        from audit import operations, queries, verifiers  # noqa: PLC0415  after the models are loaded

        records.set_kabupaten_recorder(operations.record)
        verifiers.register("kabupaten", queries.check_kabupaten, kabupaten=True)
