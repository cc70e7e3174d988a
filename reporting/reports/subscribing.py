"""Who gets which report by e-mail: begun by an admin, ended by anyone who holds its link."""

import secrets
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from audit.operations import record
from commons.text import BadText, clean_line
from offices.models import Office
from offices.scope import public_scope
from reports.errors import ReportRefused
from reports.models import Kind, MailState, Outgoing, Subscription

KINDS = (Kind.MONTH, Kind.OFFICE_MONTH)


def _address(text: str) -> str:
    found = text.strip()
    try:
        validate_email(found)
    except ValidationError as error:
        raise ReportRefused(
            "bad_address", _("Alamat surel itu tidak lengkap. Contoh: nama@lumajangkab.go.id")
        ) from error
    return found.lower()


def _name(text: str) -> str:
    try:
        found = clean_line(text, max_length=120)
    except BadText as error:
        raise ReportRefused("bad_name", str(error)) from error
    if not found:
        raise ReportRefused("no_name", _("Tulis siapa penerimanya: nama atau jabatan."))
    return found


def subscribe(
    *, kind: str, office: Office | None, username: str, name: str, address: str, actor: Actor, now: datetime
) -> Subscription:
    """Send this report to this address from now on; with a user name, as long as that person may read it.

    Raises `ReportRefused`: bad kind, address, name or person, or the address has it already.
    """
    if kind not in KINDS or (kind == Kind.OFFICE_MONTH) != (office is not None):
        raise ReportRefused("bad_kind", _("Pilih laporannya; untuk laporan kantor, pilih juga kantornya."))
    row = Subscription(kind=kind, office=office, address=_address(address), name=_name(name))
    row.token, row.created_at, row.created_by = secrets.token_urlsafe(32), now, actor.name
    with public_scope():
        row.user = _person(username)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
                _record("reports.subscribed", row, actor, now)
        except IntegrityError as error:
            said = _("Alamat ini sudah menerima laporan itu. Tidak ada yang diubah.")
            raise ReportRefused("twice", said) from error
    return row


def _person(username: str) -> User | None:
    if not username.strip():
        return None
    found = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    if found is None:
        raise ReportRefused(
            "no_person", _("Tidak ada akun dengan nama pengguna itu. Kosongkan bila tidak punya akun.")
        )
    return found


def _record(action: str, row: Subscription, actor: Actor | None, now: datetime) -> None:
    data = {"kind": row.kind} | ({"office": row.office.slug} if row.office else {})
    record(action=action, actor=actor, subject=f"subscription:{row.id}", data=data, now=now)


def end(*, subscription_id: UUID, actor: Actor, now: datetime) -> bool:
    """An admin ends a subscription; False when it was ended before."""
    with public_scope(), transaction.atomic():
        row = Subscription.objects.select_related("office").get(pk=subscription_id)
        return _end(row, actor, actor.name, now)


def by_token(token: str) -> Subscription | None:
    """The subscription of a link."""
    with public_scope():
        return Subscription.objects.select_related("office").filter(token=token[:43]).first()


def end_by_link(*, token: str, now: datetime) -> bool:
    """Whoever holds the link ends it; False when there is none, or it was ended before."""
    with public_scope(), transaction.atomic():
        row = Subscription.objects.select_related("office").filter(token=token[:43]).first()
        return row is not None and _end(row, None, str(_("lewat tautan di surel")), now)


def _end(row: Subscription, actor: Actor | None, by: str, now: datetime) -> bool:
    ended = Subscription.objects.filter(pk=row.pk, active=True).update(
        active=False, ended_at=now, ended_by=by
    )
    if ended:
        _record("reports.unsubscribed", row, actor, now)
    return bool(ended)


def send_again(*, outgoing_id: UUID, now: datetime) -> bool:
    """A person decides: what failed, or may not have arrived, is sent once more."""
    with public_scope():
        rows = Outgoing.objects.filter(pk=outgoing_id, state__in=[MailState.FAILED, MailState.UNSURE])
        return bool(rows.update(state=MailState.WAITING, attempts=0, next_at=now, why=""))
