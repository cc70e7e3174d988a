"""A hand-over takes part in the draw: one row with the act's own statement. Asks nothing, calls nobody."""

from collections.abc import Iterator

from django.db import models

from applications.followers import Done
from applications.workflow_types import Phase
from commons.clock import wib
from surveys.models import Draw


def rows(done: Done) -> Iterator[models.Model]:
    """The hand-over as the draw knows it; which period it falls in is seen when it is decided."""
    if done.after.phase is Phase.HANDED_OVER and done.before.phase is not Phase.HANDED_OVER:
        yield Draw(
            file_id=done.file.id,
            seq=done.event.seq,
            service_code=done.file.service_code,
            day=wib(done.now).date(),
        )
