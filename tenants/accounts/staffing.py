"""Adding staff from lines of a list: each line is checked and then done whole, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import operations
from accounts.actors import Actor
from accounts.errors import AccountError
from accounts.models import Assignment, User
from commons.text import clean_line
from offices.models import Office
from offices.scope import public_scope

REQUIRED = ("username", "name", "title", "roles")
OPTIONAL = ("office", "nip", "grade", "from", "to")


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One line of the list: who, where (slug of the office), as what, from–to."""

    username: str
    name: str
    title: str
    roles: tuple[str, ...]
    office: str
    nip: str
    grade: str
    from_date: date
    to_date: date | None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a line; `password` only for a new account."""

    user: User
    assignment: Assignment
    password: str | None


def check_header(names: list[str]) -> None:
    """Raise `AccountError` (`bad_header`) when a needed column is missing or an unknown one is there."""
    missing = [name for name in REQUIRED if name not in names]
    unknown = [name for name in names if name not in REQUIRED + OPTIONAL]
    if missing or unknown or len(set(names)) != len(names):
        text = _("Kolom harus: {required}; boleh: {optional}. Yang ada: {found}.")
        parts = {"required": ", ".join(REQUIRED), "optional": ", ".join(OPTIONAL), "found": ", ".join(names)}
        raise AccountError("bad_header", format_lazy(text, **parts))


def parse(row: Mapping[str, str | None], *, office: str, today: date) -> StaffLine:
    """A line from its cells; `office` and `today` fill empty ones. Raises `AccountError` (`bad_line`)."""
    cells = {name: (row.get(name) or "").strip() for name in REQUIRED + OPTIONAL}
    for name in REQUIRED:
        if not cells[name]:
            raise AccountError("bad_line", format_lazy(_("Kolom {name} kosong."), name=name))
    if not (cells["office"] or office):
        raise AccountError("bad_line", _("Kantor tidak disebut, baik di baris ini maupun di perintah."))
    return StaffLine(
        username=cells["username"],
        name=cells["name"],
        title=cells["title"],
        roles=tuple(cells["roles"].replace("|", " ").replace(",", " ").upper().split()),
        office=cells["office"] or office,
        nip=cells["nip"],
        grade=cells["grade"],
        from_date=_date(cells["from"]) or today,
        to_date=_date(cells["to"]),
    )


def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise AccountError(
            "bad_line", format_lazy(_("{text} bukan tanggal. Tulis seperti 2026-01-31."), text=text)
        ) from error


def add(
    line: StaffLine, office: Office, *, by_link: bool = False, actor: Actor | None = None, now: datetime
) -> Added:
    """Make the account, unless there is one of that name, and the assignment. Raises `AccountError`.

    `actor` is who asks; None is the system itself. `by_link`: without a password, for whom a link invites.
    A name that differs from the account's is refused (`other_person`): two people may wish for one user name.
    """
    # The operations go to the public scope themselves and tell the trail of the office they were called in.
    with transaction.atomic():
        with public_scope():
            user = User.objects.filter(username=line.username.strip().lower()).first()
        password = None
        if user is None:
            made = operations.create_user(
                username=line.username,
                name=line.name,
                nip=line.nip,
                grade=line.grade,
                by_link=by_link,
                actor=actor,
                now=now,
            )
            user, password = made.user, made.password
        elif user.name != clean_line(line.name):
            text = _("Nama pengguna {username} milik {name}.")
            raise AccountError("other_person", format_lazy(text, username=user.username, name=user.name))
        assignment = operations.assign(
            user_id=user.pk,
            office=office,
            roles=line.roles,
            title=line.title,
            from_date=line.from_date,
            to_date=line.to_date,
            actor=actor,
            now=now,
        )
    return Added(user, assignment, password)


def offices_by_slug() -> dict[str, Office]:
    """All offices by slug."""
    with public_scope():
        return {office.slug: office for office in Office.objects.defer("emblem")}
