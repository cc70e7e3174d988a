"""What every template may use."""

from typing import Any

from django.http import HttpRequest

from commons import clock
from offices.http import HostKind


def office(request: HttpRequest) -> dict[str, Any]:
    """`office` (None but on office hosts), `host_kind` (`office`, `kabupaten` or `base`), `this_day`: today
    by the program's clock, which a rehearsal moves."""
    return {
        "this_day": clock.today(),
        "office": getattr(request, "office", None),
        "host_kind": getattr(request, "host_kind", HostKind.BASE),
    }
