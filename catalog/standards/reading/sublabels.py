"""Small headings within a component that are named like another component (pure).

Below "VI. Penanganan Pengaduan" an office writes "Sarana : …", "Tata cara : …", "Batas waktu : …": they say
how complaints are handled, and are no further word on the facilities, the steps or the time of the service.
So does "Tata cara:" on a line of its own, when the component it is named like had its heading before.
"""

from collections.abc import Iterator

from standards.reading.blocks import Line
from standards.reading.labels import Meaning, number_of, plain
from standards.reading.rows import Event
from standards.vocabulary import ComponentKey

# So many components have headings of one look before another look says something; more than so many of
# another look are a standard of its own.
_MOST, _FEW = 8, 4


def without_sublabels(events: list[Event]) -> Iterator[Event]:
    """The events, where a label that looks less than the headings do and has a heading elsewhere is text."""
    capitals = sum(_is_component(event) and event.text.isupper() for event in events) >= _MOST
    headed = {
        event.label.keys: event.text for event in events if event.label and _is_heading(event, capitals)
    }
    low = {
        event.label.keys
        for event in events
        if event.label and event.label.keys in headed and _is_low(event, capitals)
    }
    if len(headed) < _MOST or len(low) > _FEW:
        yield from events
        return
    current: tuple[ComponentKey, ...] = ()
    before: set[tuple[ComponentKey, ...]] = set()
    for event in events:
        if (
            event.label
            and _is_low(event, capitals)
            and event.label.keys in low
            and current not in {(), event.label.keys}
        ):
            yield _as_text(event)
            continue
        if (
            event.label
            and event.label.keys in before
            and current not in {(), event.label.keys}
            and _is_alone(event, headed[event.label.keys], capitals)
        ):
            yield _as_text(event)
            continue
        if event.label:
            current = event.label.keys
            before |= {current} & headed.keys()
        yield event


def _is_component(event: Event) -> bool:
    return event.what == "label" and event.label is not None and event.label.meaning is Meaning.COMPONENT


def _is_heading(event: Event, capitals: bool) -> bool:
    """In capitals, or numbered where the others are not in `capitals`."""
    numbered = not capitals and bool(number_of(event.text)[0])
    return _is_component(event) and (event.text.isupper() or numbered)


def _is_low(event: Event, capitals: bool) -> bool:
    """Neither, with the text beside it."""
    return _is_component(event) and not _is_heading(event, capitals) and bool(event.lines)


def _is_alone(event: Event, heading: str, capitals: bool) -> bool:
    """A label with a colon and nothing beside it, in other words than the heading."""
    low = _is_component(event) and not _is_heading(event, capitals) and not event.lines
    return low and event.text.rstrip().endswith(":") and plain(event.text) != plain(number_of(heading)[1])


def _as_text(event: Event) -> Event:
    if not event.lines:
        return Event("text", event.place, lines=(Line(event.text),))
    first, *others = event.lines
    return Event("text", event.place, lines=(Line(f"{event.text} {first.text}", first.style), *others))
