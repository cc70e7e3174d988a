"""The published standards of one service side by side, component by component (pure).

Lists are compared as sets, whatever their order and spelling of capitals: what all have, and what each has
besides. Times are compared in counter minutes; a working day counts as `DAY_MINUTES`, a week of the calendar
as five of them, a month as thirty days of the calendar.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.channels import NAMES
from standards.document import StandardDocument
from standards.vocabulary import OFFICIAL_NAMES, ComponentKey, EvaluationKind, Guarantee, TimeUnit

DAY_MINUTES = 450  # as counters open on most days: seven and a half hours
MINUTES = {
    TimeUnit.MINUTE: 1,
    TimeUnit.HOUR: 60,
    TimeUnit.WORKING_DAY: DAY_MINUTES,
    TimeUnit.DAY: DAY_MINUTES * 5 // 7,
    TimeUnit.WEEK: DAY_MINUTES * 5,
    TimeUnit.MONTH: DAY_MINUTES * 5 * 30 // 7,
}


@dataclass(frozen=True)
class OfficeStandard:
    """A published standard and whose it is."""

    code: str
    name: str
    title: str
    published_on: str
    document: StandardDocument


@dataclass(frozen=True)
class Item:
    """What an office has in a component: its entries, or one value as shown."""

    code: str
    shown: str
    entries: tuple[str, ...]
    besides: tuple[str, ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class Component:
    """One component over all offices. `common`: what every office has. `same`: they do not differ.

    `middle`: the median where the component is a number, else None; `unit` says of what.
    """

    key: str
    name: str
    same: bool
    common: tuple[str, ...]
    items: tuple[Item, ...]
    middle: float | None = None
    unit: str = ""


def _key(text: str) -> str:
    return " ".join(text.casefold().replace(";", "").rstrip(". ").split())


def _requirements(document: StandardDocument) -> list[str]:
    return [
        f"{group.title}: {paper.name}" if group.title else paper.name
        for group in document.persyaratan.groups
        for requirement in group.requirements
        for paper in requirement.papers
    ]


def _rupiah(document: StandardDocument) -> list[str]:
    amount = document.biaya.rupiah
    return [f"Rp {amount:,}".replace(",", ".") if amount else _("Gratis")]


def _competences(document: StandardDocument) -> list[str]:
    found = document.kompetensi
    posts = [": ".join(filter(None, (post.post, post.education))) for post in found.posts]
    return [*found.statements, *filter(None, posts)]


def _time(document: StandardDocument) -> list[str]:
    promise = document.waktu
    return [promise.short + (f", {promise.condition_text}" if promise.condition_text else "")]


RESTS_ON: dict[Guarantee, "str | Promise"] = {
    Guarantee.NOTICE: gettext_lazy("pengumuman"),
    Guarantee.MAKLUMAT: gettext_lazy("maklumat pelayanan"),
    Guarantee.MOTTO: gettext_lazy("moto"),
    Guarantee.CODE_OF_ETHICS: gettext_lazy("kode etik"),
    Guarantee.QUALITY_TARGETS: gettext_lazy("sasaran mutu"),
    Guarantee.QUALITY_POLICY: gettext_lazy("kebijakan mutu"),
    Guarantee.FIRE_EXTINGUISHER: gettext_lazy("alat pemadam api"),
    Guarantee.CCTV: "CCTV",
}
EVALUATED_BY: dict[EvaluationKind, "str | Promise"] = {
    EvaluationKind.SURVEY: gettext_lazy("survei kepuasan"),
    EvaluationKind.SUPERVISION: gettext_lazy("pengawasan atasan"),
    EvaluationKind.MEETING: gettext_lazy("rapat"),
    EvaluationKind.QUALITY_TARGETS: gettext_lazy("sasaran mutu"),
}
READERS: dict[ComponentKey, Callable[[StandardDocument], list[str]]] = {
    ComponentKey.PERSYARATAN: _requirements,
    ComponentKey.PROSEDUR: lambda d: [step.title for step in d.prosedur.steps],
    ComponentKey.WAKTU: _time,
    ComponentKey.BIAYA: _rupiah,
    ComponentKey.PRODUK: lambda d: [d.produk.name],
    ComponentKey.PENGADUAN: lambda d: [str(NAMES[channel.kind]) for channel in d.pengaduan.channels],
    ComponentKey.DASAR_HUKUM: lambda d: list(d.dasar_hukum.cited),
    ComponentKey.SARANA: lambda d: [item.name for item in d.sarana.items],
    ComponentKey.KOMPETENSI: _competences,
    ComponentKey.PENGAWASAN: lambda d: [d.pengawasan.supervisor],
    ComponentKey.JUMLAH: lambda d: [str(d.jumlah.total)],
    ComponentKey.JAMINAN_PELAYANAN: lambda d: [str(RESTS_ON[each]) for each in d.jaminan_pelayanan.rests_on],
    ComponentKey.JAMINAN_KEAMANAN: lambda d: [str(RESTS_ON[each]) for each in d.jaminan_keamanan.rests_on],
    ComponentKey.EVALUASI: lambda d: [str(EVALUATED_BY[each.kind]) for each in d.evaluasi.methods],
}
NUMBERS: dict[ComponentKey, tuple[str, Callable[[StandardDocument], int]]] = {
    ComponentKey.WAKTU: ("minutes", lambda d: d.waktu.amount * MINUTES[d.waktu.unit]),
    ComponentKey.BIAYA: ("rupiah", lambda d: d.biaya.rupiah),
    ComponentKey.JUMLAH: ("people", lambda d: d.jumlah.total),
}


def compare(standards: Sequence[OfficeStandard]) -> list[Component]:
    """All 14 components, in the order of the regulation; none without standards."""
    return [_component(key, standards) for key in ComponentKey] if standards else []


def _component(key: ComponentKey, standards: Sequence[OfficeStandard]) -> Component:
    read = READERS[key]
    entries = [_unique(read(one.document)) for one in standards]
    keys = [{_key(text) for text in each} for each in entries]
    shared: set[str] = set.intersection(*keys)
    common = tuple(text for text in entries[0] if _key(text) in shared)
    mostly = _of_most(entries)
    items = tuple(
        Item(
            one.code,
            "; ".join(each),
            each,
            tuple(text for text in each if _key(text) not in shared),
            tuple(text for text in mostly if _key(text) not in own),
        )
        for one, each, own in zip(standards, entries, keys, strict=True)
    )
    unit, number = NUMBERS.get(key, ("", None))
    middle = float(median(number(one.document) for one in standards)) if number else None
    same = all(each == keys[0] for each in keys)
    return Component(key.value, OFFICIAL_NAMES[key], same, common, items, middle, unit)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(_key(text), text)
    return tuple(found.values())


def _of_most(entries: Sequence[tuple[str, ...]]) -> list[str]:
    """What more than half of the offices have."""
    count: dict[str, int] = {}
    words: dict[str, str] = {}
    for each in entries:
        for text in each:
            count[_key(text)] = count.get(_key(text), 0) + 1
            words.setdefault(_key(text), text)
    return [words[key] for key, n in count.items() if n * 2 > len(entries)]


def plain(component: Component) -> dict[str, Any]:
    """As JSON."""
    return {
        "key": component.key,
        "name": component.name,
        "same": component.same,
        "common": list(component.common),
        "median": component.middle,
        "unit": component.unit,
        "offices": [
            {
                "office": item.code,
                "entries": list(item.entries),
                "besides": list(item.besides),
                "lacking": list(item.lacking),
            }
            for item in component.items
        ],
    }
