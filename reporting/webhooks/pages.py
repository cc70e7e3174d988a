"""The page of this app in the kabupaten's navigation."""

from django.utils.translation import gettext_lazy as _

from accounts import shell
from accounts.models import Role


def register_pages() -> None:
    """Put it there."""
    shell.register(shell.KabupatenPage("webhooks", _("Webhook"), (Role.KAB_ADMIN,), 85, "masterdata"))
