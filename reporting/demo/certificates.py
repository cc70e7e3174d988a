"""Electronic signatures to try out: an authority of the demo's own, and certificates of its leaders.

The root's key lies in `var/signing/` under the master key; each signer's key is sealed in their office and
opens with a passphrase that stands in `var/demo.json`, as the demo's passwords do, and nowhere else.
"""

import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings

from accounts.actors import Actor
from accounts.models import Role
from accounts.queries import Person, people
from commons.clock import wib
from offices.models import Office
from offices.scope import office_scope
from signatures import authority, identities
from signatures.authority import Authority
from signatures.models import Service
from signatures.services.choosing import chosen, identity_of

NAME = "Otoritas Contoh Loket (bukan BSrE)"
SIGNERS = (Role.HEAD, Role.SECRETARY)
# The other offices sign by hand until their admin chooses otherwise: both ways are there to be tried.
ELECTRONIC = frozenset({"kel-tompokersan"})


def demo_authority(folder: Path, *, now: datetime) -> Authority:
    """The authority, made once; afterwards as its files say."""
    root, key = folder / "root.pem", folder / "root.key"
    if root.exists() and key.exists():
        return authority.open_authority(root.read_bytes(), key.read_bytes(), settings.MASTER_KEY)
    made = authority.new_authority(NAME, now=now)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key.touch(mode=0o600)
    key.write_bytes(made.sealed_key(settings.MASTER_KEY))
    root.write_bytes(made.pem)
    return made


def make_known(made: Authority) -> None:
    """Let this installation know the authority; others it knows stay."""
    roots = Path(settings.SIGNING_ROOTS)
    before = roots.read_bytes() if roots.exists() else b""
    if made.pem not in before:
        roots.parent.mkdir(parents=True, exist_ok=True)
        roots.write_bytes(before + made.pem)


def publish_revocations(made: Authority, *, now: datetime) -> None:
    """The demo's authority has revoked nothing, and says so anew each time the demo is filled."""
    folder = Path(settings.SIGNING_CRLS)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "contoh.crl").write_bytes(authority.revocation_list(made, now=now, days=authority.ROOT_DAYS))


def give_certificates(
    office: Office, made: Authority, known: dict[str, str], *, now: datetime
) -> dict[str, str]:
    """A certificate for each signer of the office; their passphrases by role. Who has one keeps it."""
    found: dict[str, str] = {}
    with office_scope(office):
        for person in people(office, on=wib(now).date(), roles=SIGNERS):
            role = next(role for role in SIGNERS if role in person.roles)
            if role in known and identity_of(person.user_id, Service.LOCAL) is not None:
                found[role] = known[role]
                continue
            found[role] = f"tanda-{secrets.token_hex(4)}"
            content = authority.issue(
                made, holder=person.name, organisation=office.full_name, passphrase=found[role], now=now
            )
            identities.add_keys(
                actor=_actor(person, office), content=content, passphrase=found[role], now=now
            )
        if office.slug in ELECTRONIC and chosen() is None:
            _choose(office, now)
    return found


def _choose(office: Office, now: datetime) -> None:
    for person in people(office, on=wib(now).date(), roles=[Role.OFFICE_ADMIN]):
        identities.choose(actor=_actor(person, office), service=Service.LOCAL, now=now)
        return


def _actor(person: Person, office: Office) -> Actor:
    roles = frozenset(person.roles)
    return Actor(person.user_id, person.name, person.title, roles, office.id, person.assignment_id)
