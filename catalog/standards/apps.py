from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "standards"

    def ready(self) -> None:
        from standards import health_checks, pages  # noqa: PLC0415  after the models are loaded

        health_checks.register_checks()
        pages.register_pages()
