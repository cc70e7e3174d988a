"""Which service signs for whom: the office's choice, the person's identity, the deployment's settings."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from commons.errors import DomainError
from signatures.models import Choice, Identity, Service
from signatures.services.bsre import BsreService
from signatures.services.port import SigningService
from signatures.services.transport import Door

if TYPE_CHECKING:
    from asn1crypto.crl import CertificateList
    from asn1crypto.x509 import Certificate


class CannotSign(DomainError):
    """This person cannot sign electronically here now; the message says what is lacking."""


def chosen() -> Choice | None:
    """What the office chose last."""
    return Choice.objects.order_by("-chosen_at", "-id").first()


def is_connected() -> bool:
    """Whether this deployment knows where BSrE is."""
    return bool(settings.BSRE_URL)


def identity_of(user_id: UUID, service: str) -> Identity | None:
    """How this person signs with that service, if registered."""
    return Identity.objects.filter(user_id=user_id, service=service, ended_at=None).first()


def service_for(identity: Identity, *, choice: Choice | None, now: datetime) -> SigningService:
    """The service that signs for this identity."""
    if identity.service == Service.LOCAL:
        assert identity.keys is not None and identity.not_before is not None  # noqa: PT018
        assert identity.not_after is not None
        from signatures import pades  # noqa: PLC0415 - as `operations.judged`
        from signatures.services.local import LocalService  # noqa: PLC0415

        return LocalService(
            identity.keys,
            identity.not_before,
            identity.not_after,
            now,
            pades.stamper(settings.TSA_URL),
            revocation_lists(now),
        )
    return BsreService(door_of(choice), identity.nik or "")


def door_of(choice: Choice | None) -> Door:
    """BSrE as this office reaches it: with an account of its own, else the kabupaten's."""
    own = choice if choice is not None and choice.username else None
    return Door(
        url=settings.BSRE_URL,
        user=own.username if own else settings.BSRE_USER,
        password=(own.password or "") if own else settings.BSRE_PASSWORD,
        ca=settings.BSRE_CA,
    )


def revocation_lists(now: datetime) -> "Sequence[CertificateList]":
    """What these authorities have revoked, as far as their lists lie here and are of today."""
    from signatures.revocation import lists_in  # noqa: PLC0415 - as `operations.judged`

    return lists_in(Path(settings.SIGNING_CRLS), now=now)


def known_roots() -> "Sequence[Certificate]":
    """The authorities whose certificates this deployment vouches for; none without the file."""
    from signatures.judging import load_roots  # noqa: PLC0415 - as `operations.judged`

    path = Path(settings.SIGNING_ROOTS)
    try:
        return load_roots(path.read_bytes())
    except FileNotFoundError:
        return []
