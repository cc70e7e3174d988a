"""The form of an appointment by itself: who, in which form, by which order, from–to, and for what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.queries import Person
from applications.appointing import Order
from applications.forms_absences import answered, day, order_questions, read_order
from applications.forms_fields import Question, question
from applications.models import ActingForm
from applications.workflow_types import ProductKind

# Ticked like services, but for every service with a product of this kind.
KIND = "kind:"
KINDS = (
    (f"{KIND}{ProductKind.LETTER.value}", _("Semua surat yang disusun Loket")),
    (f"{KIND}{ProductKind.ENDORSEMENT.value}", _("Semua pengesahan surat pemohon")),
)


@dataclass(frozen=True)
class Appointment:
    """What was sent; `errors` by question, and then it is not to be used."""

    person: Person | None = None
    form: ActingForm = ActingForm.PLH
    order: Order | None = None
    from_date: date | None = None
    to_date: date | None = None
    services: tuple[str, ...] | None = None
    products: tuple[str, ...] | None = None
    errors: dict[str, str] = field(default_factory=dict)


def questions(
    people: Sequence[Person],
    services: Sequence[tuple[str, str]],
    post: Mapping[str, object],
    errors: Mapping[str, str],
) -> list[Question]:
    """The form, with what was typed or is proposed. `services`: (code, name) of what is signed here."""
    made = [
        question(
            "acting",
            _("Siapa yang menandatangani"),
            "list",
            choices=[(str(each.user_id), f"{each.name}, {each.title}") for each in people],
        ),
        question("form", _("Sebagai"), "choice", choices=ActingForm.choices, value="PLH"),
        *({**each, "required": True} for each in order_questions()),
        question(
            "order_by",
            _("Yang memberi perintah"),
            required=False,
            max_length=120,
            hint=_("Kosong: Bupati untuk Plh. dan Plt., pimpinan kantor untuk a.n. dan u.b."),
        ),
        question("from", _("Berlaku mulai"), "date"),
        question("to", _("Berlaku sampai"), "date"),
        question(
            "services",
            _("Yang boleh ditandatangani"),
            "choices",
            choices=[*services, *KINDS],
            value=[],
            required=False,
            hint=_("Tanpa pilihan: semua yang terjangkau bentuk ini."),
        ),
    ]
    return answered(made, post, errors)


def read(
    post: Mapping[str, str],
    chosen: Sequence[str],
    people: Sequence[Person],
    services: Sequence[tuple[str, str]],
) -> Appointment:
    """What was sent, with an error for every question that cannot be read. `chosen`: the ticked services."""
    errors: dict[str, str] = {}
    person = next((each for each in people if str(each.user_id) == post.get("acting", "")), None)
    if person is None:
        errors["acting"] = str(_("Pilih siapa yang ditunjuk."))
    form = post.get("form", "")
    order = read_order(post, errors)
    if order is not None and post.get("order_by", "").strip():
        order = Order(number=order.number, dated=order.dated, by=post["order_by"])
    known = {code for code, _name in (*services, *KINDS)}
    if set(chosen) - known:
        errors["services"] = str(_("Ada layanan yang tidak dikenal di kantor ini."))
    return Appointment(
        person=person,
        form=ActingForm(form) if form in ActingForm.values else ActingForm.PLH,
        order=order,
        from_date=day(post, "from", errors),
        to_date=day(post, "to", errors),
        services=tuple(each for each in chosen if not each.startswith(KIND)) or None,
        products=tuple(each.removeprefix(KIND) for each in chosen if each.startswith(KIND)) or None,
        errors=errors,
    )
