"""What every template may use."""

from typing import Any

from django.http import HttpRequest

from offices.http import HostKind


def office(request: HttpRequest) -> dict[str, Any]:
    """`office` (None but on office hosts) and `host_kind` (`office`, `kabupaten` or `base`)."""
    return {
        "office": getattr(request, "office", None),
        "host_kind": getattr(request, "host_kind", HostKind.BASE),
    }
