"""The form of the leader's absence: when, why, and who signs meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.queries import Person
from applications.forms_fields import Question, question
from applications.models import ActingForm
from commons.clock import WIB
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
    acting: UUID | None = None
    form: ActingForm = ActingForm.PLH
    ground: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    def acting_days(self) -> tuple[date, date]:
        """The days on which the stand-in signs: from the first to the last day of absence."""
        assert self.from_at is not None
        assert self.to_at is not None
        last = (self.to_at - timedelta(microseconds=1)).astimezone(WIB).date()
        return self.from_at.astimezone(WIB).date(), last


STAND_IN = frozenset({"acting", "form", "ground"})


def questions(people: Sequence[Person], post: Mapping[str, str], errors: Mapping[str, str]) -> list[Question]:
    """The form, with what was typed."""
    nobody = [("", _("Tidak ada; berkas menunggu"))]
    choices = nobody + [(str(each.user_id), f"{each.name}, {each.title}") for each in people]
    made = [
        question("starts", _("Mulai tanggal"), "date"),
        question("starts_time", _("Mulai pukul"), "time", required=False, hint=_("Kosong: sejak pagi.")),
        question("ends", _("Kembali tanggal"), "date", hint=_("Hari pertama di kantor lagi.")),
        question("ends_time", _("Kembali pukul"), "time", required=False, hint=_("Kosong: sejak pagi.")),
        question("reason", _("Alasan"), hint=_("Misalnya: dinas luar ke Surabaya."), max_length=200),
        question("acting", _("Siapa yang menandatangani"), "choice", choices=choices, required=False),
        question("form", _("Sebagai"), "choice", choices=ActingForm.choices, value="PLH", required=False),
        question(
            "ground",
            _("Dasar penunjukan"),
            hint=_("Nomor surat perintah."),
            required=False,
            max_length=200,
        ),
    ]
    if not people:  # nobody could stand in, so nothing is asked about it
        made = [each for each in made if each["name"] not in STAND_IN]
    for each in made:
        name = each["name"]
        each["value"] = post.get(name, each["value"])
        each["errors"] = [errors[name]] if name in errors else []
    return made


def read(post: Mapping[str, str], people: Sequence[Person]) -> Absence:
    """What was sent, with an error for every question that cannot be read."""
    errors: dict[str, str] = {}
    from_at = _moment(post, "starts", errors)
    to_at = _moment(post, "ends", errors)
    acting = _person(post.get("acting", ""), people, errors)
    form = post.get("form", "")
    return Absence(
        from_at=from_at,
        to_at=to_at,
        reason=post.get("reason", ""),
        acting=acting,
        form=ActingForm(form) if form in ActingForm.values else ActingForm.PLH,
        ground=post.get("ground", ""),
        errors=errors,
    )


def _moment(post: Mapping[str, str], name: str, errors: dict[str, str]) -> datetime | None:
    text = post.get(name, "").strip()
    if len(text) == 8 and text.isascii() and text.isdigit():
        text = f"{text[:2]}-{text[2:4]}-{text[4:]}"
    if not text:
        errors[name] = str(_("Isi tanggalnya."))
        return None
    try:
        day = parse_date(text)
    except Unreadable as unreadable:
        errors[name] = str(unreadable.finding.message)
        return None
    except BadText as bad:
        errors[name] = str(bad.message)
        return None
    return _at(day, post.get(f"{name}_time", ""), f"{name}_time", errors)


def _at(day: date, text: str, name: str, errors: dict[str, str]) -> datetime | None:
    plain = text.strip().replace(".", ":")
    try:
        clock = time.fromisoformat(plain.zfill(5)) if plain else time.min
    except ValueError:
        errors[name] = str(_("Tulis jam seperti 07.30."))
        return None
    return datetime.combine(day, clock.replace(tzinfo=None), WIB)


def _person(text: str, people: Sequence[Person], errors: dict[str, str]) -> UUID | None:
    if not text:
        return None
    found = next((each.user_id for each in people if str(each.user_id) == text), None)
    if found is None:
        errors["acting"] = str(_("Orang ini tidak bertugas di kantor ini."))
    return found
