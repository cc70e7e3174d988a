from django.apps import AppConfig


class RecommendedConfig(AppConfig):
    name = "recommended"

    def ready(self) -> None:
        from recommended import pages  # noqa: PLC0415  after the models are loaded

        pages.register_pages()
