from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from accounts import records
        from audit import operations, queries, verifiers

        records.set_kabupaten_recorder(operations.record)
        verifiers.register("kabupaten", queries.check_kabupaten, kabupaten=True)
