"""Where a message may go: never into our own network (SSRF).

The name is resolved anew for every attempt, every address it has must be a public one, and the connection
goes to the address that was looked at, so that a name cannot answer otherwise the second time.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError

LONGEST = 500
PORTS = frozenset({443}) | frozenset(range(1024, 65536))
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


class BadTarget(DomainError):
    """Nothing is sent there; `code` is short enough for the log."""


@dataclass(frozen=True)
class Target:
    """A URL taken apart. `local`: this machine, allowed by a setting for trying out."""

    scheme: str
    host: str
    port: int
    path: str
    local: bool = False

    @property
    def authority(self) -> str:
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"


def read(url: str) -> Target:
    """Take a URL apart. Raises `BadTarget` for what no message may be sent to, whatever it resolves to."""
    wrong = BadTarget("bad_url", _("Tulis alamat lengkap seperti https://penerima.example.go.id/loket."))
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise wrong
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise wrong from error
    if not parts.hostname or parts.username is not None or parts.password is not None or parts.fragment:
        raise wrong
    local = settings.WEBHOOK_LOCALHOST and _is_local(parts.hostname)
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        raise BadTarget("not_https", _("Alamat harus dimulai dengan https://."))
    target = Target(
        parts.scheme,
        parts.hostname,
        port or (443 if parts.scheme == "https" else 80),
        (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        local,
    )
    if target.port not in PORTS and not local:
        raise BadTarget("bad_port", _("Port ini tidak dapat dipakai; pakai 443 atau 1024 ke atas."))
    return target


def _is_local(host: str) -> bool:
    return host in {name.strip("[]") for name in LOCAL}


def resolve(target: Target) -> str:
    """The address to connect to. Raises `BadTarget` when the name has none, or any that is not public."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadTarget("no_address", _("Nama host ini tidak ditemukan.")) from error
    addresses = [str(row[4][0]) for row in found]
    allowed = _is_loopback if target.local else is_public
    if not addresses or not all(allowed(address) for address in addresses):
        message = _("Alamat ini menuju jaringan dalam. Webhook hanya dikirim ke alamat publik.")
        raise BadTarget("not_public", message)
    return addresses[0]


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def is_public(address: str) -> bool:
    """Whether an address lies in the public internet, also when it is wrapped into an IPv6 one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or _translated(ip)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address behind a NAT64 one, or an old compatible one (::a.b.c.d)."""
    number = int(ip)
    if ip in ipaddress.ip_network("64:ff9b::/96") or (number >> 32 == 0 and number > 1):
        return ipaddress.IPv4Address(number & 0xFFFFFFFF)
    return None
