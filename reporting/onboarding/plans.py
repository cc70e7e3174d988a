"""What is asked about an office before it is made, as one plain value: typed page by page, or one line of a
spreadsheet. Pure: no database, no clock.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import time
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from accounts.models import Role
from commons.errors import DomainError
from commons.typed import read_time
from commons.worktime import DayHours, WeeklyHours
from offices.areas import AreaRow
from offices.models import ContactKind, Level

GOVERNMENT = "PEMERINTAH KABUPATEN LUMAJANG"
CONTACTS = (
    ContactKind.ADDRESS,
    ContactKind.PHONE,
    ContactKind.MOBILE_SERVICE,
    ContactKind.WHATSAPP,
    ContactKind.EMAIL,
    ContactKind.WEBSITE,
)
# Whom an office needs first; the rest of the staff is the office's own business.
POSTS = (
    Role.HEAD,
    Role.SECRETARY,
    Role.SECTION_HEAD,
    Role.OFFICE_ADMIN,
    Role.COUNTER,
    Role.OPERATOR,
)
NEEDED_POSTS = (Role.HEAD, Role.OFFICE_ADMIN)
BOOKS = ("RECEIPT", "LETTER", "REGISTER")


class BadPlan(DomainError):
    """An answer cannot be used; `context["field"]` names it."""

    def __init__(self, code: str, message: Any, name: str) -> None:
        super().__init__(code, message, field=name)


@dataclass(frozen=True)
class Day:
    """Counter hours of one day as typed ("07.30"); no `opens`: closed."""

    opens: str = ""
    closes: str = ""
    break_from: str = ""
    break_to: str = ""


@dataclass(frozen=True)
class Post:
    """Who holds a post. `username` may be left out: it is made of the name."""

    name: str = ""
    title: str = ""
    nip: str = ""
    username: str = ""


@dataclass(frozen=True)
class OfficePlan:
    """All answers about one office. Empty ones are not known yet."""

    code: str
    level: str
    name: str
    slug: str = ""
    letterhead: Mapping[str, str] = field(default_factory=dict)
    unit_code: str = ""
    paper_size: str = "A4"
    contacts: Mapping[str, str] = field(default_factory=dict)
    weekday: Day = Day("07.30", "16.00", "12.00", "13.00")
    friday: Day = Day("07.30", "16.30", "11.30", "13.00")
    saturday: Day = Day()
    instrument: str = ""
    authority_from: str = ""
    people: Mapping[str, Post] = field(default_factory=dict)
    services: tuple[str, ...] = ()
    books: Mapping[str, int] = field(default_factory=dict)
    letter_pattern: str | None = None
    """As `BookYear.pattern`; None in answers given before this was asked."""

    @property
    def full_name(self) -> str:
        """ "Kecamatan Senduro"."""
        return f"{Level(self.level).label} {self.name}"

    def as_json(self) -> dict[str, Any]:
        """For `Case.answers`."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "OfficePlan":
        """Back from `as_json`; what a former version wrote besides is left out."""
        known = {each.name for each in fields(cls)}
        values = {name: value for name, value in data.items() if name in known}
        for name in ("weekday", "friday", "saturday"):
            if name in values:
                values[name] = Day(**values[name])
        values["people"] = {role: Post(**post) for role, post in values.get("people", {}).items()}
        values["services"] = tuple(values.get("services", ()))
        return cls(**values)

    def week(self) -> WeeklyHours:
        """The hours as the program keeps them. Raises `BadPlan` naming the day."""
        usual = _hours(self.weekday, "weekday")
        friday, saturday = _hours(self.friday, "friday"), _hours(self.saturday, "saturday")
        return WeeklyHours((usual, usual, usual, usual, friday, saturday, None))


def _hours(day: Day, name: str) -> DayHours | None:
    if not day.opens and not day.closes:
        return None
    try:
        breaks = ((_time(day.break_from), _time(day.break_to)),) if day.break_from or day.break_to else ()
        return DayHours(_time(day.opens), _time(day.closes), breaks)
    except DomainError as refusal:
        raise BadPlan("bad_hours", refusal.message, name) from refusal


def _time(text: str) -> time:
    return read_time(text)


def first_plan(
    area: AreaRow, parent: AreaRow | None, *, services: tuple[str, ...], instrument: str
) -> OfficePlan:
    """What is known before anybody was asked: the name, the kop's lines, usual hours, the posts' titles."""
    place = parent.name if parent is not None and area.level is Level.KELURAHAN else area.name
    lines = {
        "government_line": GOVERNMENT,
        "office_line": f"{area.level.label} {area.name}".upper(),
        "place_line": place,
    }
    if area.level is Level.KELURAHAN and parent is not None:
        lines["parent_line"] = f"{parent.level.label} {parent.name}".upper()
    if area.postal_code:
        lines["postal_line"] = f"{place.upper()} - {area.postal_code}"
    return OfficePlan(
        code=area.code,
        level=area.level.value,
        name=area.name,
        letterhead=lines,
        instrument=instrument,
        people={role.value: Post(title=title_of(role, area.level, area.name)) for role in POSTS},
        services=services,
    )


def title_of(role: Role, level: Level, name: str) -> str:
    """The usual title of a post: "Camat Senduro", "Sekretaris Kelurahan"."""
    head = {Level.KECAMATAN: "Camat", Level.KELURAHAN: "Lurah"}.get(level, "Kepala Desa")
    titles = {
        Role.HEAD: f"{head} {name}",
        Role.SECRETARY: f"Sekretaris {level.label}",
        Role.SECTION_HEAD: "Kasi Pelayanan Umum",
        Role.OFFICE_ADMIN: "Pengelola Sistem",
        Role.COUNTER: "Petugas Loket",
        Role.OPERATOR: "Operator",
    }
    return titles[role]


def changed(plan: OfficePlan, **values: Any) -> OfficePlan:
    """The plan with other answers."""
    return replace(plan, **values)


def missing(plan: OfficePlan) -> list[BadPlan]:
    """What must still be answered before the office can be made, in the order of the pages."""
    found: list[BadPlan] = []
    for name, what in (
        ("office_line", _("Nama kantor di kop")),
        ("place_line", _("Tempat di depan tanggal")),
    ):
        if not plan.letterhead.get(name):
            found.append(BadPlan("missing", format_lazy("{} belum diisi.", what), name))
    if not plan.unit_code:
        found.append(BadPlan("missing", _("Kode unit dalam nomor surat belum diisi."), "unit_code"))
    for role in NEEDED_POSTS:
        if not plan.people.get(role, Post()).name:
            text = _("{post}: nama belum diisi.").format(post=role.label)
            found.append(BadPlan("missing", text, f"{role.lower()}_name"))
    if not plan.services:
        found.append(BadPlan("missing", _("Belum ada layanan yang dipilih."), "services"))
    return found
