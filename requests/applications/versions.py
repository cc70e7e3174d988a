"""Published versions, parsed once per process. A version never changes, so a kept one is never wrong."""

from collections import OrderedDict
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
    program = read_program(StandardVersion.objects.select_related("standard").get(id=version_id))
    with _lock:
        _kept[key] = program
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return program
