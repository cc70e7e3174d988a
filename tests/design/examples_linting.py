"""Example contexts of the check of standards."""

from datetime import UTC, datetime
from typing import Any

from tests.design.examples_staff import ADMIN, JATIROTO

WHEN = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
# As `linting.queries.Counts`, which needs models to be read.
COUNTS = {"errors": 1, "warnings": 1, "infos": 0, "accepted": 1}


def finding(key: str, tone: str, severity: str, accepted: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "key": key * 40,
        "anchor": f"t-{key}",
        "rule": "Jangka waktu tidak berbatas",
        "severity": severity,
        "tone": tone,
        "component": "Jangka Waktu Pelayanan",
        "title": "Standar Pelayanan SKTM",
        "quote": "15 menit (bila pimpinan ada di tempat)",
        "why": "Waktu hanya berlaku bila pimpinan ada di tempat; untuk keadaan lain tidak ada batasnya.",
        "mend": "Tulis batas waktu untuk keadaan lain.",
        "accepted": accepted,
    }


STANDARDS = [
    {
        "title": "Standar Pelayanan SKTM",
        "findings": [finding("a", "bad", "Kesalahan"), finding("b", "warn", "Peringatan")],
        "infos": [finding("d", "plain", "Catatan")],
        "accepted": [
            finding(
                "c", "plain", "Catatan", {"reason": "Nama dari peraturan", "by": "Dewi, Admin", "at": WHEN}
            )
        ],
        "counts": {"error": 1, "warning": 1, "info": 1},
    }
]
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "lint-office": (
        "linting/check.html",
        {
            "office": JATIROTO,
            "staff": ADMIN,
            "page": "settings",
            "live": None,
            "messages": [],
            "standards": STANDARDS,
            "counts": COUNTS,
            "errors": [{"field": "reason-" + "b" * 40, "message": "Tulis alasannya."}],
            "typed_key": "b" * 40,
            "typed_reason": "pendek",
        },
    ),
    "lint-office-empty": (
        "linting/check.html",
        {
            "office": JATIROTO,
            "staff": ADMIN,
            "page": "settings",
            "live": None,
            "messages": [],
            "standards": [],
            "counts": dict.fromkeys(COUNTS, 0),
            "errors": [],
            "typed_key": "",
            "typed_reason": "",
        },
    ),
}
