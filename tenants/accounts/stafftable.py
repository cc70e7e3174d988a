"""Adding staff of one office from a table (XLSX or CSV): every line, or none."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import staffing
from accounts.actors import Actor
from accounts.errors import AccountError
from accounts.models import OFFICE_ROLES, Role
from commons.clock import wib
from commons.errors import DomainError
from commons.tables import BadLine, Line, read_lines
from offices.models import Office

MOST_LINES = 100
ROLES = [(role.value, role.label) for role in Role if role in OFFICE_ROLES]
COLUMNS = {
    "username": ("username", "nama pengguna"),
    "name": ("name", "nama", "nama lengkap"),
    "title": ("title", "jabatan"),
    "roles": ("roles", "peran", "tugas"),
    "office": ("office", "kantor"),
    "nip": ("nip",),
    "grade": ("grade", "pangkat"),
    "from": ("from", "mulai"),
    "to": ("to", "selesai"),
}


class NothingAdded(DomainError):
    """Nobody was added; `context["bad"]` lists every line that stands in the way, none for an empty table."""

    def __init__(self, bad: list[BadLine]) -> None:
        super().__init__("nothing_added", _("Tidak ada yang ditambahkan."), bad=bad)


def add_all(content: bytes, office: Office, *, actor: Actor, now: datetime) -> list[staffing.Added]:
    """The people of a table. Raises `NothingAdded`, `commons.tables.BadTable`."""
    made: list[staffing.Added] = []
    lines = list(read_lines(content, columns=COLUMNS, required=staffing.REQUIRED, max_rows=MOST_LINES))
    with transaction.atomic():
        bad = [each for line in lines if (each := _added(line, office, made, actor, now))]
        if bad or not lines:
            raise NothingAdded(bad)
    return made


def _added(
    line: Line, office: Office, made: list[staffing.Added], actor: Actor, now: datetime
) -> BadLine | None:
    cells: dict[str, str | None] = {name: line[name] for name in COLUMNS}
    cells["roles"] = _role_codes(line["roles"])
    try:
        made.append(add_cells(cells, office, actor=actor, now=now))
    except DomainError as refusal:
        return BadLine(line.number, str(refusal))
    return None


def add_cells(cells: dict[str, str | None], office: Office, *, actor: Actor, now: datetime) -> staffing.Added:
    """One person from cells by column. Raises `AccountError`; `wrong_place` for another office's line."""
    line = staffing.parse(cells, office=office.slug, today=wib(now).date())
    if line.office != office.slug:
        raise AccountError("wrong_place", _("Baris ini untuk kantor lain."))
    return staffing.add(line, office, actor=actor, now=now)


def _role_codes(text: str) -> str:
    """Codes for the words of a list: "Petugas loket, Operator" or "COUNTER|OPERATOR"."""
    labels = {str(label).casefold(): code for code, label in ROLES}
    words = text.replace("|", ",").replace(";", ",").split(",")
    return ",".join(labels.get(word.strip().casefold(), word.strip()) for word in words)
