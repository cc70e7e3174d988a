"""The form of the intake fields of a service (pure)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from servicetypes.fields import APPLICANT
from servicetypes.fieldtypes import FieldType
from standards.writing import fieldrules
from standards.writing.asking import Ask, Errors, Part, Rows, Values, filled, lines_of
from standards.writing.keys import kept

Data = dict[str, Any]
T = FieldType
_TYPES = (
    (T.TEXT.value, _("Teks pendek")),
    (T.LONG_TEXT.value, _("Teks panjang")),
    (T.NAME.value, _("Nama orang")),
    (T.NIK.value, "NIK"),
    (T.DATE.value, _("Tanggal")),
    (T.INTEGER.value, _("Angka")),
    (T.MONEY.value, _("Rupiah")),
    (T.CHOICE.value, _("Pilihan")),
    (T.YES_NO.value, _("Ya atau tidak")),
    (T.PHONE.value, _("Nomor telepon")),
    (T.ADDRESS.value, _("Alamat")),
    (T.VILLAGE.value, _("Desa/kelurahan")),
    (T.GROUP.value, _("Daftar berbaris")),
)
_OTHERS = tuple(
    (each.value, each.value) for each in T if each.value not in {value for value, _label in _TYPES}
)
_COLUMN_TYPES = (*_TYPES, *_OTHERS)
ALWAYS = "nama"
_YES = (("ya", _("Wajib diisi")),)
_APPLICANT = tuple((key, each.label) for key, each in APPLICANT.items() if key != ALWAYS)
INTAKE: tuple[Part, ...] = (
    Ask(
        name="used",
        label=_("Data pemohon yang ditanyakan selain nama"),
        kind="choices",
        choices=_APPLICANT,
    ),
    Ask(name="required", label=_("Yang wajib diisi"), kind="choices", choices=_APPLICANT),
    Rows(
        name="fields",
        label=_("Isian khusus layanan ini"),
        row_label=_("Isian"),
        columns=(
            Ask(name="key", label="", kind="hidden"),
            Ask(name="label", label=_("Pertanyaan"), required=True),
            Ask(
                name="type", label=_("Jenis jawaban"), kind="list", choices=(*_TYPES, *_OTHERS), required=True
            ),
            Ask(name="help", label=_("Keterangan")),
            Ask(
                name="choices",
                label=_("Pilihan"),
                kind="long_text",
                hint=_("Hanya untuk jenis Pilihan: satu baris satu pilihan."),
            ),
            Ask(
                name="columns",
                label=_("Kolom"),
                kind="long_text",
                hint=_("Hanya untuk Daftar berbaris: satu baris satu kolom, misalnya “Nama : Nama orang”."),
            ),
            Ask(name="min", label=_("Paling sedikit"), kind="integer"),
            Ask(
                name="max",
                label=_("Paling banyak"),
                kind="integer",
                hint=_("Untuk angka dan rupiah; untuk daftar: berapa baris."),
            ),
            Ask(
                name="when",
                label=_("Hanya ditanyakan bila"),
                hint=_("Kosong: selalu. Misalnya: Status perkawinan = Cerai hidup | Cerai mati"),
            ),
            Ask(name="required", label=_("Wajib"), kind="choices", choices=_YES),
        ),
    ),
)


def start_intake(data: Data) -> Values:
    used = [one["key"] for one in data["applicant"]]
    return {
        "used": [key for key in used if key != ALWAYS],
        "required": [one["key"] for one in data["applicant"] if _is_required(one)],
        "fields": [
            {
                "key": one["key"],
                "label": one["label"],
                "type": one["type"],
                "help": one.get("help", ""),
                "choices": "\n".join(choice["label"] for choice in one.get("choices", ())),
                "columns": fieldrules.start_columns(one, _COLUMN_TYPES),
                "when": fieldrules.start_condition(one, fieldrules.asked_by(data)),
                "required": ["ya"] if one.get("required") else [],
            }
            | fieldrules.start_bounds(one)
            for one in data["fields"]
        ],
    }


def _is_required(used: Data) -> bool:
    said = used.get("required")
    return APPLICANT[used["key"]].required if said is None else bool(said)


def read_intake(values: Values, before: Data, errors: Errors) -> Data:
    known = {one["key"]: one for one in before["applicant"]}
    applicant: list[Data] = []
    # In the order they were asked in before, whatever the order of the boxes; a new one comes last.
    order = {key: at for at, key in enumerate(known)}
    for key in [ALWAYS, *sorted(values["used"], key=lambda each: order.get(each, len(order)))]:
        required = key == ALWAYS or key in values["required"]
        applicant.append({**known.get(key, {"key": key, "label": None, "help": None}), "required": required})
    fields: list[Data] = []
    olds = {one["key"]: one for one in before["fields"]}
    asked = [fieldrules.as_asked(one["key"]) for one in applicant]
    for at, row in filled(values["fields"], hidden=("key", "type")):
        prefix, earlier = f"fields-{at}-", [*asked, *fields]
        made = _field(row, prefix, olds, [one["key"] for one in earlier], errors)
        made["when"] = fieldrules.read_condition(row["when"], f"{prefix}when", earlier, errors)
        fields.append(made)
    return {"applicant": applicant, "fields": fields}


def _field(row: Values, prefix: str, olds: dict[str, Data], taken: list[str], errors: Errors) -> Data:
    if not row["label"]:
        errors.add(f"{prefix}label", _("Tulis pertanyaannya."))
    if not row["type"]:
        errors.add(f"{prefix}type", _("Pilih jenis jawabannya."))
    old = olds.get(row["key"], {})
    labels = lines_of(row["choices"])
    if row["type"] == T.CHOICE and len(labels) < 2:
        errors.add(f"{prefix}choices", _("Tulis paling sedikit dua pilihan."))
    values = {choice["label"]: choice["value"] for choice in old.get("choices", ())}
    key = kept(row["key"], row["label"], taken, fallback="isian")[:40]
    choices: list[Data] = []
    for label in labels if row["type"] == T.CHOICE else ():
        used = [choice["value"] for choice in choices]
        choices.append(
            {"value": values.get(label) or kept("", label, used, fallback="pilihan"), "label": label}
        )
    same = old.get("type") == row["type"]
    return {
        **(old if same else {}),
        "key": key,
        "label": row["label"],
        "type": row["type"],
        "help": row["help"],
        "choices": choices,
        "required": bool(row["required"]),
        **fieldrules.read_bounds(row, prefix, errors),
        "fields": _columns_of(row, old, f"{prefix}columns", errors),
    }


def _columns_of(row: Values, old: Data, name: str, errors: Errors) -> list[Data]:
    if row["type"] != T.GROUP:
        return []
    return fieldrules.read_columns(row["columns"], name, old.get("fields") or (), _COLUMN_TYPES, errors)
