from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegulationsConfig(AppConfig):
    name = "regulations"

    def ready(self) -> None:
        from audit import actions  # noqa: PLC0415  after the models are loaded
        from regulations import health_checks  # noqa: PLC0415

        health_checks.register_checks()
        actions.register({"retention.rule_set": _("Masa simpan data ditetapkan")})
