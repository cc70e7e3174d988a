"""Forms of components 7–14: what the office itself works by (pure)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from standards.reading.values import facility
from standards.writing import labels
from standards.writing.asking import Ask, Errors, Part, Rows, Values, filled, lines_of, whole_number

Data = dict[str, Any]
LAWS: tuple[Part, ...] = (
    Ask(
        name="cited",
        label=_("Dasar hukum"),
        kind="long_text",
        required=True,
        hint=_("Satu baris satu peraturan, lengkap dengan nomor, tahun, dan judulnya."),
    ),
)
FACILITIES: tuple[Part, ...] = (
    Ask(
        name="items",
        label=_("Sarana"),
        kind="long_text",
        required=True,
        hint=_("Satu baris satu sarana, jumlah di belakangnya. Misalnya: Kursi 10 buah."),
    ),
)
COMPETENCES: tuple[Part, ...] = (
    Ask(
        name="statements",
        label=_("Berlaku untuk semua pelaksana"),
        kind="long_text",
        hint=_("Satu baris satu kalimat."),
    ),
    Rows(
        name="posts",
        label=_("Per jabatan"),
        row_label=_("Jabatan"),
        columns=(
            Ask(name="post", label=_("Jabatan")),
            Ask(name="role", label=_("Peran di Loket"), kind="list", choices=labels.ROLES),
            Ask(name="education", label=_("Pendidikan")),
            Ask(name="experience", label=_("Pengalaman kerja")),
            Ask(
                name="training", label=_("Pelatihan"), kind="long_text", hint=_("Satu baris satu pelatihan.")
            ),
            Ask(name="skills", label=_("Keterampilan"), kind="long_text", hint=_("Satu baris satu hal.")),
        ),
    ),
)
SUPERVISION: tuple[Part, ...] = (
    Ask(name="supervisor", label=_("Diawasi oleh"), required=True),
    Ask(name="role", label=_("Peran di Loket"), kind="list", choices=labels.ROLES, required=True),
    Ask(name="method", label=_("Cara mengawasi"), kind="long_text"),
)
STAFF: tuple[Part, ...] = (
    Ask(
        name="total",
        label=_("Jumlah seluruhnya"),
        kind="integer",
        hint=_("Kosongkan bila jabatan di bawah sudah diisi; jumlahnya dihitung."),
    ),
    Rows(
        name="posts",
        label=_("Per jabatan"),
        row_label=_("Jabatan"),
        columns=(
            Ask(name="post", label=_("Jabatan")),
            Ask(name="role", label=_("Peran di Loket"), kind="list", choices=labels.ROLES),
            Ask(name="count", label=_("Jumlah orang"), kind="integer", required=True),
        ),
    ),
)
SERVICE_GUARANTEE: tuple[Part, ...] = (
    Ask(name="rests_on", label=_("Bersandar pada"), kind="choices", choices=labels.GUARANTEES),
    Ask(name="notify_by", label=_("Pemohon dihubungi lewat"), kind="choices", choices=labels.NOTICES),
)
SAFETY_GUARANTEE: tuple[Part, ...] = (
    Ask(name="rests_on", label=_("Bersandar pada"), kind="choices", choices=labels.GUARANTEES),
)
EVALUATION: tuple[Part, ...] = (
    Rows(
        name="methods",
        label=_("Cara evaluasi"),
        row_label=_("Cara"),
        columns=(
            Ask(name="kind", label=_("Jenis"), kind="list", choices=labels.METHODS, required=True),
            Ask(name="text", label=_("Uraian"), kind="long_text", required=True),
        ),
    ),
)


def start_laws(data: Data) -> Values:
    return {"cited": "\n".join(data.get("cited", ()))}


def read_laws(values: Values, _before: Data, _errors: Errors) -> Data:
    cited = lines_of(values["cited"])
    return {"cited": cited} if cited else {}


def start_facilities(data: Data) -> Values:
    return {"items": "\n".join(_facility_words(item) for item in data.get("items", ()))}


def _facility_words(item: Data) -> str:
    return " ".join(str(part) for part in (item["name"], item.get("quantity"), item.get("unit")) if part)


def read_facilities(values: Values, before: Data, _errors: Errors) -> Data:
    """What a line says is read as a document's is; an unchanged line keeps what was written by hand."""
    known = {_facility_words(item): item for item in before.get("items", ())}
    items = [known.get(line) or facility(line) for line in lines_of(values["items"])]
    return {"items": items} if items else {}


def start_competences(data: Data) -> Values:
    return {
        "statements": "\n".join(data.get("statements", ())),
        "posts": [
            {
                "post": post.get("post", ""),
                "role": post.get("role") or "",
                "education": post.get("education", ""),
                "experience": post.get("experience", ""),
                "training": "\n".join(post.get("training", ())),
                "skills": "\n".join(post.get("skills", ())),
            }
            for post in data.get("posts", ())
        ],
    }


def read_competences(values: Values, _before: Data, _errors: Errors) -> Data:
    posts = [
        {
            **row,
            "role": row["role"] or None,
            "training": lines_of(row["training"]),
            "skills": lines_of(row["skills"]),
        }
        for _at, row in filled(values["posts"])
    ]
    return {"statements": lines_of(values["statements"]), "posts": posts}


def start_supervision(data: Data) -> Values:
    return {name: data.get(name) or "" for name in ("supervisor", "role", "method")}


def read_supervision(values: Values, _before: Data, _errors: Errors) -> Data:
    return {name: value for name, value in values.items() if value}


def start_staff(data: Data) -> Values:
    return {
        "total": str(data.get("total") or ""),
        "posts": [
            {"post": one.get("post", ""), "role": one.get("role") or "", "count": str(one.get("count") or "")}
            for one in data.get("posts", ())
        ],
    }


def read_staff(values: Values, _before: Data, errors: Errors) -> Data:
    posts = []
    for at, row in filled(values["posts"]):
        count = whole_number(row["count"], f"posts-{at}-count", errors, most=999)
        if count is None and not errors.of(f"posts-{at}-count"):
            errors.add(f"posts-{at}-count", _("Tulis jumlah orangnya."))
        posts.append({"post": row["post"], "role": row["role"] or None, "count": count or 1})
    summed = sum(post["count"] for post in posts)
    total = whole_number(values["total"], "total", errors, most=9_999)
    if total and posts and total != summed:
        errors.add("total", str(_("Jumlah per jabatan {n}. Betulkan salah satunya.")).format(n=summed))
    total = total or summed
    return {"total": total, "posts": posts} if total else {}


def start_guarantee(data: Data) -> Values:
    return {"rests_on": list(data.get("rests_on", ())), "notify_by": list(data.get("notify_by", ()))}


def read_guarantee(values: Values, _before: Data, _errors: Errors) -> Data:
    return dict(values)


def read_safety_guarantee(values: Values, _before: Data, _errors: Errors) -> Data:
    return {"rests_on": values["rests_on"]}


def start_evaluation(data: Data) -> Values:
    return {"methods": [{"kind": one["kind"], "text": one["text"]} for one in data.get("methods", ())]}


def read_evaluation(values: Values, _before: Data, errors: Errors) -> Data:
    methods = []
    for at, row in filled(values["methods"], hidden=("kind",)):
        if not row["kind"]:
            errors.add(f"methods-{at}-kind", _("Pilih jenisnya."))
        methods.append(row)
    return {"methods": methods} if methods else {}
