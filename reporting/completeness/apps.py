from django.apps import AppConfig


class CompletenessConfig(AppConfig):
    name = "completeness"

    def ready(self) -> None:
        from completeness import linter, pages  # noqa: PLC0415  after the apps are loaded

        linter.register_fact()
        pages.register_pages()
