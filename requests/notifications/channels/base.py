"""What every channel is: one function that hands a message to a provider and says what came of it.

`Accepted`: the provider has it. `Refused`: it does not, for good (`permanent`) or for now; `whole` says that
the channel itself is refused, not this message (a wrong key, too many at once). `Unknown`: it had begun to
leave and nobody answered: perhaps it is there, so it is never sent again by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from commons.posting import Result

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A message as a channel takes it. `key` is the same for every attempt on one channel. `to`: E.164 or a
    mail address. `template` with its language and parameters: for WhatsApp; "" for free words."""

    key: UUID
    to: str = field(repr=False)
    text: str = field(repr=False)
    subject: str = ""
    template: str = ""
    language: str = "id"
    parameters: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Accepted:
    """`reports`: the provider will say whether it arrived."""

    provider_id: str
    reports: bool = False


@dataclass(frozen=True)
class Refused:
    """`words` say why, without number or text of the message."""

    permanent: bool
    words: str
    whole: bool = False
    retry_after: timedelta | None = None


@dataclass(frozen=True)
class Unknown:
    """Perhaps it is on its way."""

    words: str


Outcome = Accepted | Refused | Unknown


@dataclass(frozen=True)
class Option:
    """A field of a channel's settings. `secret`: sealed, typed anew, never shown."""

    name: str
    label: Text
    hint: Text = ""
    secret: bool = False
    required: bool = True
    default: str = ""
    choices: tuple[tuple[str, Text], ...] = ()


Send = Callable[[Outgoing, Mapping[str, Any], Mapping[str, str]], Outcome]


@dataclass(frozen=True)
class Channel:
    """`send(message, options, secrets)` never raises for what a provider does."""

    options: tuple[Option, ...]
    send: Send


BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.SERVICE_UNAVAILABLE}
# Somebody between us and the provider lost patience: what lies behind may have taken it.
LOST = {HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT}
FORBIDDEN = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.NOT_FOUND}


def unanswered(result: Result) -> Outcome | None:
    """What an attempt without a usable answer came to; None when there is an answer to read."""
    if result.status is None and result.left:
        return Unknown(_("Penyedia tidak menjawab ({why}).").format(why=result.error))
    if result.status is None:
        words = _("Penyedia tidak dapat dihubungi ({why}).").format(why=result.error)
        return Refused(permanent=False, words=words, whole=True)
    if result.status in LOST:
        return Unknown(_("Jawaban penyedia terputus ({code}).").format(code=result.status))
    if result.status in BUSY:
        return busy(result)
    if result.status in FORBIDDEN or result.error == "redirect":
        words = _("Penyedia menolak kunci atau alamat saluran ({code}).").format(code=result.status)
        return Refused(permanent=False, words=words, whole=True)
    return None


def busy(result: Result) -> Refused:
    """Not now: too many, or the provider is ill."""
    asked = timedelta(seconds=result.retry_after) if result.retry_after is not None else None
    words = _("Penyedia sedang sibuk atau terganggu ({code}).").format(code=result.status)
    limited = result.status == HTTPStatus.TOO_MANY_REQUESTS
    return Refused(permanent=False, words=words, whole=limited or asked is not None, retry_after=asked)
