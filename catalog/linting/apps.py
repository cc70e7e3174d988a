from django.apps import AppConfig


class LintingConfig(AppConfig):
    name = "linting"

    def ready(self) -> None:
        from linting import pages  # noqa: PLC0415  after the models are loaded

        pages.register_pages()
