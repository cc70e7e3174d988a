"""Whether the people of an office have come: an account that nobody ever used serves nobody."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import queries
from accounts.invitations import never_signed_in
from accounts.models import Role
from offices import readiness
from offices.models import Office


def who_never_came(office: Office, day: date) -> "str | Promise":
    """That the leader, or everybody at the counter, has never signed in; who is missing is no matter here."""
    heads = [each.user_id for each in queries.people(office, on=day, roles=[Role.HEAD])]
    counter = [each.user_id for each in queries.people(office, on=day, roles=[Role.COUNTER, Role.OPERATOR])]
    fresh = never_signed_in([*heads, *counter])
    no_head, no_counter = (bool(each) and fresh.issuperset(each) for each in (heads, counter))
    if no_head and no_counter:
        return _("Pimpinan dan petugas loket belum pernah masuk")
    if no_head:
        return _("Pimpinan belum pernah masuk")
    return _("Belum ada petugas loket yang pernah masuk") if no_counter else ""


def register_checks() -> None:
    """Put it among the checks; an office may open without it."""
    readiness.register(
        readiness.Check(
            "signed_in",
            _("Sudah pernah masuk"),
            readiness.Doer.OFFICE_ADMIN,
            55,
            who_never_came,
            needed=False,
            page="settings_staff",
        )
    )
