"""Signing with a key kept in Loket: a PKCS#12 under the signer's passphrase, sealed with the office's key."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto.crl import CertificateList
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

from signatures import pades
from signatures.pades import WrongPassphrase
from signatures.revocation import revoked
from signatures.services.port import Answer, Declined, Order, Secret, Signed
from signatures.workflow import Code


@dataclass(frozen=True)
class LocalService:
    """The key file of one person. What is cut off here was seen by nobody, so it was not signed."""

    keys: bytes = field(repr=False)
    not_before: datetime
    not_after: datetime
    now: datetime
    tsa: TimeStamper | None = None
    revocations: Sequence[CertificateList] = field(default=(), repr=False)

    def sign(self, order: Order, secret: Secret) -> Answer:
        """Open the key with the passphrase and sign."""
        if not pades.is_current(self.not_before, self.not_after, self.now):
            return Declined(Code.EXPIRED)
        try:
            signer = pades.open_keys(self.keys, secret.value)
        except WrongPassphrase:
            return Declined(Code.WRONG_SECRET)
        if revoked(signer.signing_cert, self.revocations, now=self.now):
            return Declined(Code.REVOKED)
        try:
            return Signed(
                pades.sign(
                    order.pdf, signer, place=order.place, reason=order.reason, where=order.where, tsa=self.tsa
                )
            )
        except (TimestampRequestError, OSError):
            return Declined(Code.NO_TIMESTAMP)
        except (SigningError, PdfError, ValueError) as error:
            return Declined(Code.DECLINED, type(error).__name__)

    def ask(self, remote_id: str) -> Answer:
        """Nobody else could have kept it."""
        return Declined(Code.NOT_SIGNED)

    def vouches(self, pdf: bytes) -> bool:
        """A certificate is not its own witness."""
        return False
