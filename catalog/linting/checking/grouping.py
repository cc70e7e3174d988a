"""The headings of the two groups of components (pure)."""

import re
from collections.abc import Iterable

DELIVERY, MANUFACTURING = "delivery", "manufacturing"
_GROUPS = (
    (
        DELIVERY,
        re.compile(
            r"\bservice\s+del[ie]very\b|\b(?:proses|komponen|unsur)\s+penyampaian\s+(?:pe)?layanan\b",
            re.IGNORECASE,
        ),
    ),
    (
        MANUFACTURING,
        re.compile(
            r"\bmanufactur\w+\b|\b(?:proses|komponen|unsur)\s+pengelolaan\s+(?:pe)?layanan\b", re.IGNORECASE
        ),
    ),
)


def groups_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Which of the two headings stand among the lines."""
    lines = [text for text in texts if len(text) < 120]
    return tuple(name for name, rule in _GROUPS if any(rule.search(text) for text in lines))
