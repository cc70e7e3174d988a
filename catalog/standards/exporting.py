"""A published standard laid out for entry into SIPPN: the 14 components in order, one line an item. Pure.

`isi` is what is typed in; `jumlah` and `satuan` where an item counts something (minutes, rupiah, people).
Items are the document's own values; the words as published stand in the JSON beside them (`bunyi`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from standards import presenters
from standards.channels import name_of
from standards.components import UNIT_WORDS
from standards.document import StandardDocument
from standards.vocabulary import OFFICIAL_NAMES, SERVICE_DELIVERY, ComponentKey, PaperKind

HEAD = (
    *("kode_kantor", "kantor", "layanan", "nomor", "komponen", "urut"),
    *("isi", "jumlah", "satuan", "keterangan"),
)


@dataclass(frozen=True)
class Item:
    """One line of a component."""

    isi: str
    jumlah: int | None = None
    satuan: str = ""
    keterangan: str = ""


@dataclass(frozen=True, kw_only=True)
class Published:
    """A standard in force and whose it is; `code` is the office's of Kemendagri."""

    code: str
    office: str
    service: str
    since: date
    url: str
    document: StandardDocument


def as_json(found: Published) -> dict[str, Any]:
    """The standard as one object: who and what, document control, 14 components."""
    control = found.document.control
    return {
        "kode_kantor": found.code,
        "kantor": found.office,
        "layanan": found.service,
        "judul": found.document.title,
        "berlaku_sejak": found.since.isoformat(),
        "halaman": found.url,
        "dokumen": {
            "nomor": control.number,
            "revisi": control.revision,
            "tanggal_revisi": control.revised_on.isoformat() if control.revised_on else None,
            "tanggal_terbit": control.issued_on.isoformat() if control.issued_on else None,
        },
        "komponen": [_component(found.document, n, key) for n, key in enumerate(ComponentKey, start=1)],
    }


def _component(document: StandardDocument, number: int, key: ComponentKey) -> dict[str, Any]:
    return {
        "nomor": number,
        "kunci": key.value,
        "nama": OFFICIAL_NAMES[key],
        "kelompok": "service delivery" if key in SERVICE_DELIVERY else "manufacturing",
        "butir": [vars(item) for item in items(document, key)],
        "bunyi": [passage.words for passage in document.component(key).source_text],
    }


def rows(found: Published) -> Iterator[tuple[object, ...]]:
    """The same as lines under `HEAD`."""
    for number, key in enumerate(ComponentKey, start=1):
        for place, item in enumerate(items(found.document, key), start=1):
            whose = (found.code, found.office, found.service, number, OFFICIAL_NAMES[key], place)
            yield (*whose, item.isi, item.jumlah, item.satuan, item.keterangan)


def items(document: StandardDocument, key: ComponentKey) -> list[Item]:
    """The items of a component; where it has no values of its own, its words as published."""
    made = _MAKERS.get(key)
    found = list(made(document)) if made else []
    return found or [Item(passage.words) for passage in document.component(key).source_text]


def _requirements(document: StandardDocument) -> Iterator[Item]:
    for group in document.persyaratan.groups:
        for requirement in group.requirements:
            condition = requirement.condition.text if requirement.condition else ""
            for paper in requirement.papers:
                copies = paper.copies if paper.kind is PaperKind.COPY else None
                note = "; ".join(filter(None, (group.title, condition)))
                yield Item(paper.name, copies, "lembar" if copies else "", note)


def _steps(document: StandardDocument) -> Iterator[Item]:
    for step in document.prosedur.steps:
        yield Item(step.title, step.minutes, "menit" if step.minutes else "", step.actor)


def _time(document: StandardDocument) -> Iterator[Item]:
    promise = document.waktu
    note = "; ".join(filter(None, (promise.condition_text, promise.otherwise)))
    yield Item(promise.short, promise.amount, UNIT_WORDS[promise.unit], note)


def _fee(document: StandardDocument) -> Iterator[Item]:
    yield Item(presenters.fee(document), document.biaya.rupiah, "rupiah")


def _product(document: StandardDocument) -> Iterator[Item]:
    yield Item(document.produk.name)


def _channels(document: StandardDocument) -> Iterator[Item]:
    for channel in document.pengaduan.channels:
        yield Item(channel.shown, keterangan=name_of(channel))


def _basis(document: StandardDocument) -> Iterator[Item]:
    yield from map(Item, document.dasar_hukum.cited)


def _facilities(document: StandardDocument) -> Iterator[Item]:
    for one in document.sarana.items:
        yield Item(one.name, one.quantity, one.unit)


def _supervision(document: StandardDocument) -> Iterator[Item]:
    yield Item(document.pengawasan.supervisor, keterangan=document.pengawasan.method)


def _staff(document: StandardDocument) -> Iterator[Item]:
    for post in document.jumlah.posts:
        yield Item(post.post or "Pelaksana", post.count, "orang")
    if not document.jumlah.posts:
        yield Item("Pelaksana", document.jumlah.total, "orang")


_MAKERS: dict[ComponentKey, Callable[[StandardDocument], Iterator[Item]]] = {
    ComponentKey.PERSYARATAN: _requirements,
    ComponentKey.PROSEDUR: _steps,
    ComponentKey.WAKTU: _time,
    ComponentKey.BIAYA: _fee,
    ComponentKey.PRODUK: _product,
    ComponentKey.PENGADUAN: _channels,
    ComponentKey.DASAR_HUKUM: _basis,
    ComponentKey.SARANA: _facilities,
    ComponentKey.PENGAWASAN: _supervision,
    ComponentKey.JUMLAH: _staff,
}
