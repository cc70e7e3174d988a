"""Which office, if any, a host name stands for."""

from dataclasses import dataclass

from django.conf import settings
from django.http.request import split_domain_port

from offices import directory
from offices.http import HostKind
from offices.models import Office

KABUPATEN_LABEL = "kabupaten"
RESERVED = frozenset({KABUPATEN_LABEL, "www", "live", "api", "static"})


@dataclass(frozen=True)
class Place:
    """What answers at a host."""

    kind: HostKind
    office: Office | None = None


def normal(host: str) -> str:
    """The host without port and final dot, in lower case; "" for what is no host name."""
    return split_domain_port(host)[0].removesuffix(".")


def base_hostname() -> str:
    """The base host without its port."""
    return normal(settings.BASE_HOST)


def place_of(host: str) -> Place | None:
    """What answers at `host` (as the browser sent it), or None. Asks the database only for a new name."""
    name, base = normal(host), base_hostname()
    if name == base:
        return Place(HostKind.BASE)
    label = name.removesuffix(f".{base}")
    if not name or label == name:
        return None
    if label == KABUPATEN_LABEL:
        return Place(HostKind.KABUPATEN)
    office = directory.by_host(name, label)
    return Place(HostKind.OFFICE, office) if office else None


def url_of(slug: str, path: str = "/") -> str:
    """The address of an office's page: `https://kec-jatiroto.<base>/…`; an empty slug gives the base host."""
    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    host = f"{slug}.{settings.BASE_HOST}" if slug else settings.BASE_HOST
    return f"{scheme}://{host}{path}"
