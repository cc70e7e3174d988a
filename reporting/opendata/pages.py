"""The page of this app in the kabupaten's navigation."""

from django.utils.translation import gettext_lazy as _

from accounts import shell
from accounts.models import Role

COMPARERS = (Role.EXECUTIVE, Role.KAB_ADMIN, Role.AUDITOR)


def register_pages() -> None:
    """Put it there."""
    shell.register(shell.KabupatenPage("standards_compare", _("Standar dibandingkan"), COMPARERS, 8, "board"))
