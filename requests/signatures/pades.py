"""Putting a PAdES signature into a letter's PDF: one incremental update, nothing drawn.

What is to be seen (words, QR code) is in the letter already, drawn by Typst before it is signed (ADR 34); an
empty signature field is laid over it, so that a PDF reader shows whose it is when the place is touched.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko.stamp.noop import NoOpStampStyle
from pyhanko.stamp.static import StaticStampStyle

from signatures.judging import common_name
from signatures.services.port import Place

FIELD = "TandaTangan"
TSA_SECONDS = 10


class WrongPassphrase(Exception):
    """The key file does not open with it, or is no key file."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a certificate says of itself."""

    holder: str
    issuer: str
    fingerprint: str
    not_before: datetime
    not_after: datetime
    signs: bool


def open_keys(content: bytes, passphrase: str) -> SimpleSigner:
    """The key and certificate of a PKCS#12. Raises `WrongPassphrase`."""
    try:
        signer: SimpleSigner = SimpleSigner.load_pkcs12_data(content, [], passphrase.encode())
    except (ValueError, AttributeError, TypeError) as error:
        raise WrongPassphrase from error
    return signer


def describe(content: bytes, passphrase: str) -> Held:
    """What the certificate in a PKCS#12 says. Raises `WrongPassphrase`."""
    try:
        _key, cert, _more = pkcs12.load_key_and_certificates(content, passphrase.encode())
    except ValueError as error:
        raise WrongPassphrase from error
    if cert is None or _key is None:
        raise WrongPassphrase
    return held(cert)


def held(cert: pyca.Certificate) -> Held:
    """What a certificate says."""
    plain = x509.Certificate.load(cert.public_bytes(Encoding.DER))
    usage = plain.key_usage_value
    return Held(
        holder=common_name(plain.subject),
        issuer=common_name(plain.issuer),
        fingerprint=plain.sha256.hex(),
        not_before=cert.not_valid_before_utc,
        not_after=cert.not_valid_after_utc,
        signs=usage is None or "non_repudiation" in usage.native,
    )


def stamper(url: str) -> TimeStamper | None:
    """The time-stamping authority at this address; "" for none."""
    return HTTPTimeStamper(url, https=url.startswith("https:"), timeout=TSA_SECONDS) if url else None


def sign(
    pdf: bytes, signer: SimpleSigner, *, place: Place | None, reason: str, where: str, tsa: TimeStamper | None
) -> bytes:
    """The PDF with a signature: PAdES B-B, with a time-stamp B-T. The first bytes stay as they are."""
    field = FIELD
    meta = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        location=where,
        name=signer.subject_name,
    )
    # PDF/A asks a place that has a size for an appearance (ISO 19005-2, 6.3.3): one that draws nothing.
    style = StaticStampStyle(border_width=0, background_opacity=1) if place else NoOpStampStyle()
    spec = SigFieldSpec(field, on_page=place.page, box=place.box) if place else SigFieldSpec(field)
    out = BytesIO()
    PdfSigner(meta, signer, timestamper=tsa, stamp_style=style, new_field_spec=spec).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf)), output=out
    )
    return out.getvalue()


def is_current(held_from: datetime, held_until: datetime, now: datetime) -> bool:
    """Whether a certificate holds at this moment."""
    return held_from <= now.astimezone(UTC) < held_until
