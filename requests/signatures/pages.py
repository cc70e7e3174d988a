"""This app's pages in the office's settings."""

from django.utils.translation import gettext_lazy as _

from offices import settings_pages


def register_pages() -> None:
    """Put them on the list."""
    settings_pages.register(
        settings_pages.SettingsPage(
            "settings_signing",
            _("Cara tanda tangan"),
            _("Basah atau elektronik: sertifikat di Loket, atau BSrE."),
            67,
        ),
        settings_pages.SettingsPage(
            "signing_log",
            _("Riwayat tanda tangan elektronik"),
            _("Setiap percobaan: siapa, kapan, hasilnya. Yang belum diketahui dipastikan di sini."),
            68,
        ),
    )
