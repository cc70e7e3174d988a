"""What other systems can be told of: a registry. Public facts and numbers only, never people.

An app that reports a fact of its own registers it in `ready()`; the fields are those of `data`, and a message
with others is refused where it is written.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Topic:
    """One kind of message: its name, what it tells, and the fields of its `data`."""

    key: str
    name: Text
    fields: frozenset[str]


class UnknownTopic(LookupError):
    """A message was to be written that nobody registered, or with other fields than registered."""


_topics: dict[str, Topic] = {}


def register(*topics: Topic) -> None:
    """Add topics. Raises `ValueError` when one is there with other fields."""
    for topic in topics:
        if topic.key in _topics and _topics[topic.key].fields != topic.fields:
            raise ValueError(f"{topic.key} has other fields already")
        _topics[topic.key] = topic


def all_topics() -> tuple[Topic, ...]:
    """All that are registered, in the order of registration."""
    return tuple(_topics.values())


def check(key: str, fields: frozenset[str]) -> None:
    """Raise `UnknownTopic` unless the topic is registered with just these fields."""
    topic = _topics.get(key)
    if topic is None or topic.fields != fields:
        raise UnknownTopic(f"{key}: {sorted(fields)}")


_OFFICE = frozenset({"office", "name", "level"})
OFFICE_LIVE = "office.live"
OFFICE_SUSPENDED = "office.suspended"
OFFICE_ARCHIVED = "office.archived"
OFFICE_RENAMED = "office.renamed"
OFFICE_MERGED = "office.merged"
STANDARD_PUBLISHED = "standard.published"
STANDARD_WITHDRAWN = "standard.withdrawn"
FIGURES_CLOSED = "figures.month_closed"
REPORT_PUBLISHED = "report.month_published"
TEST = "test"

register(
    Topic(OFFICE_LIVE, _("Kantor dibuka"), _OFFICE),
    Topic(OFFICE_SUSPENDED, _("Kantor ditutup sementara"), _OFFICE),
    Topic(OFFICE_ARCHIVED, _("Kantor diarsipkan"), _OFFICE),
    Topic(OFFICE_RENAMED, _("Kantor berganti nama"), _OFFICE | {"former_name"}),
    Topic(OFFICE_MERGED, _("Kantor digabungkan ke kantor lain"), _OFFICE | {"successor"}),
    Topic(STANDARD_PUBLISHED, _("Standar pelayanan diterbitkan"), frozenset({"office", "service", "title"})),
    Topic(STANDARD_WITHDRAWN, _("Standar pelayanan dicabut"), frozenset({"office", "service", "title"})),
    Topic(FIGURES_CLOSED, _("Angka satu bulan ditutup"), frozenset({"month", "published", "withheld"})),
    Topic(REPORT_PUBLISHED, _("Laporan bulanan terbit"), frozenset({"month"})),
)
