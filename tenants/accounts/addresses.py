"""Where a request comes from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """The caller's address, for counting. IPv6 callers own a whole /64, so that is what is counted.

    Behind the TLS proxy the last entry of X-Forwarded-For counts, the one the proxy itself wrote; without a
    proxy the header is anybody's to invent and is not read.
    """
    shown = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        shown = request.headers.get("X-Forwarded-For", shown).split(",")[-1].strip()
    try:
        address = ipaddress.ip_address(shown)
    except ValueError:
        return UNKNOWN
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))
