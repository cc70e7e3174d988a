"""The competence table: fields of one post after another, with heads of pages between them (pure)."""

import re
from collections.abc import Iterable
from typing import Any

from standards.reading.values import role_of

_FIELDS = {
    "post": r"jabatan",
    "education": r"pendidikan",
    "training": r"pelatihan|diklat",
    "skills": r"keterampilan(?:\s*/\s*pengetahuan)?|ketrampilan|pengetahuan|keahlian",
    "experience": r"pengala(?:man|mn)\s+kerja|pengalaman",
}
_RULES = {
    name: re.compile(rf"^({rule})\s*:\s*(?P<text>.*)$", re.IGNORECASE) for name, rule in _FIELDS.items()
}
_LISTS = ("training", "skills")
_DASHES = "-–— "
# "Lurah 1 orang, Kasi Pelayanan": the last post still waits for its number.
_UNCOUNTED = re.compile(
    r"\d[^,;\n]*(?:[,;]|\bdan\b)\s*(?:dan\s+)?"
    r"(?!(?:dengan|yaitu|yakni|terdiri|meliputi|sesuai|sebagaimana|rincian|antara|masing)\b)"
    r"[A-Za-z][A-Za-z /.-]*$"
)
# "…, 1 (satu) orang Sekretaris", and "Kecamatan, 1 (satu) orang …" below.
_POST_BEHIND = re.compile(r"\d\s*(?:\([a-z ]+\)\s*)?orang\s+[A-Z][A-Za-z]+(?:\s+[A-Z][a-z]+)?$")
_REST_OF_POST = re.compile(r"[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?\s*(?:[,.;]|dan\b|$)")
# A line that is nothing but a post, above the fields of it.
_POST = re.compile(
    r"^(?:(?:plt|plh)\.?\s+)?(?:camat|lurah|sekretaris|sekcam|seklur|kasie?|kasub\w*|kepala|petugas|operator|staf|pengelola"
    r"|pengadministrasi|pranata|analis|verifikator|bendahara|arsiparis|juru|resepsionis|tenaga|pelaksana|front|back"
    r"|koordinator|pendamping|penyuluh|fasilitator|satpam)\b[^.;:\d]{0,60}(?:\(\w[^()]*\)\s*)?:?$",
    re.IGNORECASE,
)


def posts_of(items: Iterable[tuple[str, str]]) -> tuple[list[dict[str, Any]], list[str]]:
    """The posts of the table, and the texts that are no field of it (sentences that hold for everyone).

    `items`: the mark and the text of each.
    A field that comes again begins the next post: a table without "Jabatan" is one of a post without name.
    A post may also stand alone above its fields: "9.1 Camat", then "Pendidikan : …".
    """
    posts: list[dict[str, Any]] = []
    others: list[str] = []
    seen: set[str] = set()
    last = ""
    listed = list(items)
    for (mark, text), (_mark, below) in zip(listed, [*listed[1:], ("", "")], strict=False):
        name, words = _field(text)
        if not name and _field(below)[0] and _POST.match(text.strip()):
            name, words = "post", text.strip(" :")
        # "Pelatihan : Keterampilan : …", "Pelatihan : - Keterampilan : …": the first was left empty.
        while name and _field(words.lstrip(_DASHES))[0]:
            _begin(posts, seen, name)
            posts[-1][name] = [] if name in _LISTS else ""
            name, words = _field(words.lstrip(_DASHES))
        if not name:
            more = f"- {text}" if mark and not mark.strip("(.)").isalnum() else text
            _add(posts, last, more) if posts and last else others.append(text)
            continue
        _begin(posts, seen, name)
        last = name
        posts[-1][name] = _entries(words) if name in _LISTS else words
        if name == "post":
            posts[-1]["role"] = role_of(words)
    return posts, others


def goes_on(text: str, below: str) -> bool:
    """Whether a line of counted posts ends within one: before its number, or within its name behind it."""
    if _POST_BEHIND.search(text) and _REST_OF_POST.match(below):
        return True
    return bool(_UNCOUNTED.search(text)) and any(sign.isdigit() for sign in below)


def _begin(posts: list[dict[str, Any]], seen: set[str], name: str) -> None:
    """The post this field is of: a new one where the field was there."""
    if not posts or name == "post" or name in seen:
        posts.append(
            {"post": "", "role": None, "education": "", "training": [], "skills": [], "experience": ""}
        )
        seen.clear()
    seen.add(name)


def _add(posts: list[dict[str, Any]], name: str, text: str) -> None:
    """The rest of a field that the width of the page broke."""
    before = posts[-1][name]
    joined = f"{' - '.join(before) if name in _LISTS else before} {text}"
    posts[-1][name] = _entries(joined) if name in _LISTS else joined.strip()


def _field(text: str) -> tuple[str, str]:
    for name, rule in _RULES.items():
        if match := rule.match(text):
            return name, match["text"].strip()
    return "", text


def _entries(words: str) -> list[str]:
    return [entry.strip(" ;") for entry in re.split(r"(?:^|\s)[-•]\s+", words) if entry.strip(" ;")]
