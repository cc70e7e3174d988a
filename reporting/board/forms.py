"""What a reader chose, from the address. Anything unknown falls back to the usual; the page says which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from board.results import Asked
from board.spans import DEFAULT, Span, read_span
from indicators.measures import Definition
from offices.models import Level

LEVELS = {"kecamatan": Level.KECAMATAN, "kelurahan": Level.KELURAHAN, "semua": None}
USUAL_LEVEL = "kecamatan"
USUAL_KEY = "promise_kept"
# Stands in an address where a code will.
_CODE = "00.00.00"


@dataclass(frozen=True)
class Chosen:
    """A choice as read; `level` is its word in the address."""

    span: Span
    service: str
    level: str
    key: str

    @property
    def asked(self) -> Asked:
        """For the reads."""
        return Asked(self.span.period, self.service, LEVELS[self.level], self.key)

    @cached_property
    def office_address(self) -> tuple[str, str]:
        """What stands before and after the code in the address of an office's page, for the same choice."""
        before, after = reverse("board_office", args=[_CODE]).split(_CODE)
        return before, after + self.query(tingkat="kecamatan", ukuran="promise_kept")

    def query(self, **changes: str) -> str:
        """As the end of an address, with changes; what is usual is left out."""
        usual = {"masa": DEFAULT, "layanan": "", "tingkat": USUAL_LEVEL, "ukuran": USUAL_KEY}
        held = {
            "masa": self.span.key,
            "layanan": self.service,
            "tingkat": self.level,
            "ukuran": self.key,
        } | changes
        said = {name: value for name, value in held.items() if value != usual.get(name)}
        return f"?{urlencode(said)}" if said else ""


def read(
    data: Mapping[str, str],
    *,
    today: date,
    definitions: tuple[Definition, ...],
    services: Mapping[str, str] | None = None,
) -> Chosen:
    """The choice in `data`. A service is only taken when it is one of `services`, where those are given."""
    level = data.get("tingkat", "")
    key = data.get("ukuran", "")
    service = data.get("layanan", "")[:40]
    if services is not None and service not in services:
        service = ""
    return Chosen(
        span=read_span(data.get("masa", ""), today),
        service=service if service.replace("-", "").isalnum() and service.isascii() else "",
        level=level if level in LEVELS else USUAL_LEVEL,
        key=key if key in {one.key for one in definitions} else USUAL_KEY,
    )
