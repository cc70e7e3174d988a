"""Drafts of standards out of the blocks of a document: every word kept, what is understood as data (pure)."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from regulations.citations import parse_citation
from standards.reading import values
from standards.reading.blocks import Block, Line, charted
from standards.reading.charts import steps_of
from standards.reading.contacts import channels
from standards.reading.furniture import control_of
from standards.reading.segments import Part, Segment, segments_of
from standards.reading.splitting import Item, items_of
from standards.reading.staffing import goes_on, posts_of
from standards.vocabulary import OFFICIAL_NAMES, ComponentKey

Data = dict[str, Any]
_K = ComponentKey


_BROKEN_ARROW = re.compile(r"-\s?-\s+>")  # by the width of a column
_SUM = re.compile(  # the last row of a table of posts
    r"\W*(?:jumlah|total)(?:\s+(?:jumlah|seluruh(?:nya)?|semua(?:nya)?|keseluruhan|pelaksana|petugas))*\s*:?\s*\d",
    re.IGNORECASE,
)
_FULL_LINE = 60
_ENUMERATED = frozenset({_K.PERSYARATAN, _K.PROSEDUR, _K.DASAR_HUKUM, _K.SARANA, _K.KOMPETENSI, _K.EVALUASI})


def drafts_of(blocks: list[Block]) -> list[Data]:
    """One draft for each standard of the document, ready for JSON."""
    return [draft_of(segment) for segment in segments_of(blocks)]


def draft_of(segment: Segment) -> Data:
    """What is understood of one standard."""
    draft: Data = {"title": " ".join(segment.titles)}
    draft |= {key.value: _component(key, segment.part(key)) for key in ComponentKey}
    _count_posts(draft)
    draft["unplaced"] = [
        {"text": lost.text, "why": _(lost.why), "place": lost.place} for lost in segment.unplaced
    ]
    draft["document_control"] = control_of(segment.control)
    draft["confidence"] = confidence_of(draft)
    return draft


def confidence_of(draft: Data) -> float:
    """The mean of the 14 components."""
    total: float = sum(draft[key.value]["confidence"] for key in ComponentKey)
    return round(total / len(ComponentKey), 2)


def with_text(key: ComponentKey, component: Data, text: str) -> Data:
    """The component of a draft with more text of the document below its own, read anew."""
    lines = [line for line in (*component["source_text"].split("\n"), text) if line]
    headings = [component["heading"]] if component["heading"] else []
    merged = component["merged_with"]
    part = Part(headings, list(charted(map(Line, lines))), 1.0, ComponentKey(merged) if merged else None)
    placed_by_hand = part if headings or merged else replace(part, headings=[OFFICIAL_NAMES[key]])
    return _component(key, placed_by_hand) | {"heading": component["heading"]}


def _component(key: ComponentKey, part: Part) -> Data:
    """`source_text`: the words below the heading, line by line. `doubts`: what a person should look at."""
    items = [item for item in items_of(part.lines) if any(sign.isalnum() for sign in item.text)]
    told = _one_paragraph([item for item in items if not item.lead]) if key in _ENUMERATED else items
    told = [item for item in told if not item.lead]
    read = _READERS.get(key, _texts)(_at_semicolons(told) if key in _ENUMERATED else told)
    doubts = _doubts(key, part, read)
    return {
        "heading": "\n".join(part.headings),
        "merged_with": part.merged_with,
        "source_text": "\n".join(line.text for line in part.lines),
        **read,
        "confidence": round(max(part.sure - 0.3 * len(doubts), 0.0), 2) if part.lines else 0.0,
        "doubts": doubts,
    }


def _one_paragraph(items: list[Item]) -> list[Item]:
    """Lines of full width with semicolons in them are one sentence that the page broke anywhere."""
    full = all(len(item.text) >= _FULL_LINE for item in items[:-1])
    plain = not any(item.listed or item.chart for item in items)
    within = sum(item.text.rstrip("; ").count(";") for item in items)
    if len(items) > 1 and full and plain and within > 1:
        return [replace(items[0], text=" ".join(item.text for item in items))]
    return items


def _at_semicolons(items: list[Item]) -> list[Item]:
    """One unmarked line "Komputer; printer; meja" is a list."""
    if len(items) != 1 or items[0].listed or items[0].chart:
        return items
    return [replace(items[0], text=text.strip()) for text in items[0].text.split(";") if text.strip(" .")]


def _doubts(key: ComponentKey, part: Part, read: Data) -> list[str]:
    name = OFFICIAL_NAMES[key]
    if not part.lines:
        return [_("{name} tidak ditemukan di dokumen.").format(name=name)]
    found = (
        []
        if part.headings or part.merged_with
        else [_("{name} ditebak dari isinya; dokumen tidak memberi judul.").format(name=name)]
    )
    if not read["items"]:
        found.append(_("{name} tidak terbaca sebagai butir.").format(name=name))
    if key in {_K.WAKTU, _K.BIAYA, _K.JUMLAH} and read.get("value") is None:
        found.append(_("{name} tidak terbaca sebagai angka.").format(name=name))
    if (read.get("value") or {}).get("agrees") is False:
        found.append(_("{name}: angka dan hurufnya tidak sama.").format(name=name))
    if key is _K.JUMLAH and not _adds_up(read.get("value") or {}):
        found.append(_("{name}: jumlah seluruhnya lain dari jumlah tiap jabatan.").format(name=name))
    return found


def _adds_up(staff: Data) -> bool:
    return not staff.get("posts") or staff["posts"] == staff["total"]


def _item(item: Item) -> Data:
    return {"number": item.number, "text": item.text}


def _texts(items: list[Item]) -> Data:
    return {"items": [_item(item) for item in items]}


def _requirements(items: list[Item]) -> Data:
    """A line in capitals opens a variant of the service; "(Jika …)" is the condition of one requirement."""
    found: list[Data] = []
    group = ""
    for item in items:
        if _opens_group(item, items):
            group = item.text.strip(" :")
            continue
        found.append(_item(item) | {"group": group, "condition": _condition(item.text)})
    return {"items": found, "groups": list(dict.fromkeys(one["group"] for one in found if one["group"]))}


def _opens_group(item: Item, items: list[Item]) -> bool:
    return (
        not item.listed
        and any(one.listed for one in items)
        and (item.text.isupper() or item.text.endswith(":"))
    )


def _condition(text: str) -> str | None:
    begin, end = text.lower().rfind("(jika"), text.rfind(")")
    return text[begin + 1 : end] if 0 <= begin < end else None


def _procedure(items: list[Item]) -> Data:
    """The written steps; the stations of the chart where no step is written."""
    drawn = [item.text for item in items if item.chart]
    written = [_item(item) for item in items if not item.chart]
    stations = steps_of(drawn)
    drawn_items = [{"number": str(at), "text": text} for at, text in enumerate(stations, 1)]
    diagram = _BROKEN_ARROW.sub("-->", "\n".join(drawn))
    return {"items": written or drawn_items, "diagram": diagram, "stations": stations}


def _time(items: list[Item]) -> Data:
    read = [_item(item) | {"value": values.duration(item.text)} for item in items]
    return {"items": read, "value": next((one["value"] for one in read if one["value"]), None)}


def _fee(items: list[Item]) -> Data:
    read = [_item(item) | {"value": values.fee(item.text)} for item in items]
    return {"items": read, "value": values.fee(" ".join(item.text for item in items))}


def _product(items: list[Item]) -> Data:
    """What stands after "Hasil Pelayanan …:" is the product, the words before only announce it."""
    names = [item for item in items if not item.text.endswith(":")] or items
    return {"items": [_item(item) | {"text": _after_colon(item.text)} for item in names]}


def _after_colon(text: str) -> str:
    before, mark, after = text.partition(": ")
    return after if mark and "hasil pelayanan" in before.lower() else text


def _complaints(items: list[Item]) -> Data:
    """Channels where there are any; the numbered rules of handling stand in `rules`."""
    text = (
        " ; ".join(item.text for item in items)
        if any(i.listed for i in items)
        else " ".join(i.text for i in items)
    )
    rules = [_item(item) for item in items if item.number]
    found = {"items": channels(text) or [_item(item) for item in items], "rules": rules}
    return found | values.complaint_book(" ".join(item.text for item in items))


def _laws(items: list[Item]) -> Data:
    return {"items": [_item(item) | {"citation": _citation(item.text)} for item in items]}


def _citation(text: str) -> Data | None:
    found = parse_citation(text)
    if found is None:
        return None
    return {
        "kind": found.kind.value,
        "number": found.number,
        "year": found.year,
        "title": found.title,
        "key": found.key,
    }


def _facilities(items: list[Item]) -> Data:
    """A sentence of things with commas is a list, if it is the only item."""
    texts = [(item.number, item.text) for item in items]
    if len(texts) == 1 and texts[0][1].count(",") >= 2:
        texts = [("", part.strip(" .")) for part in texts[0][1].split(",")]
    return {"items": [{"number": number, "text": text, **values.facility(text)} for number, text in texts]}


def _competences(items: list[Item]) -> Data:
    posts, others = posts_of((item.number, item.text) for item in items)
    numbers = {item.text: item.number for item in items}
    return {"items": [*posts, *({"number": numbers[text], "text": text} for text in others)], "posts": posts}


def _staff(items: list[Item]) -> Data:
    """A number before the posts it consists of ("3 orang, yaitu …") is the total; `posts` is their sum."""
    unread: list[Data] = [{"post": "", "role": None, "count": None}]
    found: list[Data] = [
        _item(item) | read for item in _whole_posts(items) for read in values.people(item.text) or unread
    ]
    summed_up = [one for one in found if _SUM.match(one.get("text", "")) and one["count"]]
    if len(summed_up) == 1 and len(found) > len(summed_up) + 1:
        found = [
            summed_up[0] | {"post": "", "role": None},
            *(one for one in found if one is not summed_up[0]),
        ]
    named = [one for one in found if one["post"]]
    counts = [int(one["count"]) for one in named if one["count"]]
    alone = [int(one["count"]) for one in found if one["count"] and not one["post"]]
    if named and len(set(alone)) == 1 and found[0]["count"] == alone[0]:
        found = [found[0], *(one for one in found[1:] if one["post"] or not one["count"])]
        summed = {"posts": sum(counts)} if len(counts) == len(named) else {}
        return {"items": found[1:], "value": {"total": alone[0]} | summed}
    return {"items": found, "value": {"total": sum(counts + alone)} if counts or alone else None}


def _whole_posts(items: list[Item]) -> list[Item]:
    """A sentence of posts that the page broke between a post and its number, or within a post."""
    found: list[Item] = []
    for item in items:
        if found and not item.listed and goes_on(found[-1].text, item.text):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {item.text}")
        else:
            found.append(item)
    return found


def _count_posts(draft: Data) -> None:
    """Under one heading with the competences, the counts come in the order of the posts."""
    posts, counts = draft[_K.KOMPETENSI.value]["posts"], draft[_K.JUMLAH.value]["items"]
    if len(posts) == len(counts):
        for post, count in zip(posts, counts, strict=True):
            if not count["post"]:
                count |= {"post": post["post"], "role": post["role"]}


def _supervision(items: list[Item]) -> Data:
    return {"items": [_item(item) | values.supervisor(item.text) for item in items]}


def _guarantee(items: list[Item]) -> Data:
    text = " ".join(item.text for item in items)
    return {
        "items": [_item(item) for item in items],
        "rests_on": values.guarantees(text),
        "notify_by": values.notices(text),
    }


def _evaluation(items: list[Item]) -> Data:
    return {"items": [_item(item) | {"kinds": values.methods(item.text)} for item in items]}


_READERS: dict[ComponentKey, Callable[[list[Item]], Data]] = {
    _K.PERSYARATAN: _requirements,
    _K.PROSEDUR: _procedure,
    _K.WAKTU: _time,
    _K.BIAYA: _fee,
    _K.PRODUK: _product,
    _K.PENGADUAN: _complaints,
    _K.DASAR_HUKUM: _laws,
    _K.SARANA: _facilities,
    _K.KOMPETENSI: _competences,
    _K.PENGAWASAN: _supervision,
    _K.JUMLAH: _staff,
    _K.JAMINAN_PELAYANAN: _guarantee,
    _K.JAMINAN_KEAMANAN: _guarantee,
    _K.EVALUASI: _evaluation,
}
