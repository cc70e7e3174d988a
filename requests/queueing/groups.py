"""Which group a service belongs to; group A and counter 1 for an office that never set its queue up."""

from collections.abc import Collection, Sequence

from django.db import connection
from django.utils.translation import gettext as _

from commons.ids import new_id
from queueing.models import Counter, QueueGroup, QueueOptions

FIRST_PREFIX = "A"


def default_group() -> QueueGroup:
    """The group that takes every service no other one names; made when the office has none."""
    found = QueueGroup.objects.filter(is_default=True).first()
    if found is not None:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO queueing_queuegroup (id, prefix, name, services, "order", is_default, active)
            VALUES (%s, %s, %s, '{}', 0, true, true) ON CONFLICT DO NOTHING
            """,
            [new_id(), FIRST_PREFIX, _("Semua layanan")],
        )
    return QueueGroup.objects.get(is_default=True)


def first_counter() -> Counter:
    """The counter with the smallest number in use; counter 1 is made when the office has none at all."""
    found = Counter.objects.filter(active=True).order_by("number").first()
    if found is not None:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO queueing_counter (id, number, name, groups, active) VALUES (%s, 1, '', '{}', true) "
            "ON CONFLICT DO NOTHING",
            [new_id()],
        )
    return Counter.objects.get(number=1)


def group_for(code: str, groups: Sequence[QueueGroup]) -> QueueGroup | None:
    """The group in use that names the service, else the default one; None where there is neither."""
    usable = [group for group in groups if group.active]
    named = (group for group in sorted(usable, key=lambda each: each.order) if code in group.services)
    return next(named, None) or next((group for group in usable if group.is_default), None)


def serves(counter: Counter, groups: Collection[QueueGroup]) -> list[QueueGroup]:
    """The groups a counter calls from: those it names, or all; only those in use."""
    chosen = set(counter.groups)
    return [group for group in groups if group.active and (not chosen or group.id in chosen)]


def options() -> QueueOptions:
    """The office's choices; the defaults where nobody chose. Not stored by asking."""
    return QueueOptions.objects.first() or QueueOptions()
