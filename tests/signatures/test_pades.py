"""Signatures in a PDF by themselves: with a time-stamp, over one another, and who they are."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper

from commons import clock as clocks
from documents.render import render
from signatures import authority, pades, revocation
from signatures.judging import NotThisLetter, check_returned, load_roots, marks, same_person
from signatures.pades import WrongPassphrase
from signatures.services.local import LocalService
from signatures.services.port import Declined, Order, Place, Secret
from signatures.workflow import Code
from tests.documents.samples import letter
from tests.signatures.conftest import PASSPHRASE, an_authority, key_file

ROOTS = load_roots(an_authority().pem)


@pytest.fixture(scope="module")
def pdf():
    return render("letter", letter().data(), standard="a-2b")


def signed(pdf, tsa=None, name="Retno Wahyuni", place=None):
    signer = pades.open_keys(key_file(name), PASSPHRASE)
    return pades.sign(pdf, signer, place=place, reason="Uji", where="Lumajang", tsa=tsa)


def look(content, roots=ROOTS):
    return marks(content, roots=roots, now=clocks.now(), strict=True)


def clockwork():
    """A time-stamping authority below the test authority."""
    key = generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Jam Uji")])
    now = clocks.now()
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    cert = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(an_authority().cert.subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=900))
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(an_authority().key, hashes.SHA256())
    )
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return DummyTimeStamper(
        asn1.Certificate.load(cert.public_bytes(serialization.Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(plain),
    )


def test_with_a_time_stamp_its_moment_counts(pdf):
    (mark,) = look(signed(pdf, tsa=clockwork()))
    assert (mark.good, mark.trusted, mark.stamped) == (True, True, True)
    assert abs(mark.at - clocks.now()) < timedelta(minutes=1)


def test_without_the_time_stamps_authority_nothing_is_signed(pdf):
    service = LocalService(
        key_file("Retno Wahyuni"),
        clocks.now() - timedelta(days=1),
        clocks.now() + timedelta(days=1),
        clocks.now(),
        pades.stamper("http://127.0.0.1:9/"),
    )
    order = Order(pdf=pdf, place=None, reason="Uji", where="Lumajang")
    assert service.sign(order, Secret(PASSPHRASE)) == Declined(Code.NO_TIMESTAMP)
    assert pades.stamper("") is None


def test_the_first_bytes_stay_and_the_signature_covers_all(pdf):
    done = signed(pdf, place=Place(0, (300, 200, 500, 280)))
    assert done.startswith(pdf)
    (mark,) = look(done)
    assert (mark.holder, mark.issuer, mark.good, mark.trusted) == (
        "Retno Wahyuni", "Otoritas Uji", True, True,
    )  # fmt: skip


def test_every_byte_counts(pdf):
    done = signed(pdf)
    for at in range(len(pdf) // 3, len(pdf), len(pdf) // 7):
        changed = bytearray(done)
        changed[at] ^= 0x01
        with pytest.raises(NotThisLetter):
            returned(bytes(changed), pdf)


def returned(content, sent, **more):
    given = {"holder": "Retno Wahyuni", "fingerprint": "", "roots": ROOTS, "vouched": lambda: False}
    return check_returned(content, sent=sent, now=clocks.now(), **{**given, **more})


def test_what_comes_back_is_believed_only_for_the_one_asked(pdf):
    done = signed(pdf)
    assert returned(done, pdf).holder == "Retno Wahyuni"
    with pytest.raises(NotThisLetter, match="another signer"):
        returned(done, pdf, holder="Joko Santoso")
    with pytest.raises(NotThisLetter, match="another certificate"):
        returned(done, pdf, fingerprint="0" * 64)
    with pytest.raises(NotThisLetter, match="unknown authority"):
        returned(done, pdf, roots=[])
    assert returned(done, pdf, roots=[], vouched=lambda: True)
    with pytest.raises(NotThisLetter, match="not the bytes"):
        returned(pdf, pdf)
    with pytest.raises(NotThisLetter, match="not the bytes"):
        returned(done, pdf[:-1] + b"x")
    for junk in (b"\n", b"junk" * 50):
        with pytest.raises(NotThisLetter):
            returned(pdf + junk, pdf)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("RETNO WAHYUNI, S.STP., M.M.", "Retno Wahyuni, S.STP, M.M", True),
        ("Retno Wahyuni", "Retno Wahyuni, S.STP", False),
        ("Nur'aini", "NUR’AINI", True),
        ("", "", False),
    ],
)
def test_two_spellings_of_a_name(one, other, same):
    assert same_person(one, other) is same


def test_a_key_file_opens_with_its_own_passphrase_only():
    assert pades.describe(key_file("Retno Wahyuni"), PASSPHRASE).holder == "Retno Wahyuni"
    for content, passphrase in [(key_file("Retno Wahyuni"), ""), (b"", PASSPHRASE), (b"x" * 90, "x")]:
        with pytest.raises(WrongPassphrase):
            pades.describe(content, passphrase)
        with pytest.raises(WrongPassphrase):
            pades.open_keys(content, passphrase)


def test_the_authority_opens_with_its_secret_only():
    made = an_authority()
    again = authority.open_authority(made.pem, made.sealed_key("rahasia"), "rahasia")
    assert again.cert == made.cert
    with pytest.raises(ValueError, match="assword"):
        authority.open_authority(made.pem, made.sealed_key("rahasia"), "lain")


def folder_with(tmp_path, *contents):
    for number, content in enumerate(contents):
        (tmp_path / f"{number}.crl").write_bytes(content)
    return revocation.lists_in(tmp_path, now=clocks.now())


def test_revocation_lists_are_read_while_they_are_of_today(tmp_path):
    now, root = clocks.now(), an_authority()
    good = authority.revocation_list(root, now=now)
    old = authority.revocation_list(root, now=now - timedelta(days=9), days=3)
    ahead = authority.revocation_list(root, now=now + timedelta(days=3))
    der = x509.load_pem_x509_crl(good).public_bytes(serialization.Encoding.DER)
    assert len(folder_with(tmp_path, good, old, ahead, der, b"no list", b"")) == 2
    assert revocation.lists_in(tmp_path / "nowhere", now=now) == []


def test_with_its_authoritys_list_a_letter_proves_itself(pdf, tmp_path):
    lists = folder_with(tmp_path, authority.revocation_list(an_authority(), now=clocks.now()))
    now = clocks.now()
    for tsa in (None, clockwork()):
        done = signed(pdf, tsa=tsa, place=Place(0, (300, 200, 500, 280)))
        proven = revocation.with_proof(done, roots=ROOTS, lists=lists, now=now)
        assert proven.startswith(done)
        assert len(proven) > len(done)
        reader = PdfFileReader(BytesIO(proven))
        store = reader.root["/DSS"]
        assert (len(store["/CRLs"]), len(store["/Certs"]) > 0, len(store["/VRI"])) == (1, True, 1)
        (mark,) = look(proven)
        assert (mark.good, mark.trusted, mark.stamped) == (True, True, tsa is not None)
        assert returned(proven, pdf).holder == "Retno Wahyuni"
    unknown = authority.new_authority("Otoritas Lain", now=now)
    other = folder_with(tmp_path, authority.revocation_list(unknown, now=now))
    others: tuple[dict[str, Any], ...] = (
        {"lists": []},
        {"lists": other},
        {"roots": []},
        {"lists": lists * 3_000},
    )
    for given in others:
        more = {"roots": ROOTS, "lists": lists, **given}
        assert revocation.with_proof(done, now=now, **more) == done, given.keys()


def test_a_revoked_certificate_signs_nothing(pdf, tmp_path):
    keys, now = key_file("Retno Wahyuni"), clocks.now()
    cert: Any = pades.open_keys(keys, PASSPHRASE).signing_cert
    listed = authority.revocation_list(an_authority(), serials=[5, cert.serial_number], now=now)
    lists = folder_with(tmp_path, listed)
    moments = (now - timedelta(days=1), now + timedelta(days=1), now + timedelta(seconds=1))
    service = LocalService(keys, *moments, revocations=lists)
    order = Order(pdf=pdf, place=None, reason="Uji", where="Lumajang")
    assert service.sign(order, Secret(PASSPHRASE)) == Declined(Code.REVOKED)
    done = signed(pdf)
    assert revocation.with_proof(done, roots=ROOTS, lists=lists, now=moments[2]) == done
    assert not revocation.revoked(cert, lists, now=now - timedelta(hours=1))
    fine = pades.open_keys(key_file("Joko Santoso"), PASSPHRASE).signing_cert
    assert not revocation.revoked(fine, lists, now=moments[2])
