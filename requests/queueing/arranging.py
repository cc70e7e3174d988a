"""How an office sets its queue up: groups, counters, the rule of the priority lane."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.text import clean_line
from queueing import groups as grouping
from queueing.errors import NotFound, SettingRefused
from queueing.fairness import LONGEST_RUN
from queueing.models import Counter, QueueGroup, QueueOptions
from queueing.numbers import KEPT_MARK
from queueing.recording import announce
from trail import operations as trail

PREFIX = re.compile(r"[A-Z]{1,2}")
LONGEST_GROUP_NAME = 80
LONGEST_COUNTER_NAME = 60
HIGHEST_COUNTER = 99


@transaction.atomic
def furnish(*, now: datetime) -> tuple[QueueGroup, Counter]:
    """The default group and the first counter, made where an office has none."""
    return grouping.default_group(), grouping.first_counter()


@transaction.atomic
def save_group(
    *,
    actor: Actor,
    group_id: UUID | None = None,
    prefix: str,
    name: str,
    services: Sequence[str] = (),
    order: int = 0,
    active: bool = True,
    now: datetime,
) -> QueueGroup:
    """Make a group, or change one. A changed prefix holds for new numbers only.

    Raises `NotFound`, `BadText`, `SettingRefused` (`field` prefix, name, services or active).
    """
    grouping.default_group()
    group = _group(group_id)
    group.prefix, group.name = _prefix(prefix, group.id), _name(name)
    group.services, group.order = list(dict.fromkeys(services)), order
    if group.is_default and not active:
        message = _("Kelompok utama menampung layanan yang tidak disebut kelompok lain; ia selalu dipakai.")
        raise SettingRefused("default_group", message, field="active")
    _check_services(group)
    group.active = active
    group.save()
    announce()
    data = {"prefix": group.prefix, "services": group.services, "active": active}
    trail.record(action="queue.group_saved", actor=actor, subject=f"group:{group.id}", data=data, now=now)
    return group


def _group(group_id: UUID | None) -> QueueGroup:
    if group_id is None:
        return QueueGroup()
    found = QueueGroup.objects.select_for_update().filter(id=group_id).first()
    if found is None:
        raise NotFound("group_not_found")
    return found


def _prefix(text: str, group_id: UUID) -> str:
    prefix = text.strip().upper()
    if not PREFIX.fullmatch(prefix) or prefix.startswith(KEPT_MARK):
        message = _("Awalan nomor adalah satu atau dua huruf A–Z, tidak diawali K (tanda nomor kemarin).")
        raise SettingRefused("prefix_form", message, field="prefix")
    if QueueGroup.objects.filter(prefix=prefix).exclude(id=group_id).exists():
        raise SettingRefused("prefix_used", _("Awalan ini sudah dipakai kelompok lain."), field="prefix")
    return prefix


def _name(text: str) -> str:
    name = clean_line(text, max_length=LONGEST_GROUP_NAME)
    if not name:
        raise SettingRefused("name_missing", _("Tulis nama kelompoknya."), field="name")
    return name


def _check_services(group: QueueGroup) -> None:
    """A service stands in one group only: else nobody could say which number its people get."""
    for other in QueueGroup.objects.filter(active=True).exclude(id=group.id):
        if twice := sorted(set(other.services) & set(group.services)):
            message = format_lazy(
                _("Layanan {code} sudah ada di kelompok “{name}”."), code=twice[0], name=other.name
            )
            raise SettingRefused("service_grouped", message, field="services")


@transaction.atomic
def save_counter(
    *,
    actor: Actor,
    counter_id: UUID | None = None,
    number: int,
    name: str = "",
    groups: Sequence[UUID] = (),
    active: bool = True,
    now: datetime,
) -> Counter:
    """Make a counter, or change one; without groups it serves all.

    Raises `NotFound` (counter or group), `BadText`, `SettingRefused` (`field` number).
    """
    counter = _counter(counter_id)
    if not 1 <= number <= HIGHEST_COUNTER:
        raise SettingRefused("number_form", _("Nomor loket 1 sampai 99."), field="number")
    if Counter.objects.filter(number=number).exclude(id=counter.id).exists():
        raise SettingRefused("number_used", _("Nomor loket ini sudah ada."), field="number")
    wanted = list(dict.fromkeys(groups))
    if QueueGroup.objects.filter(id__in=wanted).count() != len(wanted):
        raise NotFound("group_not_found")
    counter.number, counter.name = number, clean_line(name, max_length=LONGEST_COUNTER_NAME)
    counter.groups, counter.active = wanted, active
    counter.save()
    announce()
    data = {"number": number, "groups": [str(each) for each in wanted], "active": active}
    trail.record(
        action="queue.counter_saved", actor=actor, subject=f"counter:{counter.id}", data=data, now=now
    )
    return counter


def _counter(counter_id: UUID | None) -> Counter:
    if counter_id is None:
        return Counter()
    found = Counter.objects.select_for_update().filter(id=counter_id).first()
    if found is None:
        raise NotFound("counter_not_found")
    return found


@transaction.atomic
def set_priority_run(*, actor: Actor, run: int, now: datetime) -> QueueOptions:
    """After how many priority calls in a row somebody else is called; 0: no priority lane."""
    if not 0 <= run <= LONGEST_RUN:
        raise SettingRefused("run_form", _("Isi angka 0 sampai 9."), field="priority_run")
    row, _made = QueueOptions.objects.get_or_create(only=True)
    row.priority_run = run
    row.save(update_fields=["priority_run"])
    announce()
    trail.record(action="queue.options_saved", actor=actor, data={"priority_run": run}, now=now)
    return row
