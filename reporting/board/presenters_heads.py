"""The figures of all offices as one, in groups that people understand (pure)."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from board.presenters import headline
from indicators.results import Difference

# The first stands large above the map: with it, it answers where people wait, and why. What no group names
# stands in the last.
GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (
        _("Waktu warga"),
        ("promise_kept", "queue_wait_minutes", "office_minutes", "leader_away_minutes", "returned"),
    ),
    (
        _("Berkas dan kunjungan"),
        ("received", "leader_files_waited", "visits_until_file", "messages_prompt"),
    ),
    (_("Suara warga"), ("ikm", "complaints_answered_in_time", "box_kept")),
    (_("Janji kantor"), ("objectives_met", "standards_score", "standard_errors", "standard_warnings")),
)


def grouped(heads: Iterable[Difference]) -> list[dict[str, Any]]:
    """`{name, heads}` of each group that has any, in order."""
    found = {one.definition.key: one for one in heads}
    named = {key for _name, keys in GROUPS for key in keys}
    others = tuple(key for key in found if key not in named)
    *first, (name, keys) = GROUPS
    rows = [*first, (name, (*keys, *others))]
    groups = [(name, [headline(found[key]) for key in keys if key in found]) for name, keys in rows]
    return [{"name": str(name), "heads": shown} for name, shown in groups if shown]
