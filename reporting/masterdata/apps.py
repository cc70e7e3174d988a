from django.apps import AppConfig


class MasterdataConfig(AppConfig):
    name = "masterdata"

    def ready(self) -> None:
        from audit import actions  # noqa: PLC0415  after the models are loaded
        from masterdata import pages, words  # noqa: PLC0415

        actions.register(words.ACTIONS)
        pages.register_pages()
