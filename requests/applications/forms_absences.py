"""The forms of the leader's absence: when, why, how often, and who signs meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.queries import Person
from applications.appointing import Order
from applications.forms_fields import Question, question
from applications.models import AbsenceKind, ActingForm
from commons.clock import WIB, wib
from commons.text import BadText
from servicetypes.readers import Unreadable, parse_date

# Who may stand in for the leader; the technical admin and the counter may not.
STAND_INS = (Role.SECRETARY, Role.SECTION_HEAD)


@dataclass(frozen=True)
class Absence:
    """What was sent; `errors` by question, and then the moments mean nothing."""

    from_at: datetime | None = None
    to_at: datetime | None = None
    reason: str = ""
    kind: AbsenceKind = AbsenceKind.OTHER
    weeks: int = 1
    acting: UUID | None = None
    form: ActingForm = ActingForm.PLH
    order: Order | None = None
    errors: dict[str, str] = field(default_factory=dict)

    def acting_days(self) -> tuple[date, date]:
        """The days on which the stand-in signs: from the first to the last day of absence."""
        assert self.from_at is not None
        assert self.to_at is not None
        return days_of(self.from_at, self.to_at)


STAND_IN = frozenset({"acting", "form", "order_number", "order_date"})


def days_of(from_at: datetime, to_at: datetime) -> tuple[date, date]:
    """The first and the last day that a time touches."""
    return wib(from_at).date(), wib(to_at - timedelta(microseconds=1)).date()


def questions(people: Sequence[Person], post: Mapping[str, str], errors: Mapping[str, str]) -> list[Question]:
    """The form, with what was typed."""
    nobody = [("", _("Tidak ada; berkas menunggu"))]
    choices = nobody + [(str(each.user_id), f"{each.name}, {each.title}") for each in people]
    made = [
        *when(),
        question(
            "weeks",
            _("Berulang tiap minggu, berapa kali"),
            "integer",
            required=False,
            hint=_("Misalnya rapat tiap Selasa pagi. Kosong: sekali saja."),
        ),
        question("acting", _("Siapa yang menandatangani"), "choice", choices=choices, required=False),
        question("form", _("Sebagai"), "choice", choices=ActingForm.choices, value="PLH", required=False),
        *order_questions(),
    ]
    if not people:  # nobody could stand in, so nothing is asked about it
        made = [each for each in made if each["name"] not in STAND_IN]
    return answered(made, post, errors)


def when(values: Mapping[str, str] | None = None) -> list[Question]:
    """The questions about the time and why."""
    values = values or {}
    made = [
        question("kind", _("Jenis"), "choice", choices=AbsenceKind.choices, value=AbsenceKind.DUTY.value),
        question("starts", _("Mulai tanggal"), "date"),
        question("starts_time", _("Mulai pukul"), "time", required=False, hint=_("Kosong: sejak pagi.")),
        question("ends", _("Kembali tanggal"), "date", hint=_("Hari pertama di kantor lagi.")),
        question("ends_time", _("Kembali pukul"), "time", required=False, hint=_("Kosong: sejak pagi.")),
        question("reason", _("Alasan"), hint=_("Misalnya: dinas luar ke Surabaya."), max_length=200),
    ]
    return [{**each, "value": values.get(each["name"], each["value"])} for each in made]


def order_questions() -> list[Question]:
    """The questions about the letter of order."""
    return [
        question("order_number", _("Nomor surat perintah"), required=False, max_length=80),
        question("order_date", _("Tanggal surat perintah"), "date", required=False),
    ]


def answered(made: list[Question], post: Mapping[str, Any], errors: Mapping[str, str]) -> list[Question]:
    """The questions with what was typed and what is wrong with it."""
    for each in made:
        name = each["name"]
        each["value"] = post.get(name, each["value"])
        each["errors"] = [errors[name]] if name in errors else []
    return made


def read(post: Mapping[str, str], people: Sequence[Person]) -> Absence:
    """What was sent, with an error for every question that cannot be read."""
    errors: dict[str, str] = {}
    from_at = moment(post, "starts", errors)
    to_at = moment(post, "ends", errors)
    acting = _person(post.get("acting", ""), people, errors)
    form = post.get("form", "")
    return Absence(
        from_at=from_at,
        to_at=to_at,
        reason=post.get("reason", ""),
        kind=read_kind(post),
        weeks=_weeks(post.get("weeks", ""), errors),
        acting=acting,
        form=ActingForm(form) if form in ActingForm.values else ActingForm.PLH,
        order=read_order(post, errors) if acting else None,
        errors=errors,
    )


def read_kind(post: Mapping[str, str]) -> AbsenceKind:
    """The kind that was chosen; of a form that knows none, OTHER."""
    kind = post.get("kind", "")
    return AbsenceKind(kind) if kind in AbsenceKind.values else AbsenceKind.OTHER


def read_order(post: Mapping[str, str], errors: dict[str, str]) -> Order | None:
    """The letter of order: number and date belong together."""
    number = post.get("order_number", "").strip()
    if not number:
        errors["order_number"] = str(_("Tulis dasar penunjukan (nomor surat perintah)."))
    dated = day(post, "order_date", errors)
    return Order(number=number, dated=dated) if number and dated is not None else None


def day(post: Mapping[str, str], name: str, errors: dict[str, str]) -> date | None:
    """A day as it was typed; eight digits are one."""
    text = post.get(name, "").strip()
    if len(text) == 8 and text.isascii() and text.isdigit():
        text = f"{text[:2]}-{text[2:4]}-{text[4:]}"
    if not text:
        errors[name] = str(_("Isi tanggalnya."))
        return None
    try:
        return parse_date(text)
    except Unreadable as unreadable:
        errors[name] = str(unreadable.finding.message)
    except BadText as bad:
        errors[name] = str(bad.message)
    return None


def moment(post: Mapping[str, str], name: str, errors: dict[str, str]) -> datetime | None:
    """A day with its time, from midnight on without one."""
    found = day(post, name, errors)
    return at(found, post.get(f"{name}_time", ""), f"{name}_time", errors) if found else None


def at(found: date, text: str, name: str, errors: dict[str, str]) -> datetime | None:
    """An instant of a day; "9.30" and "09:30" are times, "" is its beginning."""
    plain = text.strip().replace(".", ":")
    try:
        clock = time.fromisoformat(plain.zfill(5)) if plain else time.min
    except ValueError:
        errors[name] = str(_("Tulis jam seperti 07.30."))
        return None
    return datetime.combine(found, clock.replace(tzinfo=None), WIB)


def _weeks(text: str, errors: dict[str, str]) -> int:
    plain = text.strip()
    if not plain:
        return 1
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 3 and int(plain)):
        errors["weeks"] = str(_("Tulis angka, misalnya 8."))
        return 1
    return int(plain)


def _person(text: str, people: Sequence[Person], errors: dict[str, str]) -> UUID | None:
    if not text:
        return None
    found = next((each.user_id for each in people if str(each.user_id) == text), None)
    if found is None:
        errors["acting"] = str(_("Orang ini tidak bertugas di kantor ini."))
    return found
