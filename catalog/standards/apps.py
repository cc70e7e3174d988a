from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "standards"

    def ready(self) -> None:
        from accounts import glance  # noqa: PLC0415  after the models are loaded
        from standards import health_checks, pages  # noqa: PLC0415
        from standards.glancing import UNDER_WAY  # noqa: PLC0415

        glance.register("drafts", UNDER_WAY)
        health_checks.register_checks()
        pages.register_pages()
