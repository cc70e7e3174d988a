"""The recommendations among an office's settings, and the words of the trails."""

from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import actions
from offices.scope import current_office
from offices.settings_pages import SettingsPage, register
from recommended import queries


def _missing(_office_id: UUID, _day: date) -> "str | Promise":
    lines = queries.lines_for(current_office())
    return _("Ada anjuran kabupaten yang belum dijawab") if any(not line.choice for line in lines) else ""


def register_pages() -> None:
    """Put them there."""
    actions.register(
        {
            "recommended.issued": _("Standar anjuran diterbitkan"),
            "recommended.ended": _("Standar anjuran diakhiri"),
            "recommended.adopted": _("Anjuran kabupaten diikuti"),
            "recommended.departed": _("Kantor berbeda dari anjuran kabupaten"),
        }
    )
    register(
        SettingsPage(
            "settings_recommended",
            _("Standar anjuran kabupaten"),
            _("Bedanya dengan standar kantor ini; mengikuti, atau berbeda dengan alasan."),
            66,
            _missing,
        )
    )
