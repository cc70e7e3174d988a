"""The words of a component out of its values, for a standard that is written here (pure)."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import override

from commons.indonesian import rupiah
from standards.components import TimePromise
from standards.vocabulary import ComponentKey, TimeUnit
from standards.writing import labels

Data = dict[str, Any]
_K = ComponentKey


def spelled(key: ComponentKey, data: Data) -> list[str]:
    """Lines that say what the values say, in Indonesian whatever language the page has; [] where there are
    none."""
    with override("id"):
        return [line for line in _SPELLERS[key](data) if line]


def _numbered(lines: list[str]) -> list[str]:
    return [f"{at}. {line}" for at, line in enumerate(lines, start=1)] if len(lines) > 1 else lines


def _requirements(data: Data) -> list[str]:
    found: list[str] = []
    for group in data.get("groups", ()):
        lines = []
        for one in group["requirements"]:
            condition = (one.get("condition") or {}).get("text", "")
            said = condition and condition.casefold() not in one["text"].casefold()
            lines.append(f"{one['text']} ({condition})" if said else one["text"])
        found += ([group["title"]] if group.get("title") else []) + _numbered(lines)
    return found


def _procedure(data: Data) -> list[str]:
    lines = ["Pemohon mengambil nomor antrean"] if data.get("ticket") else []
    lines += [
        f"{step['title']} ({step['actor']})" if step.get("actor") else step["title"]
        for step in data.get("steps", ())
    ]
    return _numbered(lines)


def _time(data: Data) -> list[str]:
    if not data.get("amount") or not data.get("unit"):
        return []
    words = TimePromise(amount=data["amount"], unit=TimeUnit(data["unit"])).short
    condition = data.get("condition_text") or ("bila pimpinan ada di tempat" if data.get("condition") else "")
    text = f"{words} sejak berkas lengkap dan benar" + (f", {condition}" if condition else "")
    return [text, data.get("otherwise") or ""]


def _fee(data: Data) -> list[str]:
    if "rupiah" not in data:
        return []
    return [rupiah(data["rupiah"]) if data["rupiah"] else "Gratis"]


def _complaints(data: Data) -> list[str]:
    kinds = dict(labels.CHANNELS)
    lines = [f"{one['label'] or kinds[one['kind']]}: {one['shown']}" for one in data.get("channels", ())]
    months = data.get("recap_months")
    return [
        *lines,
        f"Dicatat di {data['book']}" if data.get("book") else "",
        f"Kotak saran dibuka {data['box_opened']}" if data.get("box_opened") else "",
        f"Direkap setiap {months} bulan" if months else "",
    ]


def _facilities(data: Data) -> list[str]:
    return _numbered(
        [
            " ".join(str(part) for part in (one["name"], one.get("quantity"), one.get("unit")) if part)
            for one in data.get("items", ())
        ]
    )


def _competences(data: Data) -> list[str]:
    lines = list(data.get("statements", ()))
    for post in data.get("posts", ()):
        parts = [
            post.get("education", ""),
            post.get("experience", ""),
            ", ".join(post.get("training", ())),
            ", ".join(post.get("skills", ())),
        ]
        lines.append(f"{post.get('post') or 'Pelaksana'}: {'; '.join(part for part in parts if part)}")
    return lines


def _supervision(data: Data) -> list[str]:
    if not data.get("supervisor"):
        return []
    method = data.get("method", "")
    return [f"{data['supervisor']}: {method}" if method else data["supervisor"]]


def _staff(data: Data) -> list[str]:
    posts = [f"{one.get('post') or 'Petugas'}: {one['count']} orang" for one in data.get("posts", ())]
    return posts or ([f"{data['total']} orang"] if data.get("total") else [])


def _guarantee(data: Data) -> list[str]:
    names = dict(labels.GUARANTEES)
    channels = dict(labels.NOTICES)
    lines = [str(names[each]) for each in data.get("rests_on", ())]
    by = ", ".join(str(channels.get(each, each)) for each in data.get("notify_by", ()))
    return [*lines, f"Pemohon dihubungi lewat {by}" if by else ""]


_SPELLERS: dict[ComponentKey, Callable[[Data], list[str]]] = {
    _K.PERSYARATAN: _requirements,
    _K.PROSEDUR: _procedure,
    _K.WAKTU: _time,
    _K.BIAYA: _fee,
    _K.PRODUK: lambda data: [data.get("name", "")],
    _K.PENGADUAN: _complaints,
    _K.DASAR_HUKUM: lambda data: _numbered(list(data.get("cited", ()))),
    _K.SARANA: _facilities,
    _K.KOMPETENSI: _competences,
    _K.PENGAWASAN: _supervision,
    _K.JUMLAH: _staff,
    _K.JAMINAN_PELAYANAN: _guarantee,
    _K.JAMINAN_KEAMANAN: _guarantee,
    _K.EVALUASI: lambda data: _numbered([one["text"] for one in data.get("methods", ())]),
}
