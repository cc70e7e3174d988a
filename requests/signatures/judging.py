"""Reading the signatures of a PDF, and whether one is ours. Bytes in, facts out; nothing is fetched.

Standards: PAdES (ETSI EN 319 142) as pyHanko validates it. Revocation is read in the lists that lie here and
asked of nobody: that would tell a stranger's server who checks which letter.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO

from asn1crypto import pem, x509
from asn1crypto.crl import CertificateList
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext

from commons.text import search_key
from signatures.broken import BROKEN
from signatures.mark import Mark
from signatures.revocation import revoked_at

MOST_SIGNATURES = 20


class NotAPdf(Exception):
    """These bytes cannot be read as a PDF."""


class Encrypted(NotAPdf):
    """The PDF asks for a password."""


def load_roots(text: bytes) -> list[x509.Certificate]:
    """The certificates of a PEM bundle. Raises `ValueError`."""
    return [x509.Certificate.load(der) for _kind, _head, der in pem.unarmor(text, multiple=True)]


def marks(
    content: bytes,
    *,
    roots: Sequence[x509.Certificate],
    lists: Sequence[CertificateList] = (),
    now: datetime,
    strict: bool,
) -> list[Mark]:
    """The signatures of a PDF, oldest first; at most `MOST_SIGNATURES`. Raises `NotAPdf`, `Encrypted`."""
    try:
        reader = PdfFileReader(BytesIO(content), strict=strict)
        if reader.encrypted:
            raise Encrypted
        found = reader.embedded_regular_signatures[:MOST_SIGNATURES]
    except BROKEN as error:
        raise NotAPdf from error
    return [_mark(each, roots, lists, now) for each in found]


def _mark(
    embedded: EmbeddedPdfSignature,
    roots: Sequence[x509.Certificate],
    lists: Sequence[CertificateList],
    now: datetime,
) -> Mark:
    try:
        cert = embedded.signer_cert
        claimed = embedded.self_reported_timestamp
        status = validate_pdf_signature(embedded, _context(roots, min(claimed or now, now)))
        since = revoked_at(cert, lists)
    except BROKEN:
        return Mark(
            holder="", issuer="", fingerprint="", intact=False, whole=False, trusted=False, stamped=False,
            at=None,
        )  # fmt: skip
    stamp = status.timestamp_validity
    stamped = stamp is not None and stamp.valid and stamp.intact
    return Mark(
        holder=common_name(cert.subject),
        issuer=common_name(cert.issuer),
        fingerprint=cert.sha256.hex(),
        intact=status.intact and status.valid,
        whole=_whole(status),
        trusted=status.trusted,
        stamped=stamped,
        at=stamp.timestamp if stamp is not None and stamped else claimed,
        attested=stamp is not None and stamped and stamp.trusted,
        revoked_at=since,
    )


def _context(roots: Sequence[x509.Certificate], moment: datetime) -> ValidationContext:
    # A letter stays signed when its certificate has ended since: what counts is the day of signing.
    return ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=moment)


def _whole(status: PdfSignatureStatus) -> bool:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    harmless = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    return bool(status.docmdp_ok) and status.modification_level in harmless


def common_name(name: x509.Name) -> str:
    """The name a certificate prints: its common name, else all of it."""
    native = name.native
    found = native.get("common_name") or name.human_friendly
    return str(found[0] if isinstance(found, list) else found)[:200]


class NotThisLetter(Exception):
    """The PDF is not the letter that was sent, signed by who was asked; the text says what is wrong."""


def check_returned(
    content: bytes,
    *,
    sent: bytes,
    holder: str,
    fingerprint: str,
    roots: Sequence[x509.Certificate],
    vouched: Callable[[], bool],
    now: datetime,
) -> Mark:
    """The signature of a returned PDF whose first revision is byte for byte what was sent.

    `fingerprint` names the certificate where it is known; else the holder's name must be in it, and an
    authority we know, or the service itself (`vouched`), must vouch for it. Raises `NotThisLetter`.
    """
    if not content.startswith(sent) or len(content) == len(sent):
        raise NotThisLetter("not the bytes that were sent, with something added")
    try:
        found = marks(content, roots=roots, now=now, strict=True)
    except NotAPdf as error:
        raise NotThisLetter("no PDF") from error
    if not found:
        raise NotThisLetter("not signed")
    mark = found[-1]
    if not mark.good:
        raise NotThisLetter("the signature does not agree with the document")
    if fingerprint and mark.fingerprint != fingerprint:
        raise NotThisLetter("another certificate")
    if not fingerprint and not same_person(mark.holder, holder):
        raise NotThisLetter("another signer")
    if not fingerprint and not mark.trusted and not vouched():
        raise NotThisLetter("an unknown authority")
    return mark


def same_person(one: str, other: str) -> bool:
    """Whether two spellings of a name are one: case, dots and commas aside."""
    return _plain(one) == _plain(other) != ""


def _plain(name: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in search_key(name)).split())
