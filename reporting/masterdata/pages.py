"""The entry "Data induk" in the kabupaten's navigation, and who opens it. Only the admin changes anything."""

from django.utils.translation import gettext_lazy as _

from accounts import shell
from accounts.models import Role

READERS = (Role.KAB_ADMIN, Role.EXECUTIVE, Role.AUDITOR)


def register_pages() -> None:
    """Put it there."""
    shell.register(shell.KabupatenPage("masterdata", _("Data induk"), READERS, 70))
