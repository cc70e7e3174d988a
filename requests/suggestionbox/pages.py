"""The page of this app among the office's settings."""

from django.utils.translation import gettext_lazy as _

from offices.settings_pages import SettingsPage, register


def register_pages() -> None:
    """Put it there."""
    register(
        SettingsPage(
            "settings_box",
            _("Kotak Saran"),
            _("Siapa yang membukanya setiap hari, dan di depan berapa saksi."),
            68,
        )
    )
