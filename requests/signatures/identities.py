"""Registering how a person signs, and what an office chose: writes."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.errors import DomainError
from commons.nik import check_nik
from commons.text import clean_line
from signatures.models import Choice, Identity, Service
from trail import operations as trail

MOST_KEY_BYTES = 64 * 1024


class IdentityRefused(DomainError):
    """The certificate cannot be registered; nothing was kept."""


@transaction.atomic
def add_keys(*, actor: Actor, content: bytes, passphrase: str, now: datetime) -> Identity:
    """Keep the signer's own PKCS#12, as it came: it still opens with their passphrase only.

    Raises `IdentityRefused`: too large, wrong passphrase, not for signing, not valid today.
    """
    if not content or len(content) > MOST_KEY_BYTES:
        raise IdentityRefused(
            "keys_size", _("Pilih berkas sertifikat (.p12 atau .pfx), paling besar 64 KB."), field="keys"
        )
    from signatures import pades  # noqa: PLC0415 - as `operations.judged`

    try:
        held = pades.describe(content, passphrase)
    except pades.WrongPassphrase as error:
        raise IdentityRefused(
            "keys_passphrase",
            _("Berkas ini tidak terbuka dengan passphrase itu. Belum ada yang disimpan."),
            field="passphrase",
        ) from error
    if not held.signs:
        raise IdentityRefused(
            "keys_usage", _("Sertifikat ini bukan sertifikat untuk menandatangani dokumen."), field="keys"
        )
    if not pades.is_current(held.not_before, held.not_after, now):
        raise IdentityRefused("keys_expired", _("Sertifikat ini tidak berlaku hari ini."), field="keys")
    row = Identity(
        user_id=actor.user_id,
        service=Service.LOCAL,
        holder=held.holder,
        issuer=held.issuer,
        fingerprint=held.fingerprint,
        not_before=held.not_before,
        not_after=held.not_after,
        keys=content,
        added_at=now,
    )
    return _keep(row, actor, now)


@transaction.atomic
def add_nik(*, actor: Actor, nik: str, holder: str, now: datetime) -> Identity:
    """Register the NIK that the signer's BSrE certificate is issued under, and the name in it.

    Raises `IdentityRefused`, `BadText`.
    """
    plain, name = "".join(nik.split()), clean_line(holder, max_length=200)
    if findings := check_nik(plain).errors:
        raise IdentityRefused("identity_nik", findings[0].message, field="nik")
    if not name:
        raise IdentityRefused(
            "identity_holder", _("Tulis nama seperti pada sertifikat elektronik."), field="holder"
        )
    row = Identity(user_id=actor.user_id, service=Service.BSRE, holder=name, nik=plain, added_at=now)
    return _keep(row, actor, now)


def _keep(row: Identity, actor: Actor, now: datetime) -> Identity:
    _end(row.user_id, row.service, now)
    row.save(force_insert=True)
    _record("signature.identity_added", actor, row.service, now)
    return row


@transaction.atomic
def end(*, actor: Actor, service: str, now: datetime) -> bool:
    """Take the person's own certificate or NIK out of Loket; whether there was one."""
    if not _end(actor.user_id, service, now):
        return False
    _record("signature.identity_ended", actor, service, now)
    return True


def _end(user_id: UUID, service: str, now: datetime) -> int:
    # The row stays for the log; what could sign does not.
    rows = Identity.objects.filter(user_id=user_id, service=service, ended_at=None)
    return rows.update(ended_at=now, keys=None, nik=None)


@transaction.atomic
def choose(*, actor: Actor, service: str, username: str = "", password: str = "", now: datetime) -> Choice:
    """How this office signs from now on. An empty password keeps the one before under the same name.

    Raises `IdentityRefused`, `BadText`.
    """
    if service not in Service.values:
        raise IdentityRefused("choice_unknown", _("Pilih salah satu cara tanda tangan."), field="service")
    if service == Service.BSRE and not settings.BSRE_URL:
        raise IdentityRefused(
            "choice_bsre",
            _("BSrE belum disambungkan di kabupaten ini. Admin sistem mengisi alamatnya dulu."),
            field="service",
        )
    name = clean_line(username, max_length=120) if service == Service.BSRE else ""
    before = Choice.objects.order_by("-chosen_at", "-id").first()
    kept = before.password if before is not None and before.username == name and not password else password
    if name and not kept:
        raise IdentityRefused("choice_password", _("Isi kata sandi akun BSrE kantor."), field="password")
    row = Choice.objects.create(
        service=service, username=name, password=kept if name else None, chosen_at=now, chosen_by=actor.name
    )
    _record("signature.chosen", actor, service, now)
    return row


def _record(action: str, actor: Actor, service: str, now: datetime) -> None:
    trail.record(action=action, actor=actor, subject="signatures", data={"service": service}, now=now)
