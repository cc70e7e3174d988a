"""The check among an office's settings and on the kabupaten's host."""

from django.utils.translation import gettext_lazy as _

from accounts import shell
from accounts.models import Role
from audit import actions
from offices import settings_pages

WRITERS = (Role.OFFICE_ADMIN, Role.SECTION_HEAD, Role.SECRETARY, Role.HEAD)
READERS = (Role.KAB_ADMIN, Role.EXECUTIVE, Role.AUDITOR)


def register_pages() -> None:
    """Put them there."""
    actions.register(
        {
            "finding.accepted": _("Temuan pada standar diterima"),
            "finding.reopened": _("Temuan pada standar dibuka lagi"),
        }
    )
    settings_pages.register(
        settings_pages.SettingsPage(
            "standards_check",
            _("Periksa standar pelayanan"),
            _("Kesalahan, hal yang kurang jelas, dan cara memperbaikinya."),
            66,
        )
    )
    shell.register(
        shell.KabupatenPage("lint_overview", _("Pemeriksaan standar"), READERS, 72, under="masterdata")
    )
