"""Who may sign today, in which form, on what ground, and how that person is printed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Assignment, Role, User
from applications.errors import CannotCompose
from applications.models import ActingForm, ActingSigner
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

    @property
    def signer(self) -> Signer:
        """Name and title for the letter's row and the check page."""
        shown = (
            f"{self.form.label} {self.title}" if self.form in {ActingForm.PLH, ActingForm.PLT} else self.title
        )
        return Signer(user_id=self.user_id, name=self.name, title=shown)

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


def authority(actor: Actor, *, office_id: UUID, on: date) -> Authority | None:
    """The actor's right to sign on that day, or None.

    It takes an instrument in force that delegates authority to the office, and either the leader in person
    or an acting signer appointed for that day.
    """
    if actor.is_support:
        return None  # whoever only looks signs nothing, also when an old appointment names them
    instrument = regulations.authority_of(office_id, on=on)
    if instrument is None:
        return None
    if Role.HEAD in actor.roles:
        card = _card(actor, name=actor.name, title=actor.title)
        return Authority(card=card, ground=instrument, instrument=instrument)
    row = _acting(actor.user_id, on)
    if row is None:
        return None
    card = _card(actor, name=row.name, title=row.title, form=ActingForm(row.form))
    return Authority(card=card, ground=row.ground, instrument=instrument)


def why_not(*, now: datetime) -> "str | Promise":
    """What took the authority of this office's head away, in words; "" where nothing did."""
    return regulations.why_no_authority(current_office().id, on=wib(now).date())


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


def _acting(user_id: UUID, on: date) -> ActingSigner | None:
    rows = ActingSigner.objects.filter(user_id=user_id, from_date__lte=on, to_date__gte=on, ended_at=None)
    return rows.order_by("-from_date").first()


def _card(actor: Actor, *, name: str, title: str, form: ActingForm | None = None) -> SignerCard:
    nip, grade = actor.nip, actor.grade
    if nip is None or grade is None:
        nip, grade = User.objects.values_list("nip", "grade").get(id=actor.user_id)
    return SignerCard(user_id=actor.user_id, name=name, title=title, nip=nip, rank=grade, form=form)
