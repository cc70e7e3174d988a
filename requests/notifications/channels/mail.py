"""Mail, by the server the deployment has (settings)."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from commons.mailing import MailRefused, MailUnsure, deliver
from notifications.channels.base import Accepted, Channel, Outcome, Outgoing, Refused, Unknown


def send(message: Outgoing, _options: Mapping[str, Any], _secrets: Mapping[str, str]) -> Outcome:
    """One mail; its Message-ID is our key, so that two of the same can be told apart by nobody."""
    host = settings.BASE_HOST.split(":")[0]
    mail = EmailMessage(
        subject=" ".join(message.subject.split()),
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to],
        headers={"Message-ID": f"<{message.key}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        deliver(mail)
    except MailUnsure:
        return Unknown(_("Sambungan putus saat dikirim."))
    except MailRefused as refusal:
        words = _("Peladen surel tidak menerima: {why}").format(why=refusal.why)
        return Refused(refusal.permanent, words, whole=refusal.whole)
    return Accepted(f"{message.key}@{host}")


CHANNEL = Channel(options=(), send=send)
