"""What was read out of a document, for the page that shows it beside its source. Nothing is decided here."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.indonesian import rupiah
from standards.components import TimePromise
from standards.importing import DEFINITIONS, LOW, Found
from standards.reading.segments import HEAD_OF_PAGE
from standards.vocabulary import OFFICIAL_NAMES, ComponentKey, TimeUnit
from standards.writing.loose import real_ones

Data = dict[str, Any]


def line(number: int, one: Found, url: str) -> dict[str, Any]:
    """One standard of the document in a list."""
    current = one.current
    return {
        "number": number,
        "title": current["title"] or _("(tanpa judul)"),
        "url": url,
        "doubts": sum(len(current[key.value]["doubts"]) for key in ComponentKey),
        "left": len(one.left),
        "saved": one.saved,
    }


def review(one: Found) -> dict[str, Any]:
    """`components`, `doubts` (with the component they lead to), `left` (what may belong somewhere), `heads`
    (what only repeats the head of a page), `definitions` and `choices` of the page."""
    current = one.current
    components = [
        _component(number, key, current[key.value], one) for number, key in enumerate(ComponentKey, start=1)
    ]
    return {
        "title": current["title"],
        "components": components,
        "doubts": [(part["key"], doubt) for part in components for doubt in part["doubts"]],
        "definitions": _placed(one, DEFINITIONS),
        "choices": [
            (DEFINITIONS, _("Definisi")),
            *((key.value, OFFICIAL_NAMES[key]) for key in ComponentKey),
        ],
        **_left(one),
        "control": _control(current["document_control"]),
    }


def _left(one: Found) -> dict[str, Any]:
    pieces = [{"at": at, **piece} for at, piece in one.left]
    there = real_ones([piece["text"] for piece in pieces], one.current["title"])
    real = {at for at in there if pieces[at]["why"] != _(HEAD_OF_PAGE)}
    return {
        "left": [piece for at, piece in enumerate(pieces) if at in real],
        "heads": [piece for at, piece in enumerate(pieces) if at not in real],
    }


def _placed(one: Found, key: str) -> list[Data]:
    pieces = one.draft["unplaced"]
    return [{"at": at, "text": pieces[at]["text"]} for at in one.placed_in(key)]


def _component(number: int, key: ComponentKey, read: Data, one: Found) -> dict[str, Any]:
    return {
        "key": key.value,
        "number": number,
        "name": OFFICIAL_NAMES[key],
        "heading": read["heading"],
        "source": read["source_text"].split("\n") if read["source_text"] else [],
        "items": _items(key, read),
        "value": _value(key, read.get("value")),
        "doubts": read["doubts"],
        "low": read["confidence"] < LOW,
        "placed": _placed(one, key.value),
    }


def _items(key: ComponentKey, read: Data) -> list[str]:
    if key is ComponentKey.PENGADUAN:
        return [
            " ".join(filter(None, (i.get("label"), i.get("shown"), i.get("text")))) for i in read["items"]
        ]
    if key is ComponentKey.PERSYARATAN:
        return [f"{i['group']}: {i['text']}" if i["group"] else i["text"] for i in read["items"]]
    if key is ComponentKey.JUMLAH:
        return [_people(item) for item in read["items"]]
    if key is ComponentKey.KOMPETENSI:
        return [item["text"] if "text" in item else _post(item) for item in read["items"]]
    return [item.get("text") or "–" for item in read["items"]]


def _post(item: Data) -> str:
    """What was read for one post: "Camat. Pendidikan: Minimal S1. Pengalaman kerja: Minimal 4 tahun"."""
    rows = (
        (_("Pendidikan"), item["education"]),
        (_("Pelatihan"), ", ".join(item["training"])),
        (_("Keterampilan"), ", ".join(item["skills"])),
        (_("Pengalaman kerja"), item["experience"]),
    )
    read = [f"{label}: {text}" for label, text in rows if text]
    return ". ".join([item["post"] or _("(tanpa jabatan)"), *read])


def _people(item: Data) -> str:
    if not item["count"]:
        return str(item["text"])
    return _("{post}: {n} orang").format(post=item["post"] or _("Petugas"), n=item["count"])


def _value(key: ComponentKey, value: Data | None) -> str:
    """The amount that was read, "" where the component has none."""
    if not value:
        return ""
    if key is ComponentKey.WAKTU:
        return TimePromise(amount=value["amount"], unit=TimeUnit(value["unit"])).short
    if key is ComponentKey.BIAYA:
        amount = value["rupiah"]
        return "" if amount is None else rupiah(amount) if amount else _("Gratis")
    n = value["total"]
    return ngettext("{n} orang", "{n} orang", n).format(n=n)


def _control(read: Data) -> list[tuple[str, str]]:
    rows = [
        (_("Nomor dokumen"), read.get("number")),
        (_("Revisi"), read.get("revision")),
        (_("Tanggal terbit"), read.get("issued_on")),
    ]
    rows += [
        (label, ", ".join(filter(None, (read.get(name) or {}).values())))
        for label, name in (
            (_("Disusun oleh"), "prepared"),
            (_("Diperiksa oleh"), "checked"),
            (_("Disetujui oleh"), "approved"),
        )
    ]
    return [(label, value) for label, value in rows if value]
