"""The pages of this app in the kabupaten's navigation, and who opens which."""

from django.utils.translation import gettext_lazy as _

from accounts import shell
from accounts.models import Role
from board.views_office import REPORT_READERS

READERS = (Role.EXECUTIVE, Role.KAB_ADMIN, Role.AUDITOR)
OFFICE_READERS = REPORT_READERS


def register_pages() -> None:
    """Put them there."""
    shell.register(
        shell.KabupatenPage("reports", _("Laporan"), READERS, 50),
        shell.KabupatenPage("reports_mail", _("Surel terjadwal"), (Role.KAB_ADMIN,), 55, "reports"),
    )
