"""What authorities have revoked: their lists, kept as files beside the authorities themselves.

Whoever runs the deployment keeps the folder fresh (`docker/README.md`); nothing is fetched here, so signing
waits for no stranger's server and tells none which letter is signed. A list that is out of date counts for
nothing. RFC 5280 section 5; what is embedded makes PAdES B-LT of B-T (ETSI EN 319 142-1).
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from asn1crypto import crl, pem, x509
from asn1crypto.crl import CertificateList
from cryptography.x509 import load_der_x509_crl
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import add_validation_info
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import CRLValidationError, PathBuildingError, PathValidationError

from signatures.broken import BROKEN

logger = logging.getLogger(__name__)
MOST_BYTES = 20 * 1024 * 1024
# A letter of some 60 kB does not carry an authority's whole history.
MOST_EMBEDDED = 512 * 1024
_NO_PROOF = (*BROKEN, CRLValidationError, PathBuildingError, PathValidationError)


def lists_in(folder: Path, *, now: datetime) -> list[CertificateList]:
    """The revocation lists (`*.crl`, DER or PEM) of today; what cannot be read is logged and left out."""
    found = []
    for path in sorted(folder.glob("*.crl")) if folder.is_dir() else ():
        try:
            found += [each for each in _read(path) if _holds(each, now)]
        except (OSError, ValueError, TypeError, KeyError):
            logger.warning("the revocation list %s cannot be read", path.name)
    return found


def _read(path: Path) -> list[CertificateList]:
    with path.open("rb") as file:
        content = file.read(MOST_BYTES)
    if pem.detect(content):
        return [crl.CertificateList.load(der) for _kind, _head, der in pem.unarmor(content, multiple=True)]
    return [crl.CertificateList.load(content)]


def _holds(found: CertificateList, now: datetime) -> bool:
    part = found["tbs_cert_list"]
    until = part["next_update"].native
    return bool(part["this_update"].native <= now and (until is None or now < until))


def revoked(cert: x509.Certificate, lists: Sequence[CertificateList], *, now: datetime) -> bool:
    """Whether a list of the certificate's own authority names it, with a date that has come."""
    since = revoked_at(cert, lists)
    return since is not None and since <= now


def revoked_at(cert: x509.Certificate, lists: Sequence[CertificateList]) -> datetime | None:
    """Since when its own authority has revoked a certificate; None when no list of it says so.

    The lists are the deployment's own files, believed as its authorities are.
    """
    for one in lists:
        if one.issuer != cert.issuer:
            continue
        # A national authority's list has more rows than are to be made objects of one by one.
        row = load_der_x509_crl(one.dump()).get_revoked_certificate_by_serial_number(cert.serial_number)
        if row is not None:
            return row.revocation_date_utc
    return None


def with_proof(
    pdf: bytes, *, roots: Sequence[x509.Certificate], lists: Sequence[CertificateList], now: datetime
) -> bytes:
    """The signed PDF with the certificates and lists that its last signature is checked by, as one more
    update; the same bytes where they do not reach. The signature itself and what it covers stay as they are.
    """
    if not roots or not lists or sum(len(one.dump()) for one in lists) > MOST_EMBEDDED:
        return pdf
    known = ValidationContext(
        trust_roots=list(roots),
        crls=list(lists),
        allow_fetching=False,
        revocation_mode="require",
        moment=now,
    )
    out = BytesIO()
    try:
        signature = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures[-1]
        add_validation_info(signature, known, output=out)
    except _NO_PROOF as error:
        # A list of the authority is missing, or the certificate is in it: what was signed stays signed.
        logger.warning("no proof of validity is embedded: %s", type(error).__name__)
        return pdf
    proven = out.getvalue()
    return proven if proven.startswith(pdf) else pdf
