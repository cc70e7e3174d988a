"""The pages of this app in the kabupaten's navigation."""

from django.utils.translation import gettext_lazy as _

from accounts import shell
from accounts.models import Role
from accounts.permissions import ALL_KABUPATEN


def register_pages() -> None:
    """Put them there."""
    shell.register(
        shell.KabupatenPage("kabupaten_home", _("Kantor"), ALL_KABUPATEN, 10),
        shell.KabupatenPage("onboard_start", _("Kantor baru"), (Role.KAB_ADMIN,), 20, "kabupaten_home"),
        shell.KabupatenPage("onboard_bulk", _("Dari daftar"), (Role.KAB_ADMIN,), 30, "kabupaten_home"),
        shell.KabupatenPage("kabupaten_people", _("Orang"), (Role.KAB_ADMIN,), 40, "kabupaten_home"),
    )
