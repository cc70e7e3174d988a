from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "opendata"

    def ready(self) -> None:
        from opendata import pages  # noqa: PLC0415  after the apps are loaded

        pages.register_pages()
