"""Ask a virus scanner about an upload. `VIRUS_SCAN` names it: nothing (none), or where clamd listens.

clamd is spoken to directly: one command (INSTREAM) of its documented protocol.
"""

import socket
import struct
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError

CONNECT, ANSWER = 3.0, 20.0
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class ScannerAway(DomainError):
    """The scanner does not answer, or not as a scanner would; nothing is known about the file."""

    def __init__(self) -> None:
        super().__init__("scanner_away", _("Pemeriksa virus tidak menjawab."))


class Scanner(Protocol):
    """What looks for viruses."""

    def scan(self, content: bytes) -> str:
        """The name of what was found; "" for a clean file. Raises `ScannerAway`."""


class NoScanner:
    """An office without a scanner: nothing is ever found. The pages of health say that there is none."""

    def scan(self, content: bytes) -> str:
        """Nothing."""
        del content
        return ""


class Clamd:
    """clamd at `tcp://host:port` or `unix:///path`."""

    def __init__(self, address: str) -> None:
        self._parts = urlsplit(address)

    def scan(self, content: bytes) -> str:
        """Send the bytes and read the verdict."""
        try:
            with self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), CHUNK):
                    piece = content[start : start + CHUNK]
                    line.sendall(struct.pack("!L", len(piece)) + piece)
                line.sendall(struct.pack("!L", 0))
                said = _answer(line)
        except OSError as error:
            raise ScannerAway from error
        return _verdict(said)

    def _connected(self) -> socket.socket:
        if self._parts.scheme == "unix":
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(CONNECT)
            try:
                line.connect(self._parts.path)
            except OSError:
                line.close()
                raise
        else:
            line = socket.create_connection((self._parts.hostname, self._parts.port), timeout=CONNECT)
        line.settimeout(ANSWER)
        return line


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode(errors="replace")


def _verdict(said: str) -> str:
    """ "stream: OK" is clean, "stream: <name> FOUND" is not; all else is no verdict."""
    found = said.removeprefix("stream: ")
    if found == "OK":
        return ""
    if found.endswith(" FOUND"):
        return found.removesuffix(" FOUND")
    raise ScannerAway


def scanner() -> Scanner:
    """The scanner of this deployment."""
    return Clamd(settings.VIRUS_SCAN) if settings.VIRUS_SCAN else NoScanner()
