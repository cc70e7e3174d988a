"""Durations, fees, counts, posts and guarantees read out of words (pure). None where the words do not say."""

import re
from typing import Any

from commons.seeking import seek
from standards.reading.numerals import SPELLED, number_of_words
from standards.vocabulary import ChannelKind, EvaluationKind, Guarantee, RoleCode

Data = dict[str, Any]

_UNITS = {
    "menit": "minute", "mnt": "minute", "jam": "hour", "hari kerja": "working_day", "hari": "day",
    "minggu": "week", "bulan": "month",
}  # fmt: skip
_UNIT = r"(?P<unit>menit|mnt|jam|hari\s+kerja|hari|minggu|bulan)\b"
_DURATION = seek(
    r"(?:(?P<from>\d{1,3})\s*(?:-|–|s/d|sampai(?: dengan)?)\s*)?(?P<amount>\d{1,3})\s*"
    rf"(?:\(\s*(?P<word>[A-Za-z ]+?)\s*\)\s*)?{_UNIT}",
    re.IGNORECASE,
)
_SPELLED = seek(rf"\b(?P<word>{SPELLED})\s*{_UNIT}", re.IGNORECASE)
_DAYS_OF_24 = seek(r"\b(?P<amount>\d{1,2})\s*[x×]\s*24\s*(?:\([a-z ]+\)\s*)?jam\b", re.IGNORECASE)
_START = seek(r"\b((?:terhitung\s+)?(?:sejak|setelah|mulai dari)\s.+?)\s*[.)]?$", re.IGNORECASE | re.DOTALL)
_CONDITION = re.compile(
    r"\b((?:bila|apabila|jika|kalau|dengan catatan|selama)\s.+)$", re.IGNORECASE | re.DOTALL
)
_OTHERWISE = re.compile(r",\s*(?=(?:kalau|jika|bila|apabila|sedangkan|namun)\b)", re.IGNORECASE)
_LEADER = re.compile(r"\b(?:pimpinan|camat|lurah)\s+(?:ada|berada|di\s?tempat)\b", re.IGNORECASE)
_AWAY = re.compile(
    r"^\w+\s+(?:pimpinan|camat|lurah|pejabat\w*)\s+(?:(?!tidak\b)\w+\s+)?"
    r"(?:tidak (?:ada|berada|di\s?tempat|dapat)|berhalangan|(?:sedang )?(?:dinas|tugas) luar|cuti)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\bgratis\b|\btidak\s+(?:di)?pungut\b|\btanpa\s+(?:di\s?pungut\s+)?biaya\b|\bbebas\s+biaya\b|\bnihil\b"
    r"|\btidak\s+(?:ada|dikenakan|dikenai|dibebani|memungut)\b[^.;]*\bbiaya\b|\bcuma-cuma\b|\bnol\s+rupiah\b"
    r"|^\W*Rp\.?\s*0?\s*,?-*$",
    re.IGNORECASE,
)
_NOTHING_ELSE = re.compile(
    r"\b(?:tidak ada|tanpa)\s+(?:biaya|pungutan)\s+(?:lain|tambahan|apa ?pun)\w*", re.IGNORECASE
)
_RUPIAH = re.compile(r"\bRp\.?\s*(\d{1,3}(?:[.\s]\d{3})+|\d+)(?:,\d{2}|,-)?", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?P<post>.*?)\s*:?\s*\b(?P<count>\d{1,3})\s*(?:\(\s*[A-Za-z ]+\s*\)\s*)?"
    r"(?:orang|personil|personel|petugas(?!\s+[a-z]))\b"
    r"(?:\s+(?P<after>(?!ter|ya|meli|dan\b|dengan\b|di\b|untuk\b|pada\b|setiap\b|per\b)[A-Za-z][A-Za-z /-]*?)"
    r"(?=\s*(?:[,;.(]|$|\bdan\s+\d)))?",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\s*\((?P<posts>[^()\d]+)\)")
_LISTS = re.compile(
    r"^(?:(?:yang\s+)?(?:terdiri|meliputi|mencakup)(?:\s+(?:atas|dari))?|yaitu|yakni|adalah|antara lain|dan"
    r"|masing-masing|(?:(?:pelaksana|petugas)\s+)?berjumlah|seluruhnya|semuanya|total(?:nya)?|jumlah(?:\s+(?:pelaksana|petugas|personil|personel|seluruh(?:nya)?))?)\b[\s:,]*",
    re.IGNORECASE,
)
# "Seluruh pelaksana berjumlah", "Pelayanan ini dilaksanakan oleh": everybody together, and no post.
_EVERYBODY = re.compile(
    r"(?:(?:sehingga|maka|jadi|dengan|ada|terdapat)\s+)?"
    r"(?:(?:pelayanan|layanan)\s+(?:ini|tersebut)\s+|(?:kantor\s+)?(?:kecamatan|kelurahan|camat|lurah)\s+(?:\w+\s+)?(?=me))?"
    r"(?=.*\b(?:jumlah|berjumlah|sejumlah|sebanyak|total|seluruh\w*|semua\w*|keseluruhan\w*|pelaksana|person(?:e|i)l|pegawai"
    r"|di(?:laksanakan|layani|kerjakan|tangani|dukung|selenggarakan|lakukan|proses)|melibatkan|menugaskan|menyediakan|menempatkan|memiliki|mempunyai|adalah)\b)"
    r"(?:(?:jumlah|berjumlah|sejumlah|sebanyak|total|seluruh|semua|keseluruhan|pelaksana|person(?:e|i)l|pegawai|petugas|aparatur"
    r"|tenaga|di(?:laksanakan|layani|kerjakan|tangani|dukung|selenggarakan|lakukan|proses)|melibatkan|menugaskan|menyediakan|menempatkan|memiliki|mempunyai|melayani|bertugas|terlibat"
    r"|oleh|yang|adalah|ada|ini|secara)(?:nya)?(?:\s+|\W*$))+",
    re.IGNORECASE,
)
_MARK = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)])\s+")
_ONLY_LISTS = re.compile(
    r"(?:yang\s+)?(?:dan|serta|yaitu|yakni|meliputi|mencakup|terdiri(?:\s+(?:atas|dari))?)", re.IGNORECASE
)
_QUANTITY = re.compile(
    r"^(?P<name>.+?)\s*[:=]?\s+(?P<quantity>\d{1,3})\s*(?P<unit>buah|buku|unit|set|lembar|ruang|meja|kursi|pcs|rim)\b\.?$",
    re.IGNORECASE,
)
_BOOK = re.compile(r"\bbuku (?:pengaduan|aduan)\b", re.IGNORECASE)
_BOX_OPENED = re.compile(r"\bkotak (?:saran|pengaduan)\W+dibuka\s+(?P<when>[^.;]+?)\s+oleh\b", re.IGNORECASE)
_RECAP = re.compile(
    r"\bsetiap\s+(?P<months>\d{1,2})\s*(?:\([a-z ]+\)\s*)?bulan\b[^.;]*\b(?:merekap|direkap|rekap)",
    re.IGNORECASE,
)

_NOTICES = (
    (ChannelKind.WHATSAPP, r"\bwhats\s?app\b|\bWA\b"),
    (ChannelKind.PHONE, r"\btelpon\b|\btelepon\b|\btelp\b"),
    (ChannelKind.SMS, r"\bsms\b"),
)
_GUARANTEES = (
    (Guarantee.NOTICE, r"\bmenghubungi pemohon\b|\bpemohon dihubungi\b"),
    (Guarantee.CODE_OF_ETHICS, r"\bkode etik\b"),
    (Guarantee.MAKLUMAT, r"\bmaklumat\b"),
    (Guarantee.MOTTO, r"\bmotto\b"),
    (Guarantee.QUALITY_TARGETS, r"\bsasaran mutu\b"),
    (Guarantee.QUALITY_POLICY, r"\bkebijakan mutu\b"),
    (Guarantee.FIRE_EXTINGUISHER, r"\bapar\b"),
    (Guarantee.CCTV, r"\bcctv\b"),
)
_METHODS = (
    (EvaluationKind.SURVEY, r"\bskm\b|\bsurvei\b|\bikm\b"),
    (EvaluationKind.SUPERVISION, r"\batasan\b|\bpengawasan\b"),
    (EvaluationKind.MEETING, r"\brapat\b"),
    (EvaluationKind.QUALITY_TARGETS, r"\bsasaran mutu\b|\bpencapaian target\b"),
)
_ROLES = (
    (RoleCode.SECTION_HEAD, r"\bkasi\b|\bkepala seksi\b|\bkasie\b"),
    (RoleCode.SECRETARY, r"\bsekcam\b|\bsekretaris\b|\bseklur\b|\bsekkel\b"),
    (RoleCode.INFORMATION, r"\binformasi\b"),
    (RoleCode.OPERATOR, r"\boperator\b"),
    (RoleCode.COUNTER, r"\bfr?ont\s?office\b|\bloket\b|\bpetugas\s+(?:pelayanan|paten)\b"),
    (RoleCode.HEAD, r"\bcamat\b|\blurah\b"),
)


def all_that_fit(rules: tuple[tuple[Any, str], ...], text: str) -> list[str]:
    """The values of the rules that find something, in the order of the text."""
    found = [
        (match.start(), value.value)
        for value, rule in rules
        if (match := re.search(rule, text, re.IGNORECASE))
    ]
    return [value for _, value in sorted(found)]


def notices(text: str) -> list[str]:
    return all_that_fit(_NOTICES, text)


def guarantees(text: str) -> list[str]:
    return all_that_fit(_GUARANTEES, text)


def methods(text: str) -> list[str]:
    return all_that_fit(_METHODS, text)


def role_of(post: str) -> str | None:
    """The role of a post as offices call it, None for one of no fixed role."""
    return next((role.value for role, rule in _ROLES if re.search(rule, post, re.IGNORECASE)), None)


def duration(text: str) -> Data | None:
    """Amount and unit of the first duration, with start, condition and what holds otherwise, verbatim."""
    match = min(filter(None, (rule.search(text) for rule in (_DAYS_OF_24, _DURATION, _SPELLED))),
                key=lambda found: found.start(), default=None)  # fmt: skip
    if not match:
        return None
    found = match.groupdict()
    after = text[match.end() :].strip(" .;,")
    condition, otherwise = _condition(after)
    start = _START.search(after.removesuffix(otherwise or ""))
    return {
        "amount": int(found["amount"]) if found.get("amount") else number_of_words(found["word"]),
        "unit": _UNITS[" ".join(found["unit"].lower().split())] if "unit" in found else "day",
        "at_least": int(found["from"]) if found.get("from") else None,
        "start": start[1].rstrip(" .") if start and not condition else None,
        "condition": _kind_of(condition, otherwise),
        "condition_text": condition,
        "otherwise": otherwise,
        "notify_by": notices(after),
        "agrees": _agrees(found),
    }


def _agrees(found: dict[str, str | None]) -> bool:
    """False where figure and word contradict each other: "15 (lima) menit"."""
    word = number_of_words(found.get("word") or "") if found.get("amount") else None
    return word is None or word == int(found["amount"] or 0)


def _condition(after: str) -> tuple[str | None, str | None]:
    """The condition, and what holds otherwise; a leader who is away is no condition but the other case."""
    match = _CONDITION.search(after)
    if not match:
        return None, None
    words = match[1].strip()
    if after.startswith("(") and words.endswith(")"):
        words = words[:-1].strip()
    if _AWAY.match(words):
        return None, words
    first, *rest = _OTHERWISE.split(words, maxsplit=1)
    return first, rest[0] if rest else None


def _kind_of(condition: str | None, otherwise: str | None) -> str | None:
    in_office = bool(_LEADER.search(condition) if condition else otherwise and _AWAY.match(otherwise))
    return "leader_in_office" if in_office else None


def fee(text: str) -> Data | None:
    """Whole rupiah: 0 is free; `rupiah` None where several amounts stand."""
    text = _NOTHING_ELSE.sub(" ", text) if _RUPIAH.search(text) else text
    amounts = [int(re.sub(r"\D", "", match[1])) for match in _RUPIAH.finditer(text)]
    if not any(amounts):
        return {"rupiah": 0, "amounts": []} if _FREE.search(text) or amounts else None
    return {
        "rupiah": amounts[0] if len(set(amounts)) == 1 and not _FREE.search(text) else None,
        "amounts": amounts,
    }


def people(text: str) -> list[Data]:
    """Each post named and how many there are of it; `post` "" where only the number stands.

    "2 orang (petugas loket, operator)" names the posts after the number; `count` None if they differ.
    """
    found = []
    for match in _PEOPLE.finditer(text):
        before = match["post"].strip(" :-,;.()")
        post = ("" if _ONLY_LISTS.fullmatch(before) else before) or (match["after"] or "").strip()
        found.append(_people(post, int(match["count"])))
        inside = None if found[-1]["post"] else _INSIDE.match(text, match.end())
        posts = re.split(r"\s*[,;]\s*(?:dan\s+)?|\s+dan\s+", inside["posts"]) if inside else []
        if len(posts) > 1:
            each = 1 if len(posts) == found[-1]["count"] else None
            found += [_people(post, each) for post in posts]
    return found


def _people(post: str, count: int | None) -> Data:
    unmarked = _MARK.sub("", post)
    everybody = _EVERYBODY.fullmatch(unmarked) or not _LISTS.sub("", unmarked)
    post = "" if everybody else _LISTS.sub("", post)
    return {"post": post, "role": role_of(post), "count": count}


def facility(text: str) -> Data:
    """Name, quantity with unit, and the parts where two things stand in one item."""
    match = _QUANTITY.match(text)
    name = (match["name"] if match else text).strip(" ;,.")
    parts = [part for part in re.split(r"\s*,\s*|\s+dan\s+", name) if part]
    return {
        "name": name,
        "quantity": int(match["quantity"]) if match else None,
        "unit": match["unit"].lower() if match else "",
        "parts": parts if len(parts) > 1 else [],
    }


def complaint_book(text: str) -> Data:
    """The book complaints are written in, when the box is opened, every how many months all are summed up."""
    book, box, recap = (rule.search(text) for rule in (_BOOK, _BOX_OPENED, _RECAP))
    return {
        "book": book[0] if book else "",
        "box_opened": box["when"] if box else "",
        "recap_months": int(recap["months"]) if recap else None,
    }


def supervisor(text: str) -> Data:
    """The supervising post, its role and how it supervises."""
    by = re.search(
        r"^(?P<method>.+?)\s+(?:dipantau|dilakukan|dilaksanakan|diawasi)\s+oleh\s+(?P<post>.+)$", text
    )
    does = re.search(r"^(?P<post>.+?)\s+(?P<method>(?:melakukan|melaksanakan|mengawasi|memantau)\b.+)$", text)
    match = by or does
    post = (match["post"] if match else text).strip(" .;")
    return {
        "supervisor": post,
        "role": role_of(post),
        "method": match["method"].strip(" .;") if match else "",
    }
