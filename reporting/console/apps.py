from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "console"

    def ready(self) -> None:
        from audit import actions  # noqa: PLC0415  after the models are loaded
        from console import health_checks, pages, words  # noqa: PLC0415

        actions.register(words.ACTIONS)
        health_checks.register_checks()
        pages.register_pages()
