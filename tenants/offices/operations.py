"""Writes: offices themselves, by the kabupaten. What an office keeps itself is in `details`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import puremagic
from django.db import connection, transaction
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _

from commons import clock
from commons.errors import DomainError
from offices import hosts
from offices.areas import AreaRow, known_areas
from offices.letterhead import Letterhead
from offices.models import HOST_LABEL, Domain, Level, Office, OfficeState, PaperSize
from offices.scope import public_scope
from outbox import topics
from outbox.operations import put

EMBLEM_BYTES = 200_000
ENTERING = 4_207_003  # one office is entered at a time
PREFIX = {Level.KECAMATAN: "kec", Level.KELURAHAN: "kel", Level.DESA: "desa"}
MOVES: dict[OfficeState, frozenset[OfficeState]] = {
    OfficeState.PROVISIONING: frozenset(),  # leaves only by provisioning
    OfficeState.READY: frozenset({OfficeState.LIVE, OfficeState.ARCHIVED}),
    OfficeState.LIVE: frozenset({OfficeState.SUSPENDED, OfficeState.ARCHIVED}),
    OfficeState.SUSPENDED: frozenset({OfficeState.LIVE, OfficeState.ARCHIVED}),
    OfficeState.ARCHIVED: frozenset(),
}
TOLD = {
    OfficeState.LIVE: topics.OFFICE_LIVE,
    OfficeState.SUSPENDED: topics.OFFICE_SUSPENDED,
    OfficeState.ARCHIVED: topics.OFFICE_ARCHIVED,
}


class UnknownArea(DomainError):
    """No kecamatan, kelurahan or desa has this code."""

    def __init__(self, code: str) -> None:
        super().__init__("unknown_area", format_lazy(_("Kode wilayah {code} tidak dikenal."), code=code))


class BadOffice(DomainError):
    """The office cannot be named, addressed or shown like this."""


class BadMove(DomainError):
    """An office in this state cannot go into that one; nothing was changed."""

    def __init__(self, state: str, wanted: str) -> None:
        message = _("Kantor berstatus “{state}”, tidak dapat diubah menjadi “{wanted}”.")
        labels = {"state": OfficeState(state).label, "wanted": OfficeState(wanted).label}
        super().__init__("bad_move", format_lazy(message, **labels), state=state, wanted=wanted)


def schema_name(code: str) -> str:
    """The schema of the office with this Kemendagri code, for good: 35.08.01 → o_350801."""
    return "o_" + code.replace(".", "")


def _free_slug(area: AreaRow) -> str:
    slug = f"{PREFIX[area.level]}-{slugify(area.name)}"
    if not Office.objects.filter(slug=slug).exists():
        return slug
    parent = known_areas().get(area.parent_code)  # several desa share a name
    return f"{slug}-{slugify(parent.name if parent else area.code)}"


def check_slug(slug: str, but: UUID | None = None) -> None:
    """Raise `BadOffice` for an address that no office may have, or that another one has or had."""
    if slug in hosts.RESERVED or not HOST_LABEL.regex.match(slug):  # type: ignore[union-attr]
        raise BadOffice("bad_slug", format_lazy(_("Alamat “{slug}” tidak dapat dipakai."), slug=slug))
    offices, domains = Office.objects.filter(slug=slug), Domain.objects.filter(domain=_host(slug))
    if but is not None:
        offices, domains = offices.exclude(pk=but), domains.exclude(tenant_id=but)
    if offices.exists() or domains.exists():
        raise BadOffice("slug_taken", format_lazy(_("Alamat “{slug}” sudah dipakai."), slug=slug))


def _host(slug: str) -> str:
    return f"{slug}.{hosts.base_hostname()}"


@transaction.atomic
def create_office(*, code: str, now: datetime, slug: str = "", area: AreaRow | None = None) -> Office:
    """Enter the office of an area, in state PROVISIONING; the one that is there is given back.

    Raises `UnknownArea`, `BadOffice`. Provision it afterwards.
    """
    area = area or known_areas().get(code)
    if area is None:
        raise UnknownArea(code)
    with public_scope():
        _one_at_a_time()
        there = Office.objects.filter(kemendagri_code=code).first()
        if there is not None:
            return there
        slug = slug or _free_slug(area)
        check_slug(slug)
        office = Office.objects.create(
            schema_name=schema_name(code),
            kemendagri_code=code,
            level=area.level,
            name=area.name,
            parent=Office.objects.filter(kemendagri_code=area.parent_code).first(),
            slug=slug,
            postal_code=area.postal_code,
            created_at=now,
        )
        # Its kelurahan may have come first.
        Office.objects.filter(kemendagri_code__startswith=f"{code}.", parent=None).update(parent=office)
        Domain.objects.create(tenant=office, domain=_host(slug))
    return office


def _one_at_a_time() -> None:
    """Until the transaction ends nobody else enters an office: who asks at the same moment finds this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ENTERING])


def _locked(office_id: UUID) -> Office:
    return Office.objects.select_for_update().get(pk=office_id)


@transaction.atomic
def move_office(*, office_id: UUID, state: OfficeState) -> Office:
    """Open, suspend, reopen or archive an office. Raises `BadMove`; the same state again is no error."""
    with public_scope():
        office = _locked(office_id)
        if office.state == state:
            return office
        if state not in MOVES[OfficeState(office.state)]:
            raise BadMove(office.state, state)
        office.state = state
        office.save(update_fields=["state"])
        if state in TOLD:
            _tell(TOLD[state], office)
    return office


def _tell(topic: str, office: Office, **more: str) -> None:
    if not office.is_rehearsal:
        facts = {"office": office.kemendagri_code, "name": office.full_name, "level": office.level}
        put(topic=topic, office_id=office.pk, data=facts | more, now=clock.now())


@transaction.atomic
def rename_office(*, office_id: UUID, name: str) -> Office:
    """Change the shown name. Schema, files, letters and addresses stay. Raises `BadOffice`."""
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise BadOffice("bad_name", _("Nama kantor harus diisi, paling panjang 80 karakter."))
    with public_scope():
        office = _locked(office_id)
        former, office.name = office.full_name, name
        office.save(update_fields=["name"])
        if office.full_name != former:
            _tell(topics.OFFICE_RENAMED, office, former_name=former)
    return office


@transaction.atomic
def move_address(*, office_id: UUID, slug: str) -> Office:
    """Give the office a new address; the former one keeps leading here. Raises `BadOffice`."""
    with public_scope():
        office = _locked(office_id)
        check_slug(slug, office.pk)
        Domain.objects.filter(tenant=office).update(is_primary=False)
        Domain.objects.update_or_create(domain=_host(slug), defaults={"tenant": office, "is_primary": True})
        office.slug = slug
        office.save(update_fields=["slug"])
    return office


@transaction.atomic
def set_letterhead(
    *,
    office_id: UUID,
    lines: Mapping[str, Any],
    unit_code: str,
    unit_code_is_example: bool = False,
    paper_size: PaperSize = PaperSize.A4,
) -> Office:
    """Change letterhead, unit code of letter numbers and paper, as that office or the kabupaten.

    Raises `BadLetterhead`, `BadOffice`, and `Office.DoesNotExist` for another office's id.
    """
    if not unit_code or len(unit_code) > 12 or any(sign.isspace() or sign == "/" for sign in unit_code):
        raise BadOffice("bad_unit_code", _("Kode unit harus seperti 427.91, tanpa spasi dan garis miring."))
    office = _locked(office_id)
    office.letterhead = Letterhead.parse(lines).as_json()
    office.unit_code, office.unit_code_is_example = unit_code, unit_code_is_example
    office.paper_size = PaperSize(paper_size)
    office.save(update_fields=["letterhead", "unit_code", "unit_code_is_example", "paper_size"])
    return office


@transaction.atomic
def set_emblem(*, office_id: UUID, png: bytes) -> None:
    """Change the emblem of the letterhead; empty takes it away. Raises `BadOffice`."""
    if png:
        if len(png) > EMBLEM_BYTES:
            raise BadOffice("emblem_size", _("Lambang paling besar 200 kB."))
        try:
            kind = puremagic.from_string(png, mime=True)
        except (puremagic.PureError, ValueError):
            kind = ""
        if kind != "image/png":
            raise BadOffice("emblem_type", _("Lambang harus berupa gambar PNG."))
    office = _locked(office_id)
    office.emblem = png
    office.save(update_fields=["emblem"])
