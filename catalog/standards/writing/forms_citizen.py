"""Forms of components 1–6: what a citizen is shown (pure)."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from standards.reading.contacts import target_of
from standards.vocabulary import ChannelKind, Issuer, PaperKind, StepKind, TimeCondition
from standards.writing import labels
from standards.writing.asking import Ask, Errors, Part, Rows, Values, filled, whole_number
from standards.writing.keys import kept

Data = dict[str, Any]
_KEYS = ("in", "req", "key", "cond")
_PAPERS = Rows(
    name="papers",
    label=_("Berkas yang dibawa"),
    row_label=_("Berkas"),
    hint=_(
        "Satu baris satu berkas yang dicentang di loket. Kelompok memisahkan kasus, misalnya baru dan hilang."
    ),
    columns=(
        *(Ask(name=name, label="", kind="hidden") for name in _KEYS),
        Ask(name="name", label=_("Nama berkas"), kind="sentence", required=True),
        Ask(name="kind", label=_("Dibawa sebagai"), kind="list", choices=labels.PAPERS, required=True),
        Ask(name="copies", label=_("Jumlah lembar fotokopi"), kind="integer"),
        Ask(name="issuer", label=_("Diterbitkan oleh"), kind="list", choices=labels.ISSUERS),
        Ask(name="group", label=_("Kelompok"), hint=_("Kosongkan bila hanya satu.")),
        Ask(name="condition", label=_("Hanya bila"), hint=_("Misalnya: Jika hilang.")),
        Ask(
            name="text",
            label=_("Bunyi persyaratan"),
            kind="sentence",
            hint=_("Kosongkan bila sama dengan namanya."),
        ),
        Ask(
            name="alternatives",
            label=_("Salah satu dari"),
            hint=_("Pisahkan dengan koma, misalnya: KTP, KK."),
        ),
        Ask(
            name="endorsed",
            label=_("Pengesahan"),
            kind="choices",
            choices=(("ya", _("Berkas ini yang disahkan kantor")),),
        ),
    ),
)
REQUIREMENTS: tuple[Part, ...] = (_PAPERS,)
PROCEDURE: tuple[Part, ...] = (
    Ask(
        name="ticket",
        label=_("Nomor antrean"),
        kind="choices",
        choices=(("ya", _("Pemohon mengambil nomor antrean dahulu")),),
    ),
    Rows(
        name="steps",
        label=_("Langkah"),
        row_label=_("Langkah"),
        hint=_("Langkah pertama menerima berkas, yang terakhir menyerahkan kepada pemohon."),
        columns=(
            Ask(name="key", label="", kind="hidden"),
            Ask(name="title", label=_("Apa yang dilakukan"), kind="sentence", required=True),
            Ask(name="kind", label=_("Jenis langkah"), kind="list", choices=labels.STEPS, required=True),
            Ask(name="actor", label=_("Dilakukan oleh"), hint=_("Jabatan seperti di dokumen.")),
            Ask(
                name="role",
                label=_("Hanya peran"),
                kind="list",
                choices=labels.ROLES,
                hint=_("Kosongkan bila siapa pun yang berwenang."),
            ),
            Ask(name="minutes", label=_("Menit"), kind="integer"),
            Ask(name="lookup", label=_("Mencari di"), kind="list", choices=labels.LOOKUPS),
            Ask(
                name="also",
                label=_("Bersama langkah ini"),
                kind="choices",
                choices=(("ya", _("Dicatat di Buku Register")),),
            ),
        ),
    ),
    Ask(
        name="diagram",
        label=_("Bagan alur"),
        kind="long_text",
        hint=_("Teks bagan seperti di dokumen, bila ada."),
    ),
)
TIME: tuple[Part, ...] = (
    Ask(name="amount", label=_("Lamanya"), kind="integer", required=True),
    Ask(name="unit", label=_("Satuan"), kind="list", choices=labels.UNITS, required=True),
    Ask(
        name="condition",
        label=_("Syarat"),
        kind="choices",
        choices=(("ya", _("Hanya bila pimpinan ada di tempat")),),
    ),
    Ask(name="condition_text", label=_("Bunyi syaratnya"), kind="sentence"),
    Ask(name="otherwise", label=_("Bila syarat itu tidak terpenuhi"), kind="long_text"),
    Ask(name="notify_by", label=_("Pemohon dihubungi lewat"), kind="choices", choices=labels.NOTICES),
)
FEE: tuple[Part, ...] = (
    Ask(name="rupiah", label=_("Biaya"), kind="money", required=True, hint=_("Tulis 0 bila gratis.")),
)
PRODUCT: tuple[Part, ...] = (Ask(name="name", label=_("Produk layanan"), kind="sentence", required=True),)
COMPLAINTS: tuple[Part, ...] = (
    Rows(
        name="channels",
        label=_("Saluran pengaduan"),
        row_label=_("Saluran"),
        columns=(
            Ask(name="kind", label=_("Jenis"), kind="list", choices=labels.CHANNELS, required=True),
            Ask(name="shown", label=_("Nomor, alamat, atau nama"), required=True),
            Ask(name="label", label=_("Sebutan"), hint=_("Misalnya: HP Pelayanan.")),
        ),
    ),
    Ask(name="book", label=_("Buku pengaduan")),
    Ask(name="box_opened", label=_("Kotak saran dibuka")),
    Ask(name="recap_months", label=_("Direkap setiap berapa bulan"), kind="integer"),
)


def start_requirements(data: Data) -> Values:
    return {
        "papers": [
            {
                "in": group["key"],
                "req": one["key"],
                "key": paper["key"],
                "cond": (one.get("condition") or {}).get("key", ""),
                "name": paper["name"],
                "kind": paper["kind"],
                "copies": str(paper.get("copies", 1)) if paper["kind"] == PaperKind.COPY else "",
                "issuer": paper.get("issuer") or "",
                "group": group.get("title", ""),
                "condition": (one.get("condition") or {}).get("text", ""),
                "text": one["text"] if one["text"] != paper["name"] else "",
                "alternatives": ", ".join(paper.get("alternatives", ())),
                "endorsed": ["ya"] if paper.get("endorsed") else [],
            }
            for group in data.get("groups", ())
            for one in group["requirements"]
            for paper in one["papers"]
        ]
    }


def read_requirements(values: Values, _before: Data, errors: Errors) -> Data:
    groups: dict[str, Data] = {}
    for at, row in filled(values["papers"], hidden=(*_KEYS, "kind")):
        title = row["group"]
        if title not in groups:
            taken = [group["key"] for group in groups.values()]
            fallback = "umum" if not title else "kelompok"
            key = kept(row["in"], title, taken, fallback=fallback)
            groups[title] = {"key": key, "title": title, "requirements": []}
        _put_paper(groups[title], row, f"papers-{at}-", errors)
    return {"groups": list(groups.values())} if groups else {}


def _put_paper(group: Data, row: Values, prefix: str, errors: Errors) -> None:
    name = row["name"] or row["text"]
    if not name:
        errors.add(f"{prefix}name", _("Tulis nama berkasnya."))
        return
    text, condition = row["text"] or name, row["condition"]
    papers = [paper["key"] for one in group["requirements"] for paper in one["papers"]]
    last = group["requirements"][-1] if group["requirements"] else None
    said = (last.get("condition") or {}).get("text", "") if last else ""
    if last is None or last["text"] != text or said != condition or not row["text"]:
        last = _requirement(group, row, text)
    last["papers"].append(_paper(row, name, papers, prefix, errors))


def _requirement(group: Data, row: Values, text: str) -> Data:
    taken = [one["key"] for one in group["requirements"]]
    conditions = {
        one["condition"]["text"]: one["condition"] for one in group["requirements"] if one["condition"]
    }
    condition = None
    if words := row["condition"]:
        used = [one["key"] for one in conditions.values()]
        key = kept(row["cond"], words, used, fallback="syarat")
        condition = conditions.get(words) or {"key": key, "text": words}
    key = kept(row["req"], text, taken, fallback="syarat")
    made: Data = {"key": key, "text": text, "papers": [], "condition": condition}
    group["requirements"].append(made)
    return made


def _paper(row: Values, name: str, taken: list[str], prefix: str, errors: Errors) -> Data:
    kind = row["kind"] or PaperKind.ORIGINAL.value
    issuer = row["issuer"] or (Issuer.OTHER.value if kind == PaperKind.LETTER else None)
    alternatives = [part.strip() for part in row["alternatives"].split(",") if part.strip()]
    if len(alternatives) == 1:
        errors.add(f"{prefix}alternatives", _("Tulis paling sedikit dua pilihan, atau kosongkan."))
    return {
        "key": kept(row["key"], name, taken, fallback="berkas"),
        "name": name,
        "kind": kind,
        "copies": whole_number(row["copies"], f"{prefix}copies", errors, most=99) or 1,
        "issuer": issuer,
        "alternatives": alternatives,
        "endorsed": bool(row["endorsed"]),
    }


def start_procedure(data: Data) -> Values:
    return {
        "ticket": ["ya"] if data.get("ticket") else [],
        "diagram": data.get("diagram", ""),
        "steps": [
            {
                "key": step["key"],
                "title": step["title"],
                "kind": step["kind"],
                "actor": step.get("actor", ""),
                "role": step.get("role") or "",
                "minutes": str(step.get("minutes") or ""),
                "lookup": step.get("lookup") or "",
                "also": ["ya"] if StepKind.REGISTER in step.get("also", ()) else [],
            }
            for step in data.get("steps", ())
        ],
    }


def read_procedure(values: Values, before: Data, errors: Errors) -> Data:
    sources = {step["key"]: step.get("source", []) for step in before.get("steps", ())}
    steps: list[Data] = []
    for at, row in filled(values["steps"], hidden=("key", "kind")):
        prefix, taken = f"steps-{at}-", [step["key"] for step in steps]
        if not row["title"]:
            errors.add(f"{prefix}title", _("Tulis apa yang dilakukan."))
        if not row["kind"]:
            errors.add(f"{prefix}kind", _("Pilih jenis langkahnya."))
        key = kept(row["key"], row["title"], taken, fallback="langkah")
        steps.append(
            {
                "key": key,
                "kind": row["kind"],
                "title": row["title"],
                "actor": row["actor"],
                "role": row["role"] or None,
                "also": [StepKind.REGISTER.value] if row["also"] else [],
                "minutes": whole_number(row["minutes"], f"{prefix}minutes", errors),
                "lookup": row["lookup"] or None,
                "source": sources.get(key, []),
            }
        )
    found: Data = {"ticket": bool(values["ticket"]), "diagram": values["diagram"]}
    return found | ({"steps": steps} if steps else {})


def start_time(data: Data) -> Values:
    return {
        "amount": str(data.get("amount") or ""),
        "unit": data.get("unit", ""),
        "condition": ["ya"] if data.get("condition") else [],
        "condition_text": data.get("condition_text") or "",
        "otherwise": data.get("otherwise") or "",
        "notify_by": list(data.get("notify_by", ())),
    }


def read_time(values: Values, before: Data, errors: Errors) -> Data:
    found: Data = {
        "condition": TimeCondition.LEADER_IN_OFFICE.value if values["condition"] else None,
        "condition_text": values["condition_text"],
        "otherwise": values["otherwise"] or None,
        "notify_by": values["notify_by"],
    }
    if (amount := whole_number(values["amount"], "amount", errors)) is not None:
        found["amount"] = amount
    if values["unit"]:
        found["unit"] = values["unit"]
    return found | ({"start": before["start"]} if "start" in before else {})


def start_fee(data: Data) -> Values:
    return {"rupiah": str(data["rupiah"]) if "rupiah" in data else ""}


def read_fee(values: Values, _before: Data, errors: Errors) -> Data:
    amount = whole_number(re.sub(r"^Rp\.?", "", values["rupiah"]), "rupiah", errors, least=0, most=10**9)
    return {} if amount is None else {"rupiah": amount}


def start_product(data: Data) -> Values:
    return {"name": data.get("name", "")}


def read_product(values: Values, _before: Data, _errors: Errors) -> Data:
    return {"name": values["name"]} if values["name"] else {}


def start_complaints(data: Data) -> Values:
    names = ("kind", "shown", "label")
    return {
        "channels": [{name: one.get(name, "") for name in names} for one in data.get("channels", ())],
        "book": data.get("book", ""),
        "box_opened": data.get("box_opened", ""),
        "recap_months": str(data.get("recap_months") or ""),
    }


def read_complaints(values: Values, _before: Data, errors: Errors) -> Data:
    channels = []
    for at, row in filled(values["channels"], hidden=("kind",)):
        if not row["kind"]:
            errors.add(f"channels-{at}-kind", _("Pilih jenis salurannya."))
            continue
        if not row["shown"]:
            errors.add(f"channels-{at}-shown", _("Tulis nomor, alamat, atau namanya."))
        channels.append({**row, "target": target_of(ChannelKind(row["kind"]), row["shown"])})
    found: Data = {"book": values["book"], "box_opened": values["box_opened"]}
    found["recap_months"] = whole_number(values["recap_months"], "recap_months", errors, most=60)
    return found | ({"channels": channels} if channels else {})
