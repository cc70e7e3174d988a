"""One mail to the server, and what is known of it afterwards: sent, refused, or unsure."""

import logging
import smtplib

from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)
_PERMANENT = range(500, 600)
# The server wants us to sign in, or does not want us at all: no mail will leave.
_OF_SERVER = (smtplib.SMTPAuthenticationError, smtplib.SMTPHeloError, smtplib.SMTPSenderRefused)


class MailRefused(Exception):
    """Nothing was sent. `why` is a line without addresses; `permanent`: this mail never will be; `whole`: the
    server takes none now."""

    def __init__(self, why: str, *, permanent: bool = False, whole: bool = False) -> None:
        super().__init__(why)
        self.why, self.permanent, self.whole = why, permanent, whole


class MailUnsure(Exception):
    """The line broke while it was being sent: perhaps it arrived."""


def deliver(message: EmailMessage) -> None:
    """Hand a mail to the server. Before it is open, and where it says no, nothing was sent.

    Raises `MailRefused`, `MailUnsure`.
    """
    try:
        server = get_connection()
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        raise MailRefused(reason(error), whole=True) from error
    try:
        message.connection = server
        message.send()
    except smtplib.SMTPServerDisconnected as error:
        raise MailUnsure from error
    except smtplib.SMTPException as error:
        whole = isinstance(error, _OF_SERVER)
        raise MailRefused(reason(error), permanent=_is_final(error) and not whole, whole=whole) from error
    except OSError as error:
        raise MailUnsure from error
    finally:
        _close(server)


def _close(server: object) -> None:
    try:
        server.close()  # type: ignore[attr-defined]
    except (OSError, smtplib.SMTPException):
        logger.warning("the mail server did not say goodbye")


def _is_final(error: smtplib.SMTPException) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code in _PERMANENT for code, _words in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code in _PERMANENT


def reason(error: Exception) -> str:
    """What a server said, in a line, without addresses."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({code for code, _words in error.recipients.values()})
        return str(_("alamat ditolak ({codes})").format(codes=", ".join(map(str, codes))))
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code}"
    return type(error).__name__
