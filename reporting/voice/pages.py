"""The pages of this app in the kabupaten's navigation."""

from django.utils.translation import gettext_lazy as _

from accounts import shell
from accounts.models import Role

READERS = (Role.EXECUTIVE, Role.KAB_ADMIN, Role.AUDITOR, Role.COMPLAINTS)


def register_pages() -> None:
    """Put them there."""
    shell.register(
        shell.KabupatenPage("voice", _("Pengaduan semua kantor"), READERS, 10, "board"),
        shell.KabupatenPage("voice_recaps", _("Rekap yang diumumkan"), READERS, 11, "board"),
    )
