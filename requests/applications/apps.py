from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self) -> None:
        from applications.retention import APPLICANT_DATA  # noqa: PLC0415  after the models are loaded
        from regulations import retention  # noqa: PLC0415  after the models are loaded

        retention.register(APPLICANT_DATA)
