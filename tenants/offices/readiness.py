"""What an office needs before it opens. Each app registers its own checks when it is loaded.

A check runs in the scope of its office. The answer is not stored here: what was done in the office's own
settings counts at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from offices.scope import office_scope


class Doer(models.TextChoices):
    """Who must do it."""

    KABUPATEN = "KABUPATEN", _("Admin kabupaten")
    OFFICE_ADMIN = "OFFICE_ADMIN", _("Admin kantor")
    HEAD = "HEAD", _("Pimpinan kantor")


@dataclass(frozen=True)
class Check:
    """`missing` gives what is still to be done in `office` on a day, "" when nothing.

    `needed`: the office does not open without it. `page`: the URL name of the office's page where it is done.
    """

    key: str
    title: "str | Promise"
    doer: Doer
    order: int
    missing: Callable[[Office, date], "str | Promise"]
    needed: bool = True
    page: str = ""


@dataclass(frozen=True)
class Found:
    """A check with what it found; `todo` is "" when it is met."""

    check: Check
    todo: str

    @property
    def stops(self) -> bool:
        """Whether the office cannot open because of it."""
        return bool(self.todo) and self.check.needed


_checks: dict[str, Check] = {}


def register(*checks: Check) -> None:
    """Add checks; the same key again replaces the earlier one."""
    _checks.update({check.key: check for check in checks})


def checks() -> list[Check]:
    """Every check, in its order."""
    return sorted(_checks.values(), key=lambda check: check.order)


def look(office: Office, *, day: date) -> list[Found]:
    """Every check of the office, in its order."""
    with office_scope(office):
        return [Found(check, str(check.missing(office, day))) for check in checks()]
