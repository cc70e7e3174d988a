"""Published versions, parsed once per process. A version never changes, so a kept one is never wrong."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from uuid import UUID

from applications.program import Program, read_program
from offices.scope import current_schema
from standards.models import StandardVersion

KEPT = 512
_kept: OrderedDict[tuple[str, UUID], Program] = OrderedDict()
_lock = Lock()


def program_of(version_id: UUID) -> Program:
    """The program of a version of the current office; another office's id finds nothing."""
    key = (current_schema(), version_id)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
    return _keep(StandardVersion.objects.select_related("standard").get(id=version_id))


def programs_of(version_ids: Iterable[UUID]) -> dict[UUID, Program]:
    """The programs of several versions of the current office: one query for all that are not kept yet."""
    wanted, schema = set(version_ids), current_schema()
    with _lock:
        found = {each: _kept[schema, each] for each in wanted if (schema, each) in _kept}
    if missing := wanted - found.keys():
        rows = StandardVersion.objects.select_related("standard").filter(id__in=missing)
        found |= {row.id: _keep(row) for row in rows}
    return found


def _keep(version: StandardVersion) -> Program:
    program = read_program(version)
    with _lock:
        _kept[current_schema(), version.id] = program
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return program
