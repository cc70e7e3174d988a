"""Complaints that leave their office upward: to the parent camat, else to the kabupaten."""

from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    """Registers what the kabupaten writes on its trail."""

    name = "escalations"

    def ready(self) -> None:
        """After all models."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from accounts.models import Role  # noqa: PLC0415
        from accounts.shell import KabupatenPage, register  # noqa: PLC0415
        from audit import actions  # noqa: PLC0415
        from escalations import queries  # noqa: PLC0415

        waiting = queries.waiting_in_kabupaten
        register(
            KabupatenPage("escalations", _("Pengaduan yang naik"), (Role.COMPLAINTS,), 35, waiting=waiting)
        )

        actions.register(
            {
                "escalated.answered": _("Pengaduan yang naik ke kabupaten dijawab"),
                "escalated.read": _("Pengaduan yang naik ke kabupaten dibaca"),
                "escalated.terms_set": _("Tenggat pengaduan diubah"),
            }
        )
