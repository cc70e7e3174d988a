"""A certificate authority for trying out: `make demo` and the tests have one. Nobody else believes it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID

ROOT_DAYS, SIGNER_DAYS, CRL_DAYS = 3650, 730, 30
COUNTRY = "ID"


@dataclass(frozen=True)
class Authority:
    """A root certificate with its key."""

    cert: x509.Certificate
    key: EllipticCurvePrivateKey = field(repr=False)

    @property
    def pem(self) -> bytes:
        """The certificate, for those who are to know this authority."""
        return self.cert.public_bytes(Encoding.PEM)

    def sealed_key(self, secret: str) -> bytes:
        """The key as it may lie on a disk."""
        return self.key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(secret.encode())
        )


def new_authority(name: str, *, now: datetime) -> Authority:
    """A fresh root."""
    key = generate_private_key(SECP256R1())
    subject = _name(name, "Loket")
    built = _builder(subject, subject, key, now, ROOT_DAYS, ca=True)
    return Authority(built.sign(key, hashes.SHA256()), key)


def open_authority(pem: bytes, sealed_key: bytes, secret: str) -> Authority:
    """The root again. Raises `ValueError` for another secret or damaged files."""
    key = load_pem_private_key(sealed_key, secret.encode())
    if not isinstance(key, EllipticCurvePrivateKey):
        raise ValueError("not a key of this authority")
    return Authority(x509.load_pem_x509_certificate(pem), key)


def issue(
    authority: Authority, *, holder: str, organisation: str, passphrase: str, now: datetime,
    days: int = SIGNER_DAYS,
) -> bytes:  # fmt: skip
    """A PKCS#12 for one signer, under the passphrase."""
    key = generate_private_key(SECP256R1())
    cert = _builder(_name(holder, organisation), authority.cert.subject, key, now, days, ca=False)
    signed = cert.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
    ).sign(authority.key, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(
        holder.encode(), key, signed, [authority.cert], BestAvailableEncryption(passphrase.encode())
    )


def revocation_list(
    authority: Authority, *, serials: Sequence[int] = (), now: datetime, days: int = CRL_DAYS
) -> bytes:
    """What this authority has revoked, signed by it (PEM)."""
    built = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.cert.subject)
        .last_update(now - timedelta(minutes=1))
        .next_update(now + timedelta(days=days))
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
        )
    )
    for serial in serials:
        row = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now)
        built = built.add_revoked_certificate(row.build())
    return built.sign(authority.key, hashes.SHA256()).public_bytes(Encoding.PEM)


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, COUNTRY),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey, now: datetime, days: int, *, ca: bool
) -> x509.CertificateBuilder:
    usage = x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=0 if ca else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
