"""The page of this app in the kabupaten's navigation, and who opens it."""

from django.utils.translation import gettext_lazy as _

from accounts import shell
from accounts.models import Role

READERS = (Role.EXECUTIVE, Role.KAB_ADMIN, Role.AUDITOR)


def register_pages() -> None:
    """Put it there."""
    shell.register(shell.KabupatenPage("contentment", _("Kompilasi SKM"), READERS, 20, "board"))
