"""The page of this app in the kabupaten's navigation and among an office's settings."""

from django.utils.translation import gettext_lazy as _

from accounts import shell
from accounts.models import Role
from offices.settings_pages import SettingsPage, register

READERS = (Role.EXECUTIVE, Role.KAB_ADMIN, Role.AUDITOR)
OFFICE_READERS = (Role.OFFICE_ADMIN, Role.HEAD, Role.SECRETARY, Role.SECTION_HEAD)


def register_pages() -> None:
    """Put them there."""
    shell.register(shell.KabupatenPage("completeness", _("Kelengkapan standar"), READERS, 9, "board"))
    register(
        SettingsPage(
            "own_completeness",
            _("Kelengkapan standar"),
            _("Nilai kelengkapan dengan bukti tiap butir, untuk PEKPPP dan Ombudsman."),
            67,
        )
    )
