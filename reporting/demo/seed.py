"""The demo: three real offices with their real standards, invented people and files."""

from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from tqdm import tqdm

from accounts.actors import Actor
from accounts.models import Role
from accounts.queries import people
from applications import followers
from commons.clock import wib
from commons.plain_yaml import load_yaml
from commons.worktime import EXAMPLE_HOURS, EXAMPLE_RAMADAN
from config.paths import Var, default_var
from demo import certificates
from demo.accounts import KABUPATEN, SINCE, Account, Logins, also_works_in, person, username_of
from demo.behind import seed_behind
from demo.complaints import seed_complaints
from demo.files import seed_files
from demo.hashing import quick_hashes
from demo.linked import seed_linked
from demo.objectives import seed_objectives
from demo.paper import seed_sheet
from demo.queue import seed_queue
from demo.results import seed_results
from demo.surveys import seed_surveys
from demo.telling import seed_messages
from demo.voice_round import seed_round
from offices import details, operations
from offices.hosts import url_of
from offices.hours import day_json
from offices.models import ContactKind, Office
from offices.onboarding import bring_on
from offices.scope import office_scope, public_scope
from regulations.operations import authorise
from regulations.operations import install as install_register
from servicetypes.catalogue import definition_of, load_definitions
from servicetypes.operations import install as install_types
from standards.catalogue import document_of
from standards.document import Signatory
from standards.models import PledgeKind, StandardVersion
from standards.operations import draft, publish, sign_pledge

RAMADAN_2026 = (date(2026, 2, 18), date(2026, 3, 19))


def seed(*, demo_file: Path, now: datetime) -> None:
    """Make what is missing and write the logins; a second run changes nothing that is there."""
    logins = Logins(demo_file)
    install_catalogue()
    with quick_hashes():
        for data in tqdm(real_offices(), desc="Kantor", unit="kantor", leave=False):
            _seed_office(data, logins, now)
        _second_place(now)
        _link(now)
        _seed_kabupaten(logins, now)
    logins.save()


def install_catalogue() -> None:
    """Service types and law register, as they come with Loket."""
    with public_scope():
        install_types(load_definitions())
        install_register()


def real_offices() -> list[dict[str, Any]]:
    """The three offices of the demo, as its data file describes them."""
    loaded: list[dict[str, Any]] = load_yaml((files("demo") / "data" / "offices.yaml").read_text("utf-8"))
    return loaded


def _seed_office(data: dict[str, Any], logins: Logins, now: datetime) -> None:
    office = open_office(data, now)
    accounts = {
        role: person(office=office, role=role, name=name, title=title, logins=logins, now=now)
        for role, (name, title) in data["people"].items()
    }
    root = certificates.demo_authority(Var(default_var()).signing, now=now)
    certificates.make_known(root)
    certificates.publish_revocations(root, now=now)
    passphrases = certificates.give_certificates(office, root, logins.passphrases(office.slug), now=now)
    logins.write(office.slug, place(office.slug), accounts, passphrases)
    with office_scope(office):
        fresh = _publish(office, data["services"], now)
        if fresh:
            _pledge(office, data["people"][Role.HEAD], now)
            # Of what is invented for days gone by nobody is told.
            with followers.silent():
                seed_files(office, data["services"], now=now)
                seed_queue(office, now=now)
                seed_objectives(office, now=now)
                seed_sheet(office, now=now)
                seed_round(office, now=now)
            seed_surveys(office, now=now)
            seed_results(office, now=now)
            seed_messages(office, now=now)
            seed_complaints(office, now=now)
            seed_behind(office, now=now)


def open_office(data: dict[str, Any], now: datetime) -> Office:
    """Bring an office on, with letterhead, hours, contacts and authority; what is there stays."""
    office = bring_on(data["code"], slug=data["slug"], now=now, live=True)
    if not office.letterhead:
        _describe(office, data)
    with public_scope():
        authorise(office)
    return office


def _describe(office: Office, data: dict[str, Any]) -> None:
    operations.set_letterhead(
        office_id=office.id,
        lines=data["letterhead"],
        unit_code=data["unit_code"],
        unit_code_is_example=data.get("unit_code_is_example", True),
    )
    office.refresh_from_db()
    with office_scope(office):
        details.set_opening_hours(office_id=office.id, week=EXAMPLE_HOURS, valid_from=SINCE)
        details.add_special_hours(
            office_id=office.id,
            name="Ramadan 1447 H (contoh)",
            from_date=RAMADAN_2026[0],
            to_date=RAMADAN_2026[1],
            days={str(day): day_json(hours) for day, hours in enumerate(EXAMPLE_RAMADAN.days)},
        )
        for contact in data["contacts"]:
            kind = ContactKind(contact["kind"])
            details.add_contact(
                office_id=office.id,
                kind=kind,
                shown=contact["shown"],
                purpose=contact.get("purpose", ""),
            )
        details.set_sections(
            office_id=office.id, names=["Sekretariat", "Seksi Pelayanan Umum", "Seksi Pemerintahan"]
        )


def _publish(office: Office, codes: list[str], now: datetime) -> bool:
    """Adopt the packaged standards; whether anything was new."""
    if StandardVersion.objects.exists():
        return False
    for code in codes:
        version = draft(document=document_of(office.slug, code), definition=definition_of(code))
        publish(version=version, by=str(office), now=now)
    return True


def _pledge(office: Office, head: tuple[str, str], now: datetime) -> None:
    """What the office promises besides its standards, as its head would have signed it."""
    texts: dict[str, str] = load_yaml((files("demo") / "data" / "pledges.yaml").read_text("utf-8"))
    name, title = head
    leader = next(each for each in people(office, on=wib(now).date()) if Role.HEAD in each.roles)
    actor = Actor(leader.user_id, name, title, frozenset(leader.roles), office.id, leader.assignment_id)
    for kind, text in texts.items():
        sign_pledge(
            kind=PledgeKind(kind),
            text=text.strip().format(kantor=str(office)),
            signer=Signatory(name=name, title=title),
            signed_on=wib(now).date() - timedelta(days=30),
            actor=actor,
            now=now,
        )


def _link(now: datetime) -> None:
    """A letter of the kelurahan is used at its kecamatan."""
    with public_scope():
        offices = {
            each.slug: each for each in Office.objects.filter(slug__in=["kec-lumajang", "kel-tompokersan"])
        }
    with followers.silent():
        seed_linked(giver=offices["kel-tompokersan"], taker=offices["kec-lumajang"], now=now)


def _second_place(now: datetime) -> None:
    """One person works in two offices, so that switching can be tried."""
    with public_scope():
        office = Office.objects.get(slug="kel-tompokersan")
    username = username_of("INFORMATION", "kec-lumajang")
    also_works_in(username, office, roles=["INFORMATION"], title="Petugas Informasi (bantuan)", now=now)


def _seed_kabupaten(logins: Logins, now: datetime) -> None:
    accounts: dict[str, Account] = {
        role: person(office=None, role=role, name=name, title=title, logins=logins, now=now)
        for role, (name, title) in KABUPATEN.items()
    }
    logins.write("", place("kabupaten"), accounts)


def place(label: str) -> dict[str, str]:
    """Where a host is: what a browser opens, and what a program connects to with which Host header."""
    port = settings.BASE_HOST.partition(":")[2] or "80"
    return {
        "url": url_of(label),
        "connect": f"http://127.0.0.1:{port}",
        "host": f"{label}.{settings.BASE_HOST}",
    }
