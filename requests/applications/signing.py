"""Who may sign today, in which form, on what ground, and how that person is printed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Assignment, Role, User
from applications import acting
from applications.acting import STANDS_IN, Acting, Matter, Objection
from applications.errors import CannotCompose
from applications.models import ActingForm, ActingSigner
from applications.presence import read_acting
from commons.clock import wib
from documents.operations import Signer
from offices.scope import current_office
from regulations import queries as regulations


@dataclass(frozen=True, kw_only=True)
class SignerCard:
    """A signer as printed. `form` is None for the leader in person; `title` is the signer's own."""

    user_id: UUID
    name: str
    title: str
    nip: str = ""
    rank: str = ""
    form: ActingForm | None = None

    def signer(self, head: str) -> Signer:
        """Name and capacity for the letter's row and the check page. `head`: the leader's office, "Camat
        Jatiroto"."""
        if self.form is None:
            shown = self.title
        elif self.form in STANDS_IN:
            shown = f"{self.form.label} {head}"
        else:
            shown = f"{ActingForm.AN.label} {head}, {self.title}"
        return Signer(user_id=self.user_id, name=self.name, title=shown[:120])

    def stored(self) -> dict[str, str]:
        """JSON for an event: the signer as of that moment."""
        return {
            "user_id": str(self.user_id),
            "name": self.name,
            "title": self.title,
            "nip": self.nip,
            "rank": self.rank,
            "form": self.form.value if self.form else "",
        }

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        """The card `stored` was made from."""
        form = ActingForm(stored["form"]) if stored["form"] else None
        return cls(**{**stored, "user_id": UUID(stored["user_id"]), "form": form})


@dataclass(frozen=True, kw_only=True)
class Authority:
    """The right to sign on one day: as whom, on what ground, under which instrument of the office."""

    card: SignerCard
    ground: str
    instrument: str


def authority(actor: Actor, *, office_id: UUID, on: date, matter: Matter | None = None) -> Authority | None:
    """The actor's right to sign this on that day, or None.

    It takes an instrument in force that delegates authority to the office, and either the leader in person
    or an acting signer whose appointment reaches this service on that day. No `matter`: the right to sign
    anything at all.
    """
    if actor.is_support:
        return None  # whoever only looks signs nothing, also when an old appointment names them
    instrument = regulations.authority_of(office_id, on=on)
    if instrument is None:
        return None
    if Role.HEAD in actor.roles:
        card = _card(actor, name=actor.name, title=actor.title)
        return Authority(card=card, ground=instrument, instrument=instrument)
    row = acting.capacity(_appointed(actor.user_id), actor.user_id, matter, on, acting.rules_on(on))
    if row is None:
        return None
    card = _card(actor, name=row.name, title=row.title, form=row.form)
    return Authority(card=card, ground=row.ground, instrument=instrument)


def why_not(actor: Actor, *, now: datetime, matter: Matter | None = None) -> "str | Promise":
    """What took away, or never gave, the authority to sign (this) today, in words; "" where nothing did."""
    day = wib(now).date()
    if Role.HEAD in actor.roles or matter is None or actor.is_support:
        return regulations.why_no_authority(current_office().id, on=day)
    rows = _appointed(actor.user_id)
    found = acting.why_not(rows, actor.user_id, matter, day, acting.rules_on(day))
    if found is Objection.NONE_THEN:
        return ""
    if found is Objection.ENDED:
        last = max(rows, key=lambda row: (row.ended_at is None, row.to_date))
        return format_lazy(_ENDED, form=last.form.label, ground=last.ground)
    return _OBJECTIONS.get(found, "")


_ENDED = _("Penunjukan Anda sebagai {form} menurut {ground} tidak berlaku pada hari ini.")
_OBJECTIONS = {
    Objection.NOT_THIS_SERVICE: _("Layanan ini tidak termasuk dalam surat penunjukan Anda."),
    Objection.WAITS: _(
        "Menurut standar pelayanannya berkas ini menunggu pimpinan; penunjukan Anda tidak menyebutnya."
    ),
    Objection.NEVER: _("Layanan ini tidak dapat ditandatangani oleh pengganti pimpinan."),
}


def expected_signer(office_id: UUID, *, on: date) -> SignerCard:
    """The leader in office on that day, printed on a letter before it is signed. Raises `CannotCompose`."""
    row = (
        Assignment.objects.select_related("user")
        .filter(Q(to_date__isnull=True) | Q(to_date__gte=on), office_id=office_id, from_date__lte=on)
        .filter(roles__contains=[Role.HEAD])
        .order_by("-from_date")
        .first()
    )
    if row is None:
        raise CannotCompose("no_head", _("Kantor ini belum mempunyai pimpinan pada hari ini."))
    user = row.user
    return SignerCard(user_id=user.id, name=user.name, title=row.title, nip=user.nip, rank=user.grade)


def _appointed(user_id: UUID) -> list[Acting]:
    return [read_acting(row) for row in ActingSigner.objects.filter(user_id=user_id)]


def _card(actor: Actor, *, name: str, title: str, form: ActingForm | None = None) -> SignerCard:
    nip, grade = actor.nip, actor.grade
    if nip is None or grade is None:
        nip, grade = User.objects.values_list("nip", "grade").get(id=actor.user_id)
    return SignerCard(user_id=actor.user_id, name=name, title=title, nip=nip, rank=grade, form=form)
