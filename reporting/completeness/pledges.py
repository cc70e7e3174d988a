"""The maklumat as a point of the score: signed and published, of which day and version."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.indonesian import date_shown
from completeness.facts import Fact, register
from completeness.models import PledgeOnShow
from completeness.rules import Found, Proof, share_of
from offices.hosts import url_of
from offices.models import Office
from offices.scope import current_office
from standards.models import Pledge, PledgeKind
from standards.watching import Signed


def show(office_id: UUID, signed: Signed, now: datetime) -> None:
    """Put a pledge on show; in the office's scope, in the transaction of the signature."""
    PledgeOnShow.objects.bulk_create([_row(office_id, signed, now)], ignore_conflicts=True)


def show_signed() -> int:
    """Every pledge of the office of this scope that is not on show; how many it has. Not for a rehearsal."""
    office = current_office()
    if office.is_rehearsal:
        return 0
    rows = [
        _row(office.id, Signed(one.kind, one.version, one.signed_on), one.published_at)
        for one in Pledge.objects.all()
    ]
    PledgeOnShow.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _row(office_id: UUID, signed: Signed, now: datetime) -> PledgeOnShow:
    return PledgeOnShow(
        office_id=office_id,
        kind=signed.kind,
        version=signed.version,
        signed_on=signed.signed_on,
        published_at=now,
    )


def offices_on_show() -> list[UUID]:
    """Those that have a maklumat on show."""
    rows = PledgeOnShow.objects.filter(kind=PledgeKind.MAKLUMAT)
    return list(rows.values_list("office_id", flat=True).distinct())


def found(offices: Sequence[Office], _now: datetime) -> dict[UUID, Found]:
    """The newest maklumat of each office; without one nothing is earned. One query."""
    ids = [office.pk for office in offices]
    rows = PledgeOnShow.objects.filter(kind=PledgeKind.MAKLUMAT, office_id__in=ids).order_by("version")
    newest = {row.office_id: row for row in rows}
    return {office.pk: share_of([_proof(office, newest.get(office.pk))]) for office in offices}


def _proof(office: Office, row: PledgeOnShow | None) -> Proof:
    what, where = _("Maklumat pelayanan"), url_of(office.slug, "/janji/")
    if row is None:
        return Proof(what, _("belum diterbitkan"), where, None, good=False)
    says = _("versi {n}, ditandatangani {day}").format(n=row.version, day=date_shown(row.signed_on))
    return Proof(what, says, where, row.signed_on, good=True)


def register_fact() -> None:
    """Put it among the points."""
    name = gettext_lazy("Maklumat pelayanan ditandatangani dan diumumkan")
    register(Fact("maklumat", name, 10, found))
