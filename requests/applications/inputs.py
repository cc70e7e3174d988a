"""What an action brings along, as it is typed and as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from applications.collecting import Collector
from applications.intake import IntakeForm
from commons.text import clean_line, clean_text

LONGEST_TEXT = 2_000


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What an action brings along. Which are needed is the workflow's business."""

    to_step: str | None = None
    reason: str = ""
    missing: tuple[str, ...] = ()
    agency: str = ""
    ground: str = ""
    note: str = ""
    lookup_reason: str = ""
    receiver: str = ""
    collector: Collector | None = None
    form: IntakeForm | None = None
    produced: Mapping[str, object] = field(default_factory=dict)


def cleaned(inputs: Inputs) -> Inputs:
    """The free texts as they are kept. Raises `BadText`."""
    return replace(
        inputs,
        reason=clean_text(inputs.reason, max_length=LONGEST_TEXT),
        ground=clean_text(inputs.ground, max_length=LONGEST_TEXT),
        note=clean_text(inputs.note, max_length=LONGEST_TEXT),
        lookup_reason=clean_line(inputs.lookup_reason, max_length=300),
        missing=tuple(clean_line(name, max_length=200) for name in inputs.missing),
        agency=clean_line(inputs.agency, max_length=120),
        receiver=clean_line(inputs.receiver, max_length=120),
    )
