from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    name = "signatures"

    def ready(self) -> None:
        from audit import actions  # noqa: PLC0415  after the models are loaded
        from signatures import health_checks, pages  # noqa: PLC0415  after the models are loaded
        from signatures.words import ACTIONS  # noqa: PLC0415

        actions.register(ACTIONS)
        health_checks.register_checks()
        pages.register_pages()
