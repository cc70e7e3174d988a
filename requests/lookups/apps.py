from django.apps import AppConfig


class LookupsConfig(AppConfig):
    name = "lookups"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from audit import actions  # noqa: PLC0415  after the models are loaded
        from lookups.retention import POVERTY_PEOPLE  # noqa: PLC0415  after the models are loaded
        from lookups.views import register_page  # noqa: PLC0415  after the models are loaded
        from regulations import retention  # noqa: PLC0415  after the models are loaded

        actions.register({"lookups.list_withdrawn": _("Daftar kemiskinan ditarik")})
        register_page()
        retention.register(POVERTY_PEOPLE)
