"""The pages of this app in the kabupaten's navigation, and who opens them."""

from django.utils.translation import gettext_lazy as _

from accounts import shell
from accounts.models import Role

# Numbers, never people: for who compares offices, who runs them, who audits them.
COMPARERS = (Role.EXECUTIVE, Role.KAB_ADMIN, Role.AUDITOR)


def register_pages() -> None:
    """Put them there; the bupati's office arrives on the first."""
    shell.register(
        shell.KabupatenPage("board", _("Kinerja"), COMPARERS, 5, arrivals=(Role.EXECUTIVE,)),
        shell.KabupatenPage("board_disputes", _("Keberatan"), COMPARERS, 60, "board"),
    )
