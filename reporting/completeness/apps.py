from django.apps import AppConfig


class CompletenessConfig(AppConfig):
    name = "completeness"

    def ready(self) -> None:
        from completeness import pages  # noqa: PLC0415  after the apps are loaded

        pages.register_pages()
