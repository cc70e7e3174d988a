"""The pages of this app in the kabupaten's navigation."""

from django.utils.translation import gettext_lazy as _

from accounts import shell
from accounts.models import Role


def register_pages() -> None:
    """Put them there."""
    shell.register(
        shell.KabupatenPage("office_care", _("Urus kantor"), (Role.KAB_ADMIN,), 35, "kabupaten_home")
    )
