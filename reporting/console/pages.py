"""The pages of this app in the kabupaten's navigation."""

from django.utils.translation import gettext_lazy as _

from accounts import shell
from accounts.models import Role


def register_pages() -> None:
    """Put them there."""
    shell.register(
        shell.KabupatenPage(
            "console_jobs", _("Pekerjaan"), (Role.KAB_ADMIN, Role.AUDITOR), 80, "kabupaten_home"
        ),
        shell.KabupatenPage(
            "support_history", _("Akses bantuan"), (Role.KAB_ADMIN, Role.AUDITOR), 90, "kabupaten_home"
        ),
    )
