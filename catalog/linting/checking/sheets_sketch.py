"""A draft that lacks values yet, as a sheet: what is there is checked, what is not is left out (pure)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from linting.checking.grouping import groups_in
from linting.checking.sheet import Contact, Control, Part, Post, Promise, Sheet
from standards.reading.charts import steps_of
from standards.reading.furniture import is_control
from standards.vocabulary import ComponentKey, Origin

Data = dict[str, Any]
_K = ComponentKey


def sheet_of_sketch(data: Data, *, office: str, service: str) -> Sheet:
    """`data` has the shape of a `StandardDocument` and may lack any part of it."""
    drawn_here = data.get("origin") == Origin.LOKET
    # Heads and control of the old document that stand beside a new one are printed no more.
    others = [] if drawn_here else [_words(one) for one in data.get("other_text") or ()]
    staff = _of(data, _K.JUMLAH)
    return Sheet(
        service=service,
        title=data.get("title") or "",
        office=office,
        level="kelurahan" if office.startswith("kel-") else "kecamatan",
        parts={key: _part(data, key) for key in ComponentKey},
        heads=tuple(text for text in others if not is_control(text) and not groups_in([text])),
        control=_control(data.get("control") or {}, others),
        groups=groups_in(others),
        contacts=tuple(
            Contact(
                one.get("kind", ""), one.get("shown", ""), one.get("target") or "", one.get("label") or ""
            )
            for one in _rows(data, _K.PENGADUAN, "channels")
        ),
        cited=tuple(_of(data, _K.DASAR_HUKUM).get("cited") or ()),
        facilities=tuple(
            name
            for one in _rows(data, _K.SARANA, "items")
            for name in (one.get("name", ""), *(one.get("parts") or ()))
        ),
        posts=tuple(_post(one) for one in _rows(data, _K.KOMPETENSI, "posts")),
        staff=tuple(one["post"] for one in staff.get("posts") or () if one.get("post")),
        staff_total=staff.get("total"),
        supervisor=_of(data, _K.PENGAWASAN).get("supervisor") or "",
        promise=_promise(_of(data, _K.WAKTU)),
        rupiah=_of(data, _K.BIAYA).get("rupiah"),
        chart=_of(data, _K.PROSEDUR).get("diagram") or "",
        grouped=len(_of(data, _K.PERSYARATAN).get("groups") or ()) > 1,
        drawn_here=drawn_here,
    )


def _of(data: Data, key: ComponentKey) -> Data:
    found: Data = data.get(key.value) or {}
    return found


def _rows(data: Data, key: ComponentKey, name: str) -> Iterator[Data]:
    yield from _of(data, key).get(name) or ()


def _words(passage: Data) -> str:
    return f"{passage.get('number') or ''} {passage.get('text') or ''}".strip()


def _part(data: Data, key: ComponentKey) -> Part:
    component = _of(data, key)
    chart = component.get("diagram") or ""
    texts = [one.get("text") or "" for one in component.get("source_text") or ()]
    texts = [text for text in texts if text and text != chart]
    if key is _K.PROSEDUR and len(texts) <= 1 and chart:
        texts += steps_of([chart])
    return Part(_words(component.get("heading") or {}), tuple(texts), bool(component.get("merged_with")))


def _post(one: Data) -> Post:
    return Post(
        one.get("post") or "",
        one.get("education") or "",
        "; ".join(one.get("training") or ()),
        "; ".join(one.get("skills") or ()),
        one.get("experience") or "",
    )


def _promise(wait: Data) -> Promise | None:
    if not (wait.get("amount") and wait.get("unit")):
        return None
    return Promise(
        wait["amount"], wait["unit"], wait.get("condition_text") or "", wait.get("otherwise") or ""
    )


def _control(control: Data, others: list[str]) -> Control:
    people = [(control.get(name) or {}).get("name") or "" for name in ("prepared", "checked", "approved")]
    return Control(
        number=control.get("number") or "",
        revision=control.get("revision") or "",
        revised_on=_day(control.get("revised_on")),
        issued_on=_day(control.get("issued_on")),
        people=(people[0], people[1], people[2]),
        lines=tuple(text for text in others if is_control(text)),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
