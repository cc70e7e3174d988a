"""The form of the words of a letter, with the condition under which each part is printed (pure)."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from standards.writing import fieldrules
from standards.writing.asking import Ask, Errors, Part, Rows, Values, lines_of, whole_number

Data = dict[str, Any]
Asked = Sequence[Data]
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
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
            Ask(
                name="when",
                label=_("Hanya dicetak bila"),
                hint=_("Kosong: selalu. Misalnya: Status perkawinan = Cerai hidup | Cerai mati"),
            ),
            Ask(name="look", label=_("Rupa alinea"), kind="choices", choices=_LOOKS),
        ),
    ),
    Ask(name="valid_months", label=_("Berlaku berapa bulan"), kind="integer"),
    Ask(name="copies", label=_("Tembusan"), kind="long_text", hint=_("Satu baris satu tembusan.")),
)
_OF_A_LIST = frozenset({"group", "signatures"})


def start_letter(data: Data, asked: Asked) -> Values:
    """`asked`: what the form of the service asks, which a condition may name."""
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
                "when": fieldrules.start_condition(block, asked),
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


def read_letter(values: Values, before: Data, errors: Errors, asked: Asked) -> Data:
    """Each block keeps what the form does not ask (alignment, widths) from the block it was."""
    blocks = []
    for at, row in enumerate(values["blocks"]):
        if row["text"] or row["kind"] == "basis":  # that one has words of its own
            blocks += _block(row, f"blocks-{at}-", before["blocks"], errors, asked)
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


def _block(row: Values, prefix: str, olds: list[Data], errors: Errors, asked: Asked) -> list[Data]:
    at = int(row["from"]) if row["from"].isdecimal() and int(row["from"]) < len(olds) else -1
    was = olds[at] if at >= 0 else {}
    old = was if was.get("kind") == row["kind"] else None
    if not row["kind"]:
        errors.add(f"{prefix}kind", _("Pilih jenisnya."))
        return []
    if row["kind"] in _OF_A_LIST and not _KEY.fullmatch(row["group"]):
        errors.add(f"{prefix}group", _("Tulis nama isian daftarnya, misalnya ahli_waris."))
        return []
    made = {**(old or {"kind": row["kind"]}), **_content(row, old, f"{prefix}text", errors)}
    return [made | {"when": _condition(row["when"], was, f"{prefix}when", errors, asked)}]


def _condition(typed: str, was: Data, name: str, errors: Errors, asked: Asked) -> Data | None:
    """As typed; one that nobody touched stays, whatever the form asks by now."""
    if typed and typed == fieldrules.start_condition(was, asked):
        kept: Data = was["when"]
        return kept
    return fieldrules.read_condition(typed, name, asked, errors)


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
