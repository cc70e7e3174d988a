"""The quarterly recap of complaints: drafted, completed, approved, announced."""

from django.apps import AppConfig


class RecapsConfig(AppConfig):
    """Registers its lines in the inbox and what it writes on the trail."""

    name = "recaps"

    def ready(self) -> None:
        """After all models."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from applications import notices  # noqa: PLC0415
        from audit import actions  # noqa: PLC0415
        from recaps.reminders import reminders, waiting  # noqa: PLC0415

        notices.register(reminders, waiting)
        actions.register(
            {
                "recap.drafted": _("Rekap pengaduan disusun"),
                "recap.completed": _("Rekap pengaduan dilengkapi"),
                "recap.sent_back": _("Rekap pengaduan dikembalikan"),
                "recap.approved": _("Rekap pengaduan disetujui"),
                "recap.published": _("Rekap pengaduan diumumkan"),
                "recap.posted": _("Rekap pengaduan ditempel di papan pengumuman"),
                "recap.promise_told": _("Perkembangan janji perbaikan dicatat"),
            }
        )
