"""What Loket knows of an office for PEKPPP: values with how they were worked out. Public schema only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Assignment
from accounts.queries import current
from audit.operations import record
from commons.clock import wib
from commons.text import BadText, clean_line, clean_text
from completeness.queries import scored_one
from indicators.models import OpenFiles
from indicators.queries import WORKING
from offices.models import Contact, ContactKind, Office, OpeningHours
from offices.scope import public_scope
from reports import pekppp
from reports.errors import ReportRefused
from reports.models import Entry
from reports.pekppp import Measured
from reports.pekppp_score import measured_of
from servicetypes.models import PublishedStandard


@dataclass(frozen=True, slots=True)
class Answer:
    """A point as the page shows it: what holds, what is measured, and what a person entered."""

    point: pekppp.Point
    value: Decimal | None
    measured: Measured | None
    entry: Entry | None

    @property
    def entered(self) -> bool:
        """Whether a person's value holds."""
        return self.entry is not None and self.entry.value is not None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form of an office and year, filled in as far as is known."""

    form: pekppp.Form
    answers: Mapping[str, Answer]
    score: pekppp.Score


def measured(office: Office, *, now: datetime) -> dict[str, Measured]:
    """By measure. Five queries, and those of the score of the standards."""
    scored = scored_one(office.kemendagri_code, now=now)
    found = measured_of(scored.points if scored else (), scored.score if scored else None)
    with public_scope():
        rows = PublishedStandard.objects.filter(office=office)
        documents = list(rows.values_list("document", flat=True))
        adopted = len(documents)
        known = _information(office, adopted)
    return found | {
        "published": _published(documents),
        "channels": _share(
            sum(bool(one.get("pengaduan", {}).get("channels")) for one in documents), adopted,
            _("standar yang mencantumkan kanal pengaduan"),
        ),
        "staff": staff(office, on=wib(now).date()),
        "information": known,
    }  # fmt: skip


def staff(office: Office, *, on: date) -> Measured:
    """The people whom the standards promise, against those who are assigned. Two queries."""
    with public_scope():
        rows = OpenFiles.objects.filter(office_id=office.pk).values_list("service_code", "promised")
        promised = dict(rows).get("")
        people = Assignment.objects.filter(current(on), office=office, roles__overlap=list(WORKING))
        assigned = people.values("user_id").distinct().count()
    return _staff(promised, assigned)


def _share(part: int, whole: int, what: str) -> Measured:
    return Measured(
        pekppp.share_value(part, whole),
        _("{part} dari {whole} {what}").format(part=part, whole=whole, what=what),
        _("5 × {part} ÷ {whole}").format(part=part, whole=whole) if whole else _("belum ada yang dihitung"),
    )


def _published(documents: list[Any]) -> Measured:
    whole = len(documents)
    controlled = sum(bool(one.get("control", {}).get("number")) for one in documents)
    return _share(controlled, whole, _("standar yang berlaku memuat nomor penetapan dokumen"))


def _staff(promised: int | None, assigned: int) -> Measured:
    if not promised:
        return Measured(None, _("standar belum menyebut jumlah pelaksana"), _("belum terukur"))
    return _share(min(assigned, promised), promised, _("petugas yang dijanjikan standar sudah ditugaskan"))


def _information(office: Office, services: int) -> Measured:
    kinds = set(Contact.objects.filter(office=office).values_list("kind", flat=True))
    there = {
        _("alamat"): bool(office.letterhead.get("address")) or ContactKind.ADDRESS in kinds,
        _("jam buka"): OpeningHours.objects.filter(office=office, opens__isnull=False).exists(),
        _("kontak"): bool(kinds - {ContactKind.ADDRESS}),
        _("layanan"): services > 0,
    }
    part = sum(there.values())
    missing = ", ".join(name for name, here in there.items() if not here)
    words = _("dari alamat, jam buka, kontak, dan layanan tampil di halaman kantor")
    found = _share(part, len(there), words)
    evidence = f"{found.evidence}; {_('belum ada')}: {missing}" if missing else found.evidence
    return Measured(found.value, evidence, found.how)


def entries(office: Office, year: int) -> dict[str, Entry]:
    """The newest entry of each point. One query."""
    with public_scope():
        rows = Entry.objects.filter(office=office, year=year).order_by("point", "-entered_at", "-id")
        return {row.point: row for row in rows.distinct("point")}


def sheet(office: Office, *, year: int, now: datetime) -> Sheet:
    """The form of an office and year. What a person entered goes before what is measured, and says so."""
    chosen, found, by_hand = pekppp.form(), measured(office, now=now), entries(office, year)
    answers = {}
    for aspect in chosen.aspects:
        for point in aspect.points:
            one, entry = found.get(point.measure), by_hand.get(point.key)
            value = entry.value if entry is not None and entry.value is not None else None
            if value is None and one is not None:
                value = one.value
            answers[point.key] = Answer(point, value, one, entry)
    values = {key: answer.value for key, answer in answers.items() if answer.value is not None}
    return Sheet(chosen, answers, pekppp.score(chosen, values))


def read_value(text: str) -> Decimal | None:
    """ "3,5" → 3.50; "" → None. Raises `ReportRefused` for anything but 0 to 5 with two decimals at most."""
    typed = text.strip().replace(",", ".")
    if not typed:
        return None
    refused = ReportRefused("bad_value", _("Nilai itu 0 sampai 5, paling banyak dua angka di belakang koma."))
    try:
        value = Decimal(typed)
    except InvalidOperation as error:
        raise refused from error
    if not value.is_finite() or not 0 <= value <= 5 or value != value.quantize(pekppp.CENT):
        raise refused
    return value


def enter(
    *,
    office_id: UUID,
    year: int,
    point: str,
    value: str,
    note: str,
    evidence: str,
    actor: Actor,
    now: datetime,
) -> Entry:
    """Enter a point by hand; an empty value takes the entry back. Raises `ReportRefused`."""
    if pekppp.form().point(point) is None or not 2020 <= year <= 2100:
        raise ReportRefused("no_point", _("Butir itu tidak ada."))
    number = read_value(value)
    try:
        said = clean_text(note, max_length=1000)
        kept = clean_line(evidence, max_length=300)
    except BadText as error:
        raise ReportRefused("bad_text", str(error)) from error
    if number is not None and not kept:
        raise ReportRefused("no_evidence", _("Sebutkan buktinya: nomor surat, nama berkas, atau tautannya."))
    with public_scope(), transaction.atomic():
        office = Office.objects.get(pk=office_id)
        row = Entry.objects.create(
            office=office, year=year, point=point, value=number, note=said, evidence=kept,
            entered_at=now, entered_by=f"{actor.name}, {actor.title}" if actor.title else actor.name,
        )  # fmt: skip
        data = {"office": office.slug, "year": year, "point": point, "value": str(number or "")}
        record(action="reports.pekppp_entered", actor=actor, subject=f"entry:{row.id}", data=data, now=now)
    return row
