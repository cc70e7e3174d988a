"""What the reader found, as a document that may be unfinished (pure).

A sketch has the shape of a `StandardDocument`, but a component may lack values that the source does not say.
Every word the reader kept is in it: in a heading, in the text of a component, or in `other_text`.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from servicetypes.definition import ProductKind
from standards.vocabulary import ComponentKey, EvaluationKind, Origin, PaperKind
from standards.writing.keys import key_of
from standards.writing.papers import papers_of
from standards.writing.steps import fit_to_product, procedure_of

Data = dict[str, Any]
_K = ComponentKey
_COUNTED = re.compile(r"^(?P<number>(?:[IVXL]{1,6}|\d{1,2})\.)\s+(?=[A-Z])")
_BULLET = re.compile(r"[-–—•●▪*·]")
_HEAD = re.compile(r"^(?P<number>\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z])[.)]?)\s+(?P<text>\S.*)$")


def sketch_of(draft: Data, *, office: str, service: str, origin: Origin, product: ProductKind) -> Data:
    """The document of one draft of `reading.drafts.drafts_of` (with what people placed in it since).

    Our own reasons are kept in Indonesian, whatever the language of the page: they are part of the document.
    """
    with override("id"):
        return _sketch(draft, office, service, origin, product)


def _sketch(draft: Data, office: str, service: str, origin: Origin, product: ProductKind) -> Data:
    added: list[tuple[str, str]] = []
    title, counted = _title(draft["title"])
    found: Data = {
        "office": office,
        "service": service,
        "origin": origin.value,
        "title": title,
        "control": _control(draft["document_control"]) if origin is Origin.LEGACY else {},
        "other_text": [*counted, *_other_text(draft)],
        "definitions": [_loose(one) for one in draft.get("definitions", ())],
    }
    for key in ComponentKey:
        read = draft[key.value]
        found[key.value] = _texts(read) | _READERS[key](read, added)
    added += _fitted(found, product)
    found["added"] = [{"path": path, "reason": reason} for path, reason in dict(added).items()]
    found["notes"] = [
        {"paths": [key.value], "text": doubt} for key in ComponentKey for doubt in draft[key.value]["doubts"]
    ]
    return found


def _title(text: str) -> tuple[str, list[Data]]:
    """The title without its place in a book ("X."), and the line as it was written where it had one."""
    match = _COUNTED.match(text)
    if match is None:
        return text, []
    title = text[match.end() :]
    return title, [{"number": match["number"], "text": title}]


def _control(read: Data) -> Data:
    names = ("number", "revision", "revised_on", "issued_on", "prepared", "checked", "approved")
    return {name: read[name] for name in names if read.get(name)}


def _other_text(draft: Data) -> list[Data]:
    control = [line for line in draft["document_control"]["source_text"].split("\n") if line]
    kept = [{"text": line} for line in control]
    return kept + [_loose(one) for one in draft["unplaced"]]


def _loose(piece: Data) -> Data:
    return {"text": piece["text"], "line": piece["place"] or None}


def _texts(read: Data) -> Data:
    merged = read["merged_with"]
    return {
        "heading": _heading(read["heading"]),
        "source_text": _undrawn(
            passages_of(read["source_text"], [*read["items"], *read.get("rules", [])]),
            read.get("diagram", ""),
        ),
    } | ({"merged_with": merged} if merged == _K.KOMPETENSI.value else {})


def _undrawn(passages: list[Data], diagram: str) -> list[Data]:
    """Without the lines of a chart, which is kept as `diagram` and drawn: nobody reads its arrows as text."""
    drawn = {"".join(line.split()) for line in diagram.split("\n")}
    return [one for one in passages if "".join(one["text"].split()) not in drawn]


def _heading(text: str) -> Data | None:
    words = " ".join(text.split()).rstrip(": ")
    match = _HEAD.match(words)
    if not words:
        return None
    return {"number": match["number"], "text": match["text"]} if match else {"text": words}


def passages_of(text: str, items: list[Data]) -> list[Data]:
    """The lines of a component, cut where one of its numbered items begins; no word is lost or changed."""
    heads = [
        re.compile(rf"{re.escape(item['number'])}\.?\s+(?={re.escape(item['text'][:20])})")
        for item in items
        if item.get("number") and item.get("text")
    ]
    found = []
    for line in text.split("\n"):
        for piece in _cut(line, heads):
            number = next((match[0] for head in heads if (match := head.match(piece))), "")
            found.append({"number": number.strip(), "text": piece.removeprefix(number).strip()})
    return [one for one in found if one["text"] and not _BULLET.fullmatch(one["text"])]


def _cut(line: str, heads: list[re.Pattern[str]]) -> list[str]:
    places = {0}
    begin = 0
    for head in heads:
        match = head.search(line, begin)
        if match and match.start() > 0 and line[match.start() - 1] == " ":
            places.add(match.start())
            begin = match.start() + 1
    cuts = [*sorted(places), len(line)]
    return [line[a:b].strip() for a, b in pairwise(cuts) if line[a:b].strip()]


def bare(text: str) -> str:
    """Without the mark that ends an item in a list."""
    return text.strip(" ;").removesuffix(".").strip(" ;")


def _requirements(read: Data, added: list[tuple[str, str]]) -> Data:
    groups: dict[str, Data] = {}
    for item in read["items"]:
        title = item["group"]
        if title not in groups:
            taken = [group["key"] for group in groups.values()]
            key = key_of(title, taken, fallback="kelompok") if title else "umum"
            groups[title] = {"key": key, "title": title, "requirements": []}
        _requirement(groups[title], item, added)
    return {"groups": list(groups.values())} if groups else {}


def _requirement(group: Data, item: Data, added: list[tuple[str, str]]) -> None:
    papers, unsaid = papers_of(item["text"])
    key = key_of(papers[0]["name"], [one["key"] for one in group["requirements"]], fallback="syarat")
    taken = [paper["key"] for one in group["requirements"] for paper in one["papers"]]
    renamed = {}
    for paper in papers:
        renamed[paper["key"]] = key_of(paper["key"], taken, fallback="berkas")
        paper["key"] = renamed[paper["key"]]
        taken.append(paper["key"])
    text = item["condition"]
    condition = {"key": key_of(text, [], fallback="syarat"), "text": text} if text else None
    group["requirements"].append(
        {"key": key, "text": bare(item["text"]), "papers": papers, "condition": condition}
    )
    reasons = {
        "copies": _("Dokumen tidak menyebut jumlah salinan; dianggap satu lembar."),
        "issuer": _("Dokumen tidak menyebut penerbit surat ini."),
        "kind": _("Dokumen tidak menyebut asli atau salinan; diperlakukan sebagai asli yang diperlihatkan."),
    }
    place = f"persyaratan.groups.{group['key']}.requirements.{key}.papers"
    added += [(f"{place}.{renamed[paper]}.{field}", reasons[field]) for paper, field in unsaid]


def _procedure(read: Data, added: list[tuple[str, str]]) -> Data:
    ticket, steps, made_up = procedure_of(read["items"])
    added += [(f"prosedur.steps.{key}", _("Dokumen tidak menyebut langkah ini.")) for key in made_up]
    return {"diagram": read["diagram"], "ticket": ticket} | ({"steps": steps} if steps else {})


def _time(read: Data, _added: list[tuple[str, str]]) -> Data:
    value = read["value"]
    if not value:
        return {}
    return {
        "amount": value["amount"],
        "unit": value["unit"],
        "condition": value["condition"],
        "condition_text": value["condition_text"] or "",
        "otherwise": value["otherwise"],
        "notify_by": value["notify_by"],
    }


def _fee(read: Data, _added: list[tuple[str, str]]) -> Data:
    amount = (read["value"] or {}).get("rupiah")
    return {} if amount is None else {"rupiah": amount}


def _product(read: Data, _added: list[tuple[str, str]]) -> Data:
    name = bare("; ".join(item["text"] for item in read["items"]))
    return {"name": name} if name else {}


def _complaints(read: Data, _added: list[tuple[str, str]]) -> Data:
    names = ("kind", "shown", "target", "label")
    channels = [{name: item[name] for name in names} for item in read["items"] if "kind" in item]
    kept = {name: read[name] for name in ("book", "box_opened", "recap_months") if read.get(name)}
    return ({"channels": channels} if channels else {}) | kept


def _laws(read: Data, _added: list[tuple[str, str]]) -> Data:
    cited = [bare(item["text"]) for item in read["items"]]
    return {"cited": cited} if cited else {}


def _facilities(read: Data, _added: list[tuple[str, str]]) -> Data:
    names = ("name", "quantity", "unit", "parts")
    items = [{name: item[name] for name in names} for item in read["items"] if item["name"]]
    return {"items": items} if items else {}


def _competences(read: Data, _added: list[tuple[str, str]]) -> Data:
    statements = [bare(item["text"]) for item in read["items"] if "text" in item]
    return {"statements": statements, "posts": read["posts"]}


def _supervision(read: Data, _added: list[tuple[str, str]]) -> Data:
    found = next(iter(read["items"]), None)
    if found is None:
        return {}
    values = {"supervisor": found["supervisor"], "method": found["method"], "role": found["role"]}
    return {name: value for name, value in values.items() if value}


def _staff(read: Data, added: list[tuple[str, str]]) -> Data:
    if not read["value"]:
        return {}
    posts = [{name: item[name] for name in ("post", "role", "count")} for item in read["items"]]
    named = [post for post in posts if post["count"]]
    if len(named) > 1 and "posts" not in read["value"]:
        added.append(("jumlah.total", _("Dokumen tidak menyebut jumlah seluruhnya; ini jumlah per jabatan.")))
    alone = len(named) == 1 and not named[0]["post"]
    return {"total": read["value"]["total"], "posts": [] if alone else named}


def _service_guarantee(read: Data, _added: list[tuple[str, str]]) -> Data:
    return {"rests_on": read["rests_on"], "notify_by": read["notify_by"]}


def _safety_guarantee(read: Data, _added: list[tuple[str, str]]) -> Data:
    return {"rests_on": read["rests_on"]}


def _evaluation(read: Data, _added: list[tuple[str, str]]) -> Data:
    methods = [
        {"kind": EvaluationKind(kind).value, "text": item["text"]}
        for item in read["items"]
        for kind in item["kinds"]
    ]
    return {"methods": methods} if methods else {}


def _fitted(found: Data, product: ProductKind) -> list[tuple[str, str]]:
    """What the product needs and the source does not say, with the reasons."""
    steps = found["prosedur"].get("steps", [])
    reason = _("Dokumen tidak menyebutnya; hasil layanan ini memerlukannya.")
    added = [(f"prosedur.steps.{key}", reason) for key in fit_to_product(steps, product)]
    if product is ProductKind.ENDORSEMENT:
        for group in found["persyaratan"].get("groups", []):
            _endorse(group)
    return added


def _endorse(group: Data) -> None:
    """The applicant's own paper that is signed is the first letter or form of each group."""
    papers = [paper for one in group["requirements"] for paper in one["papers"]]
    kinds = {PaperKind.LETTER.value, PaperKind.FORM.value}
    first = next((paper for paper in papers if paper["kind"] in kinds), None)
    if first is not None:
        first["endorsed"] = True


_READERS: dict[ComponentKey, Callable[[Data, list[tuple[str, str]]], Data]] = {
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
    _K.JAMINAN_PELAYANAN: _service_guarantee,
    _K.JAMINAN_KEAMANAN: _safety_guarantee,
    _K.EVALUASI: _evaluation,
}
