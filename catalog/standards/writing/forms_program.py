"""Forms of what the counter runs by besides the document: intake fields, and the words of a letter (pure)."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from servicetypes.fields import APPLICANT
from servicetypes.fieldtypes import FieldType
from standards.writing import fieldrules
from standards.writing.asking import Ask, Errors, Part, Rows, Values, filled, lines_of, whole_number
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
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
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
_BLOCKS = (
    ("paragraph", _("Alinea")),
    ("heading", _("Judul bagian")),
    ("fields", _("Baris “label : nilai”")),
    ("list", _("Daftar bernomor")),
    ("basis", _("Dasar surat")),
    ("group", _("Tabel dari daftar berbaris")),
    ("signatures", _("Tanda tangan para pihak")),
)
_LOOKS = (("bold", _("Tebal")), ("center", _("Di tengah")))
LETTER: tuple[Part, ...] = (
    Ask(name="title", label=_("Judul surat"), required=True),
    Ask(name="subtitle", label=_("Anak judul")),
    Rows(
        name="blocks",
        label=_("Isi surat"),
        row_label=_("Bagian"),
        hint=_("Teks biasa. Data berkas ditulis dalam kurung kurawal, misalnya {nama}."),
        columns=(
            Ask(name="from", label="", kind="hidden"),
            Ask(name="kind", label=_("Jenis"), kind="list", choices=_BLOCKS, required=True),
            Ask(
                name="text",
                label=_("Teks"),
                kind="long_text",
                hint=_("Untuk baris “label : nilai” dan daftar: satu baris satu hal."),
            ),
            Ask(
                name="group",
                label=_("Daftar berbaris"),
                hint=_("Untuk tabel dan tanda tangan: nama isiannya, misalnya ahli_waris."),
            ),
            Ask(name="look", label=_("Rupa alinea"), kind="choices", choices=_LOOKS),
        ),
    ),
    Ask(name="valid_months", label=_("Berlaku berapa bulan"), kind="integer"),
    Ask(name="copies", label=_("Tembusan"), kind="long_text", hint=_("Satu baris satu tembusan.")),
)
_OF_A_LIST = frozenset({"group", "signatures"})


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
                "when": fieldrules.start_condition(one, [*map(fieldrules.as_asked, used), *data["fields"]]),
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
    applicant = []
    for key in [ALWAYS, *values["used"]]:
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


def start_letter(data: Data) -> Values:
    return {
        "title": data["title"],
        "subtitle": data.get("subtitle", ""),
        "valid_months": str(data.get("valid_months") or ""),
        "copies": "\n".join(data.get("copies", ())),
        "blocks": [
            {
                "from": str(at),
                "kind": block["kind"],
                "text": _words(block),
                "group": block.get("group", ""),
                "look": _looks(block),
            }
            for at, block in enumerate(data["blocks"])
        ],
    }


def _looks(block: Data) -> list[str]:
    centred = ["center"] if block.get("align") == "center" else []
    return (["bold"] if block.get("bold") else []) + centred


def _words(block: Data) -> str:
    match block["kind"]:
        case "fields":
            return "\n".join(f"{row['label']} : {row['value']}" for row in block["rows"])
        case "group":
            return "\n".join(f"{column['title']} : {column['value']}" for column in block["columns"])
        case "list" | "basis":
            return "\n".join(block.get("items", ()))
        case "signatures":
            return "\n".join(filter(None, (block["name"], block.get("position", ""))))
    return str(block["text"])


def read_letter(values: Values, before: Data, errors: Errors) -> Data:
    """Each block keeps what the form does not ask (alignment, condition, widths) from the block it was."""
    blocks = []
    for at, row in enumerate(values["blocks"]):
        if row["text"] or row["kind"] == "basis":  # that one has words of its own
            blocks += _block(row, f"blocks-{at}-", before["blocks"], errors)
    if not blocks:
        errors.add("blocks", _("Surat harus mempunyai isi."))
    months = whole_number(values["valid_months"], "valid_months", errors, most=60)
    return {
        **before,
        "title": values["title"],
        "subtitle": values["subtitle"],
        "valid_months": months,
        "copies": lines_of(values["copies"]),
        "blocks": blocks,
    }


def _block(row: Values, prefix: str, olds: list[Data], errors: Errors) -> list[Data]:
    at = int(row["from"]) if row["from"].isdecimal() and int(row["from"]) < len(olds) else -1
    old = olds[at] if at >= 0 and olds[at]["kind"] == row["kind"] else None
    if not row["kind"]:
        errors.add(f"{prefix}kind", _("Pilih jenisnya."))
        return []
    if row["kind"] in _OF_A_LIST and not _KEY.fullmatch(row["group"]):
        errors.add(f"{prefix}group", _("Tulis nama isian daftarnya, misalnya ahli_waris."))
        return []
    made = {**(old or {"kind": row["kind"]}), **_content(row, old, f"{prefix}text", errors)}
    return [made]


def _content(row: Values, old: Data | None, name: str, errors: Errors) -> Data:
    lines = lines_of(row["text"])
    match row["kind"]:
        case "fields":
            return {"rows": [{"label": a, "value": b} for a, b in _pairs(lines, name, errors)]}
        case "group":
            columns = _columns(lines, old or {}, name, errors)
            return {"group": row["group"], "columns": columns}
        case "list" | "basis":
            return {"items": lines}
        case "signatures":
            position = lines[1] if len(lines) > 1 else ""
            return {"group": row["group"], "name": lines[0], "position": position}
        case "heading":
            return {"text": " ".join(lines)}
    return {"text": " ".join(lines), "bold": "bold" in row["look"], **_aligned(row, old or {})}


def _aligned(row: Values, old: Data) -> Data:
    """What is centred has no indent; what no longer is gets the usual form back."""
    if "center" in row["look"]:
        return {"align": "center", "indent": False}
    return {"align": "justify", "indent": True} if old.get("align") == "center" else {}


def _pairs(lines: list[str], name: str, errors: Errors) -> list[tuple[str, str]]:
    found = []
    for line in lines:
        label, mark, value = line.partition(" : ")
        if not mark or not label.strip() or not value.strip():
            errors.add(name, str(_("Tulis “label : nilai”: {line}")).format(line=line[:60]))
            continue
        found.append((label.strip(), value.strip()))
    return found


def _columns(lines: list[str], old: Data, name: str, errors: Errors) -> list[Data]:
    pairs = _pairs(lines, name, errors)
    columns: list[Data] = old.get("columns", [])
    return [
        {**(columns[at] if at < len(columns) else {}), "title": title, "value": value}
        for at, (title, value) in enumerate(pairs)
    ]
