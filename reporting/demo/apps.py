from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "demo"

    def ready(self) -> None:
        from audit import actions  # noqa: PLC0415  apps are ready only now

        actions.register({"demo.simulated": _("Diisi dengan data simulasi")})
