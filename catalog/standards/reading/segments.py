"""Blocks told apart: which standard, which component, which lines are no part of any (pure).

Every line of every block ends in exactly one place of exactly one `Segment`; nothing is copied or dropped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop

from standards.reading.blocks import Block, Line
from standards.reading.controls import upright
from standards.reading.furniture import (
    goes_on_title,
    is_control,
    is_title,
    letterheads,
    signs_below,
)
from standards.reading.guessing import guess
from standards.reading.labels import Label, Meaning, meaning_of
from standards.reading.rows import Event, labelled, row_line
from standards.reading.sublabels import without_sublabels
from standards.vocabulary import ComponentKey

# Why words stand apart, translated where they are shown.
HEAD_OF_PAGE = gettext_noop("kop atau kepala halaman")
GROUP_TITLE = gettext_noop("judul kelompok")
AFTER_GROUP = gettext_noop("setelah judul kelompok")
NONE_OF_14 = gettext_noop("baris di luar 14 komponen")
NO_LABEL = gettext_noop("tanpa label")
_MANY, _FEW = 8, 3
_TITLE_LINES = 3
_REACH = 6  # rows over which a page may break one label
_SIGNATURE_ROWS = re.compile(r"^(?:Nama|Jabatan|NIP|Tanda tangan|Tanggal)\b(?!\s*:)")
_SERVICE = re.compile(
    r"^\W*(?:(?:jenis|nama)\s+(?:pelayanan|layanan)\s*:|(?:pelayanan|layanan|legalisasi|penerbitan|pengurusan|pembuatan|permohonan"
    r"|pengajuan|perekaman|fasilitasi|pendaftaran|rekomendasi|dispensasi|surat|kartu|akta|izin|pengantar)\s+\w)",
    re.IGNORECASE,
)
_LONGEST_TITLE = 140
# Where the signature below a standard begins; nothing from there on is said by a component.
_CLOSING = re.compile(
    r"^\W*(?:(?i:di(?:tetapkan|sahkan|keluarkan)\s+di\b)|(?i:pada\s+tanggal)\s*:?\s*\d"
    r"|(?i:lampiran\s+(?:[IVX]+|\d)?\s*:?\s*keputusan\b)|(?i:lampiran\s+ini\s+(?:tidak|merupakan|adalah)\b)"
    r"|(?i:(?:demikian(?:lah)?,?\s+)?(?:standar|keputusan)(?:\s+pelayanan)?\s+ini\s+(?:mulai\s+berlaku|berlaku\s+(?:sejak|mulai)|dibuat)\b)"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?,\s*(?:tanggal\s+)?\d{1,2}\s+[A-Z][a-z]{2,8}\s+20\d\d\W*$"
    r"|(?:A\.?N\.?\s+)?(?:CAMAT|LURAH)(?:\s+[A-Z]{3,}){1,2}\s*,?\W*$)"
)
# "Penyelenggaraan Musyawarah : …" among labels: a row of its own, and none of the 14.
_ROW_APART = re.compile(
    r"^(?!(?i:bagian|bab|kelompok|lampiran)\b)(?P<label>[A-Z][\w ,/&()-]{3,60}?\s*:)(?:\s+(?P<text>.*))?$"
)
# "… Nomor 15 Tahun 2014 tentang Pedoman", and "Standar Pelayanan" on the next line.
_OF_GUIDE = re.compile(r"\b(?:pedoman|tentang|teknis|penyusunan|penerapan)\s*$", re.IGNORECASE)
_GROUP = re.compile(r"delivery|delevery|manufa[ck]tur|penyampaian|pengelolaan", re.IGNORECASE)
_SUM = re.compile(r"\W*jumlah\W*", re.IGNORECASE)
_REPEATED = 3  # components that come again where another standard begins


@dataclass(slots=True)
class Part:
    """The text of one component. `headings` as written; `sure` 1.0 for a known label, less for a guess."""

    headings: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    sure: float = 0.0
    merged_with: ComponentKey | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words that are none of the 14, and why they stand apart."""

    text: str
    why: str
    place: int


@dataclass(slots=True)
class Segment:
    """One standard of the document. `under`: the heading of the group that a component stands below."""

    titles: list[str] = field(default_factory=list)
    parts: dict[ComponentKey, Part] = field(default_factory=dict)
    control: list[str] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    under: dict[ComponentKey, str] = field(default_factory=dict)

    def part(self, key: ComponentKey) -> Part:
        return self.parts.setdefault(key, Part())


def segments_of(blocks: list[Block]) -> list[Segment]:
    """The standards of a document in their order; at least one, if only of unplaced words."""
    events = list(without_sublabels(list(_events(upright(blocks)))))
    found = [event.label for event in events if event.label and event.label.meaning is Meaning.COMPONENT]
    if len(found) < _FEW:
        events = [_guessed(event) for event in events]
    return [_segment(part) for part in _apart(events)]


def _events(blocks: list[Block]) -> Iterator[Event]:
    heads = letterheads(blocks)
    at = 0
    signing = titling = labels = 0
    closing = False
    title = ""
    while at < len(blocks):
        block, text = blocks[at], blocks[at].text
        if at in heads:
            yield Event("head", block.place, text)
        elif is_control(text) or (signing and _SIGNATURE_ROWS.match(text)):
            signing = 3 if signs_below(text) else max(signing - 1, 0)
            yield Event("control", block.place, text)
        elif block.running and not (is_title(text) and not title):
            yield Event("head", block.place, text)
            at += 1
            continue
        elif is_title(text) and not (labels and _OF_GUIDE.search(blocks[at - 1].text)):
            titling, title = _TITLE_LINES, text
            yield Event("title", block.place, text)
            at += 1
            continue
        elif found := labelled(blocks, at, heads):
            signing, labels, closing = 0, labels + 1, False
            event, used = found
            yield event
            at += used - 1
        elif labels and (closing or _CLOSING.match(text)) and len(block.cells) == 1:
            closing = True
            yield Event("closing", block.place, text)
        elif labels and block.apart and (row := _ROW_APART.match(text)):
            lines = (Line(row["text"]),) if row["text"] else ()
            yield Event("label", block.place, row["label"], Label(Meaning.OTHER), lines)
        elif titling and len(block.cells) == 1 and (text.isupper() or goes_on_title(title, text)):
            titling -= 1
            title = f"{title} {text}"
            yield Event("title more", block.place, text)
            at += 1
            continue
        else:
            yield Event("text", block.place, text, lines=row_line(block))
        titling = 0
        at += 1


def _guessed(event: Event) -> Event:
    """A block without any label, placed by what its words speak of."""
    if event.what != "text" or not (key := guess(event.text)):
        return event
    return Event("guess", event.place, "", Label(Meaning.COMPONENT, (key,), sure=False), event.lines)


def _apart(events: list[Event]) -> Iterator[list[Event]]:
    """Cut where a component comes again after a new title, or after most of a standard."""
    seen: set[ComponentKey] = set()
    last: tuple[ComponentKey, ...] = ()
    begin, title = 0, None
    for at, event in enumerate(events):
        if event.what == "title":
            title = at if title is None else title
        if event.what != "label" or not event.label or event.label.meaning is not Meaning.COMPONENT:
            continue
        keys = event.label.keys
        again = seen & set(keys) and keys != last and (title is not None or len(seen) >= _MANY)
        if again and _is_another(events[at:], seen):
            cut = title if title is not None else _before_groups(events, at)
            yield events[begin:cut]
            begin, seen = cut, set()
        seen |= set(keys)
        last, title = keys, None
    yield events[begin:]


def _is_another(events: list[Event], seen: set[ComponentKey]) -> bool:
    """Whether a standard begins here: several components come again before the next that is new ends them.

    A single one that comes again goes on with what was said of it (a second table, a heading repeated).
    """
    labels = [event.label for event in events if event.what == "label" and event.label]
    later = {key for label in labels if label.meaning is Meaning.COMPONENT for key in label.keys}
    return len(later & seen) >= min(_REPEATED, len(seen))


def _before_groups(events: list[Event], at: int) -> int:
    while at and (label := events[at - 1].label) and label.meaning is Meaning.GROUP:
        at -= 1
    return at


def _segment(events: list[Event]) -> Segment:
    segment = Segment()
    current: tuple[ComponentKey, ...] = ()
    why = NO_LABEL
    for event in events:
        if event.what in {"title", "title more"} and not segment.parts and _goes_on(segment, event):
            segment.titles.append(event.text)
        elif event.what in {"title", "title more", "head"}:
            segment.unplaced.append(Unplaced(event.text, HEAD_OF_PAGE, event.place))
        elif event.what == "closing":
            segment.unplaced.append(Unplaced(event.text, NO_LABEL, event.place))
        elif event.what == "control":
            segment.control.append(event.text)
        elif event.what == "guess" and event.label:
            part = segment.part(event.label.keys[0])
            part.lines += event.lines
            part.sure = max(part.sure, 0.4)
        elif event.label:
            current, why = _begin(segment, event, event.label, current)
        else:
            _place(segment, event, current, why)
    return _titled(segment)


def _titled(segment: Segment) -> Segment:
    """Without "Standar Pelayanan …" the line above the first component that names a service is the title."""
    if segment.titles:
        return segment
    for at, lost in enumerate(segment.unplaced[:_REACH]):
        if lost.why == NO_LABEL and _SERVICE.search(lost.text) and len(lost.text) < _LONGEST_TITLE:
            segment.titles.append(segment.unplaced.pop(at).text)
            break
    return segment


def _goes_on(segment: Segment, event: Event) -> bool:
    """The first title and the lines below it; the same title again is the head of a page."""
    return not segment.titles or event.what == "title more"


def _begin(
    segment: Segment, event: Event, label: Label, current: tuple[ComponentKey, ...]
) -> tuple[tuple[ComponentKey, ...], str]:
    """Note the heading, place the text beside it; what follows belongs to it."""
    if label.meaning is Meaning.GROUP:
        words = " ".join([event.text, *(line.text for line in event.lines)])
        segment.unplaced.append(Unplaced(words, GROUP_TITLE, event.place))
        return (), AFTER_GROUP
    if label.meaning is Meaning.OTHER:
        segment.unplaced.append(Unplaced(event.text, NONE_OF_14, event.place))
        _place(segment, event, (), NONE_OF_14)
        return (), NONE_OF_14
    part = segment.part(label.keys[0])
    if label.keys == current and _introduces(part.headings, event.text):
        part.lines.append(Line(event.text))
        if _SUM.fullmatch(event.text) and len(event.lines) == 1:  # the last row of a table of posts
            part.lines[-1] = Line(f"{event.text} {event.lines[0].text}")
            return label.keys, ""
    else:
        part.headings.append(event.text)
    titles = [one.text for one in segment.unplaced if one.why == GROUP_TITLE and _GROUP.search(one.text)]
    group = titles[-1] if titles else ""
    for key in label.keys:
        segment.under.setdefault(key, group)
        segment.part(key).sure = max(segment.part(key).sure, 1.0 if label.sure else 0.8)
        segment.part(key).merged_with = None if key is label.keys[0] else label.keys[0]
    _place(segment, event, label.keys, "")
    return label.keys, ""


def _introduces(headings: list[str], text: str) -> bool:
    """Whether a label below the heading of its component heads a list there, and is not the heading's end."""
    whole = meaning_of(" ".join(one.rstrip(" :") for one in (*headings, text)))
    return bool(headings) and (whole is None or not whole.sure)


def _place(segment: Segment, event: Event, keys: tuple[ComponentKey, ...], why: str) -> None:
    for line in event.lines:
        if not keys:
            segment.unplaced.append(Unplaced(line.text, why, event.place))
            continue
        key = _of_merged(keys, line)
        segment.part(key).lines.append(line)


def _of_merged(keys: tuple[ComponentKey, ...], line: Line) -> ComponentKey:
    """Which of the components under one heading a line speaks of."""
    if len(keys) == 1:
        return keys[0]
    if keys == (ComponentKey.KOMPETENSI, ComponentKey.JUMLAH):
        return keys[1] if re.match(r"^\W*jumlah\b", line.text, re.IGNORECASE) else keys[0]
    guessed = guess(line.text)
    return guessed if guessed in keys else keys[0]
