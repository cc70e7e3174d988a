"""A draft of the document reader as a sheet (pure)."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from linting.checking.grouping import groups_in
from linting.checking.sheet import Contact, Control, Part, Post, Promise, Sheet, office_in, region_in
from standards.reading.blocks import Block
from standards.reading.drafts import draft_of
from standards.reading.files import blocks_of_file
from standards.reading.furniture import control_of
from standards.reading.labels import Meaning, meaning_of
from standards.reading.segments import segments_of
from standards.reading.staffing import goes_on
from standards.vocabulary import ComponentKey

_HEADING = 60  # a group heading right below the title is taken for its end
_BLANK = re.compile(r"^\W*\d{0,2}[.)]?\s*(?:[.…_]\s*){3,}$")  # an item with nothing filled in
_NUMBERED = re.compile(r"^\s*(?P<number>\d{1,2})[.)]\s")
_SIGNATORIES = re.compile(
    r"^(?:Nama|Jabatan|NIP)\b|^(?i:di(?:buat|susun|siapkan|periksa|verifikasi|setujui|sahkan|tetapkan)(?:\s+oleh)?\s*:)"
)
_BROKEN = 45  # shorter lines end where they were meant to
_BEGINS = re.compile(
    r"(?:[-–•*○▪]|\(?\d{1,2}[.)\s]|\(?[a-z][.)]\s|[\w\s./-]{2,25}:|e-?mail|website|www|sms|tele?p|tlp|hp|wa|whats"
    r"|instagram|facebook|surel|pos-?el|surat el|daring|laman|situs|portal|kotak|loket|media|sp4n|lapor"
    r"|akun)",
    re.IGNORECASE,
)
_JOINING = re.compile(r"\b(?:dan|atau|serta|kasi|seksi|kepala|petugas|sekretaris)$", re.IGNORECASE)
_LISTED = re.compile(r"(?:[-–•*○▪]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_WORD = re.compile(r"\w+")
_HEAD, _EXTRA, _LOOSE = "kop atau kepala halaman", "baris di luar 14 komponen", "tanpa label"
_GROUP = "judul kelompok"
Data = dict[str, Any]


def sheets_of_file(path: Path) -> list[Sheet]:
    """Every standard of a document, without a database. Raises `Unreadable`."""
    return sheets_of_blocks(blocks_of_file(path), name=path.stem)


def sheets_of_blocks(blocks: list[Block], *, name: str) -> list[Sheet]:
    """`name` stands for the service; several standards are counted."""
    segments = segments_of(blocks)
    drafts = [draft_of(segment) for segment in segments]
    orders = [tuple(key for key, part in one.parts.items() if part.headings) for one in segments]
    names = [name] if len(drafts) == 1 else [f"{name}#{at}" for at in range(1, len(drafts) + 1)]
    sheets = [
        sheet_of_draft(draft, service=called, order=order)
        for draft, called, order in zip(drafts, names, orders, strict=True)
    ]
    return [replace(sheet, under=_groups_of(one.under)) for sheet, one in zip(sheets, segments, strict=True)]


def _groups_of(under: dict[ComponentKey, str]) -> dict[ComponentKey, str]:
    return {key: groups[0] for key, text in under.items() if (groups := groups_in([text]))}


def sheet_of_draft(draft: Data, *, service: str, order: tuple[ComponentKey, ...] = ()) -> Sheet:
    """`order`: the components in the order of the document."""
    lost = [(one["why"], one["text"]) for one in draft["unplaced"]]
    heads = tuple(text for why, text in lost if why == _HEAD)
    reach = [draft["title"], *heads, *(text for _why, text in lost), draft["pengaduan"]["source_text"]]
    office, level = office_in(" \n".join(reach))
    waiting = draft["waktu"]["value"]
    return Sheet(
        service=service,
        title=draft["title"],
        office=office,
        level=level,
        region=region_in(" \n".join([*heads, draft["title"], *(text for _why, text in lost)])),
        parts={key: _part(key, draft[key.value]) for key in ComponentKey},
        order=order,
        extra=_extra(lost),
        heads=heads,
        loose=tuple(text for why, text in lost if why == _LOOSE),
        control=_control(_with_names(draft["document_control"], lost)),
        groups=groups_in([*(text for _why, text in lost), *_lines(draft), draft["title"][-_HEADING:]]),
        group_lines=tuple(text for why, text in lost if why == _GROUP),
        contacts=tuple(
            Contact(one["kind"], one["shown"], one["target"], one["label"])
            for one in draft["pengaduan"]["items"]
            if "kind" in one
        ),
        cited=tuple(one["text"] for one in draft["dasar_hukum"]["items"]),
        facilities=tuple(
            name for one in draft["sarana"]["items"] for name in (one["text"], one["name"], *one["parts"])
        ),
        posts=tuple(_post(one) for one in draft["kompetensi"]["posts"]),
        staff=tuple(one["post"] for one in draft["jumlah"]["items"] if one.get("post")),
        staff_total=(draft["jumlah"]["value"] or {}).get("total"),
        supervisor=next((one["supervisor"] for one in draft["pengawasan"]["items"]), ""),
        promise=_promise(waiting) if waiting else None,
        rupiah=(draft["biaya"]["value"] or {}).get("rupiah"),
        chart=draft["prosedur"]["diagram"],
        grouped=len(draft["persyaratan"].get("groups", ())) > 1,
    )


def _part(key: ComponentKey, data: Data) -> Part:
    texts = [one["text"] for one in data["items"] if one.get("text")]
    if key is ComponentKey.PENGADUAN:
        whole = _rejoined(data["source_text"].splitlines())
        texts = [one["text"] for one in data["rules"]] or whole
        texts += [line for line in whole if data["rules"] and not _within(line, texts)]
    texts += [line for line in data["source_text"].splitlines() if _BLANK.match(line) and line not in texts]
    if not texts or key in {ComponentKey.KOMPETENSI, ComponentKey.JUMLAH, ComponentKey.PRODUK}:
        texts = data["source_text"].splitlines()
    if key in {ComponentKey.KOMPETENSI, ComponentKey.JUMLAH}:
        texts = _whole_items(data, texts) or _whole_posts(texts, counted=key is ComponentKey.JUMLAH)
    numbers = [one.get("number", "").strip("(.)") for one in data["items"]]
    return Part(
        data["heading"],
        tuple(texts),
        bool(data["merged_with"]),
        _numbers(data["source_text"], numbers),
        max(numbers.count("1"), numbers.count("a"), 1),
    )


def _whole_items(data: Data, lines: list[str]) -> list[str]:
    """The items with their marks, put together over the lines of the page; [] where words are in none."""
    marked = [f"{one.get('number', '')} {one['text']}".strip() for one in data["items"] if one.get("text")]
    same = _WORD.findall(" ".join(marked)) == _WORD.findall(" ".join(lines))
    return marked if same and not data.get("value") else []


def _whole_posts(lines: list[str], *, counted: bool) -> list[str]:
    """Lines of posts, put together where the page broke one of them, `counted` before its number too."""
    found: list[str] = []
    for line in lines:
        broken = found and (_JOINING.search(found[-1]) or (counted and goes_on(found[-1], line)))
        if broken and not _LISTED.match(line):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _within(line: str, texts: list[str]) -> bool:
    """Whether a line is one of the texts, or the part of one."""
    return any(text[:30] in line or line in text for text in texts)


def _rejoined(lines: list[str]) -> list[str]:
    """Sentences that the width of the page broke, put together again; lists and contacts stay as they are."""
    found: list[str] = []
    for line in lines:
        last = found[-1] if found else ""
        broken = len(last) > _BROKEN and last[-1].isalnum() and not _BEGINS.match(line)
        if broken and (line[0].islower() or (line[0].isalpha() and re.search("[.,]", last))):
            found[-1] = f"{last} {line}"
        else:
            found.append(line)
    return found


def _numbers(text: str, of_items: list[str]) -> tuple[int, ...]:
    """As typed at the beginnings of lines; of the items, where several of them stand in one line."""
    typed = [int(match["number"]) for line in text.splitlines() if (match := _NUMBERED.match(line))]
    read = [int(number) for number in of_items if number.isdigit()]
    return tuple(typed if len(typed) >= len(read) else read)


def _extra(lost: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """A row that is none of the 14 is a heading followed by its texts."""
    rows: list[tuple[str, list[str]]] = []
    for why, text in lost:
        if why != _EXTRA:
            continue
        if not rows or _heads_a_row(text):
            rows.append((text, []))
        else:
            rows[-1][1].append(text)
    return tuple((heading, " ".join(texts)) for heading, texts in rows)


def _heads_a_row(text: str) -> bool:
    label = meaning_of(text.rstrip(" :="))
    return text.rstrip().endswith(":") or (label is not None and label.meaning is Meaning.OTHER)


def _lines(draft: Data) -> list[str]:
    """Every line placed; a group heading the reader did not know stands among them."""
    return [line for key in ComponentKey for line in draft[key.value]["source_text"].splitlines()]


def _with_names(data: Data, lost: list[tuple[str, str]]) -> Data:
    """The control data, read again with the rows of names that stood apart from it."""
    rows = [text for _why, text in lost if _SIGNATORIES.match(text)]
    if all(data.get(role, {}).get("name") for role in ("prepared", "checked", "approved")) or not rows:
        return data
    return control_of([*data["source_text"].splitlines(), *rows])


def _control(data: Data) -> Control:
    people, posts = (
        [data.get(name, {}).get(field, "") for name in ("prepared", "checked", "approved")]
        for field in ("name", "title")
    )
    return Control(
        number=data["number"] or "",
        revision=data["revision"] or "",
        revised_on=_day(data["revised_on"]),
        issued_on=_day(data["issued_on"]),
        people=(people[0], people[1], people[2]),
        posts=(posts[0], posts[1], posts[2]),
        lines=tuple(data["source_text"].splitlines()),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _post(data: Data) -> Post:
    return Post(
        data["post"],
        data["education"],
        "; ".join(data["training"]),
        "; ".join(data["skills"]),
        data["experience"],
    )


def _promise(data: Data) -> Promise:
    return Promise(data["amount"], data["unit"], data["condition_text"] or "", data["otherwise"] or "")
