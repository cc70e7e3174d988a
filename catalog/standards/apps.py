from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "standards"

    def ready(self) -> None:
        from standards import pages  # noqa: PLC0415  after the models are loaded

        pages.register_pages()
