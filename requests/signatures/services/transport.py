"""One HTTPS call to a signing service: strict about time, size and redirects, honest about what is not known.

"Not sent" is only what surely never reached the other side: no connection, or no TLS. All else that ends
without a whole answer may have been signed.
"""

import time
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.exceptions import ConnectionError as BrokenConnection
from requests.exceptions import ConnectTimeout, ReadTimeout, RequestException, SSLError
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, ReadTimeoutError

CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0
WHOLE_SECONDS = 40.0
MOST_BYTES = 12 * 1024 * 1024
CHUNK = 64 * 1024
LONGEST_ID = 80


class NotSent(Exception):
    """The other side was not reached."""


class NoAnswer(Exception):
    """It was reached, and no whole answer came. `late`: it took too long."""

    def __init__(self, *, late: bool, remote_id: str = "") -> None:
        super().__init__("late" if late else "broken")
        self.late, self.remote_id = late, remote_id


@dataclass(frozen=True)
class Answered:
    """A whole answer."""

    status: int
    body: bytes = field(repr=False)
    remote_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Door:
    """Where a service is, and how it knows us. `ca`: a bundle of its own, "" for the usual one."""

    url: str
    user: str
    password: str = field(repr=False)
    ca: str = ""
    read: float = READ_SECONDS
    whole: float = WHOLE_SECONDS


def call(door: Door, method: str, path: str, *, json: Any = None) -> Answered:
    """One call, never repeated. Raises `NotSent`, `NoAnswer`."""
    with requests.Session() as session:
        session.trust_env = False  # no proxy and no .netrc of the machine comes between
        begun = time.monotonic()
        try:
            answer = session.request(
                method,
                door.url.rstrip("/") + path,
                json=json,
                auth=(door.user, door.password),
                headers={"Accept": "application/json, application/pdf"},
                timeout=(CONNECT_SECONDS, door.read),
                verify=door.ca or True,
                allow_redirects=False,
                stream=True,
            )
        except (ConnectTimeout, SSLError) as error:
            raise NotSent from error
        except ReadTimeout as error:
            raise NoAnswer(late=True) from error
        except BrokenConnection as error:
            raise (NotSent() if _never_connected(error) else NoAnswer(late=False)) from error
        except RequestException as error:
            raise NoAnswer(late=False) from error
        with answer:
            return _read(answer, begun + door.whole)


def _never_connected(error: BrokenConnection) -> bool:
    inner = error.args[0] if error.args else None
    return isinstance(inner, MaxRetryError) and isinstance(inner.reason, NewConnectionError)


def _read(answer: requests.Response, until: float) -> Answered:
    """The body within its time and size: a stream that drips for ever ends here."""
    remote_id = _clean_id(answer.headers.get("id_dokumen", ""))
    body = bytearray()
    try:
        # What there is, not a whole chunk: a stream that drips would fill one for hours.
        while part := answer.raw.read1(CHUNK):
            body += part
            if len(body) > MOST_BYTES:
                raise NoAnswer(late=False, remote_id=remote_id)
            if time.monotonic() > until:
                raise NoAnswer(late=True, remote_id=remote_id)
    except (HTTPError, OSError) as error:
        late = isinstance(error, ReadTimeoutError | TimeoutError)
        raise NoAnswer(late=late, remote_id=remote_id) from error
    return Answered(answer.status_code, bytes(body), remote_id)


def _clean_id(text: str) -> str:
    good = 0 < len(text) <= LONGEST_ID and all(
        sign.isascii() and (sign.isalnum() or sign in "-_") for sign in text
    )
    return text if good else ""
