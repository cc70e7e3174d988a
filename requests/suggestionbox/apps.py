"""The Kotak Saran: opened every day before witnesses, slip by slip."""

from django.apps import AppConfig


class SuggestionBoxConfig(AppConfig):
    """Registers what it writes on the trail, its lines in the inbox and its settings."""

    name = "suggestionbox"

    def ready(self) -> None:
        """After all models."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from applications import notices  # noqa: PLC0415
        from audit import actions  # noqa: PLC0415
        from regulations import retention  # noqa: PLC0415
        from suggestionbox.pages import register_pages  # noqa: PLC0415
        from suggestionbox.reminders import reminders, waiting  # noqa: PLC0415
        from suggestionbox.retention import SLIP_PHOTOGRAPHS  # noqa: PLC0415

        notices.register(reminders, waiting)
        retention.register(SLIP_PHOTOGRAPHS)
        register_pages()
        actions.register(
            {
                "box.rule_set": _("Aturan Kotak Saran diubah"),
                "box.opened": _("Kotak Saran dibuka"),
                "box.witnessed": _("Menjadi saksi pembukaan Kotak Saran"),
                "box.visitor_witness": _("Saksi pengunjung dicatat"),
                "box.closed": _("Berita acara Kotak Saran bernomor"),
                "box.recounted": _("Jumlah slip Kotak Saran dibetulkan"),
                "box.withdrawn": _("Pembukaan Kotak Saran dibatalkan"),
                "box.missed": _("Kotak Saran tidak dibuka, dengan alasan"),
                "box.slip_added": _("Slip Kotak Saran dicatat"),
                "box.slip_copied": _("Slip Kotak Saran disalin"),
                "box.slip_unreadable": _("Slip Kotak Saran tidak terbaca"),
                "box.photo_viewed": _("Foto slip Kotak Saran dilihat"),
            }
        )
