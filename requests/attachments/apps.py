from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttachmentsConfig(AppConfig):
    name = "attachments"

    def ready(self) -> None:
        from attachments import health_checks  # noqa: PLC0415  after the models are loaded
        from audit import actions  # noqa: PLC0415  after the models are loaded

        actions.register(
            {
                "attachment.viewed": _("Lampiran berkas dibuka"),
                "attachment.struck": _("Lampiran berkas dicoret"),
            }
        )
        health_checks.register_checks()
