"""A small world for tests: offices with published standards, people with roles, a form in order."""

from datetime import date
from typing import Any

from accounts.actors import Actor
from accounts.models import Assignment, User
from applications.intake import IntakeForm, LetterGiven, PaperGiven, PaperState
from commons import clock
from commons.ids import new_id
from commons.worktime import EXAMPLE_HOURS
from offices.details import set_opening_hours
from offices.models import Office
from offices.scope import office_scope, public_scope
from regulations.models import Delegation, Instrument
from regulations.operations import install as install_register
from servicetypes.catalogue import definition_of, load_definitions
from servicetypes.models import ServiceType
from servicetypes.operations import install
from standards.catalogue import load_documents
from standards.operations import draft, publish
from tests.replaying import again

SINCE = date(2026, 1, 1)
PEOPLE = {
    "counter": ("Sari Wulandari", "Petugas Loket", ["COUNTER"]),
    "operator": ("Bagus Prakoso", "Operator", ["OPERATOR"]),
    "section_head": ("Endah Lestari", "Kasi Pelayanan Umum", ["SECTION_HEAD"]),
    "secretary": ("Joko Santoso", "Sekretaris", ["SECRETARY"]),
    "head": ("Retno Wahyuni", "Pimpinan", ["HEAD"]),
    "admin": ("Dewi Anggraini", "Admin", ["OFFICE_ADMIN"]),
    "information": ("Rudi Hartono", "Petugas Informasi", ["INFORMATION"]),
}


def catalogue(*, register: bool = False) -> None:
    """The kabupaten's service types, and with `register` its rules of law, as a fresh installation has them;
    quick from the second time on. In the public scope, where neither was there."""

    def make() -> None:
        install(load_definitions())
        if register:
            install_register()

    again(("catalogue", register), make)


def open_services(office: Office, *codes: str) -> None:
    """Give the office authority, and put the packaged standards of these services into force."""
    with office_scope(office):
        set_opening_hours(office_id=office.id, week=EXAMPLE_HOURS, valid_from=SINCE)
    with public_scope():
        if not ServiceType.objects.exists():
            install(load_definitions())
        give_authority(office)
    with office_scope(office):
        for document in load_documents():
            if document.service in codes:
                version = draft(document=document, definition=definition_of(document.service))
                publish(version=version, by="Uji", now=clock.now())


def furnish(office: Office, *codes: str) -> dict[str, Actor]:
    """`open_services` and `staff` for an office that had neither; quick from the second time on."""
    with public_scope():
        first = not ServiceType.objects.exists()

    def make() -> dict[str, Actor]:
        open_services(office, *codes)
        return staff(office)

    return dict(again((office.schema_name, codes, clock.now(), first), make))


def give_authority(office: Office, *, until: date | None = None) -> Delegation:
    """Delegate authority to the office from the start of 2026."""
    instrument, _made = Instrument.objects.get_or_create(
        key="uji:1:2022",
        defaults={
            "kind": "Keputusan Bupati Lumajang",
            "number": "188.45/8/427.12/2022",
            "year": 2022,
            "title": "Pelimpahan Sebagian Kewenangan Bupati Kepada Camat",
            "status": "IN_FORCE",
        },
    )
    return Delegation.objects.create(office=office, instrument=instrument, from_date=SINCE, to_date=until)


def staff(office: Office) -> dict[str, Actor]:
    """One person for each role, assigned to the office, by a short name."""
    with public_scope():
        return {key: _person(office, key, *facts) for key, facts in PEOPLE.items()}


def _person(office: Office, key: str, name: str, title: str, roles: list[str]) -> Actor:
    user = User.objects.create(
        username=f"{key}.{office.slug}",
        name=name,
        nip="198001012006041001",
        grade="Penata",
        created_at=clock.now(),
    )
    row = Assignment.objects.create(user=user, office=office, roles=roles, title=title, from_date=SINCE)
    return Actor(user.id, name, title, frozenset(roles), office.id, row.id)


VALUES: dict[str, Any] = {
    "nama": "SITI AMINAH",
    "nik": "3508174508680001",
    "kk": "3508170101100002",
    "tempat_lahir": "Lumajang",
    "tanggal_lahir": "1968-08-05",
    "jenis_kelamin": "P",
    "agama": "1",
    "status_kawin": "2",
    "pekerjaan": "Buruh tani",
    "telepon": "081234567890",
    "alamat": "Dusun Krajan",
    "rt": "3",
    "rw": "12",
    "desa": "Kaliboto Lor",
}


def form(program: Any, *, missing: tuple[str, ...] = (), **changes: Any) -> IntakeForm:
    """A form in order for this service; every paper is here but those `missing` by key."""
    asked = {field.key for field in program.definition.intake}
    values = {key: value for key, value in VALUES.items() if key in asked}
    for field in program.definition.intake:
        if field.key not in values and field.required:
            values[field.key] = field.options[0][0] if field.options else "Uji"
    values |= changes.pop("values", {})
    groups = program.document.persyaratan.groups
    group = program.document.persyaratan.group(changes.get("group") or groups[0].key)
    condition = changes.pop("condition", group.conditions[0].key if group.conditions else "")
    papers = tuple(_paper(paper, missing) for _requirement, paper in group.checklist(condition))
    return IntakeForm(
        service_code=program.definition.code,
        values=values,
        papers=changes.pop("papers", papers),
        group=changes.pop("group", group.key),
        condition=condition,
        accept_warnings=changes.pop("accept_warnings", True),
        **changes,
    )


def _paper(paper: Any, missing: tuple[str, ...]) -> PaperGiven:
    if paper.key in missing:
        return PaperGiven(key=paper.key, state=PaperState.MISSING)
    letter = None
    if paper.has_letter_data:
        letter = LetterGiven(
            issuer="Kepala Desa Kaliboto Lor",
            signer="Sutrisno",
            number="470/12/2026",
            date=date(2026, 11, 18),
        )
    return PaperGiven(key=paper.key, state=PaperState.HERE, letter=letter)


def key() -> str:
    """A fresh idempotency key."""
    return str(new_id())
