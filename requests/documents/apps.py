from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        from audit import actions  # noqa: PLC0415  after the models are loaded
        from documents import readings  # noqa: PLC0415
        from documents.office_settings import pages  # noqa: PLC0415  after the models are loaded
        from documents.words import ACTIONS  # noqa: PLC0415

        actions.register(ACTIONS)
        pages.register_pages()
        readings.register()
