"""The findings of the check of standards, as a point of the score."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.clock import wib
from completeness.facts import Fact, register
from completeness.rules import Found, Proof, share_of
from linting.queries import kabupaten_findings
from offices.hosts import url_of
from offices.models import Office
from servicetypes.models import PublishedStandard


def found(offices: Sequence[Office], now: datetime) -> dict[UUID, Found]:
    """Each standard in force without an open error earns its part; one that was accepted is not open. An
    office without standards is not measured."""
    errors = Counter(
        (line.office, line.service)
        for line in kabupaten_findings(now=now)
        if line.accepted is None and line.severity == "error"
    )
    today, slugs = wib(now).date(), {office.pk: office.slug for office in offices}
    proofs: dict[UUID, list[Proof]] = {}
    rows = PublishedStandard.objects.filter(office__in=list(slugs)).order_by("title", "id")
    for office_id, code, title in rows.values_list("office_id", "service_type__code", "title"):
        n, slug = errors[slugs[office_id], code], slugs[office_id]
        says = _("{n} kesalahan belum diselesaikan").format(n=n) if n else _("tanpa kesalahan")
        proof = Proof(title, says, url_of(slug, f"/layanan/{code}/"), today, not n)
        proofs.setdefault(office_id, []).append(proof)
    return {office_id: share_of(each) for office_id, each in proofs.items()}


def register_fact() -> None:
    """Put it among the points."""
    register(Fact("findings", gettext_lazy("Tanpa kesalahan pada pemeriksaan standar"), 20, found))
