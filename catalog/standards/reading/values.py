"""Durations, fees, counts, posts and guarantees read out of words (pure). None where the words do not say."""

import re
from typing import Any

from standards.vocabulary import ChannelKind, EvaluationKind, Guarantee, RoleCode

Data = dict[str, Any]

_UNITS = {
    "menit": "minute", "jam": "hour", "hari kerja": "working_day", "hari": "day",
    "minggu": "week", "bulan": "month",
}  # fmt: skip
_WORDS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "lima belas": 15, "dua puluh": 20, "tiga puluh": 30, "satu jam": 1,
}  # fmt: skip
_DURATION = re.compile(
    r"(?:(?P<from>\d{1,3})\s*(?:-|–|s/d|sampai(?: dengan)?)\s*)?(?P<amount>\d{1,3})\s*"
    r"(?:\(\s*(?P<word>[A-Za-z ]+?)\s*\)\s*)?"
    r"(?P<unit>menit|jam|hari\s+kerja|hari|minggu|bulan)\b",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"\b(?P<word>{'|'.join(_WORDS)})\s+(?P<unit>menit|jam|hari\s+kerja|hari|minggu|bulan)\b", re.IGNORECASE
)
_START = re.compile(
    r"\b((?:terhitung\s+)?(?:sejak|setelah|mulai dari)\s.+?)\s*[.)]?$", re.IGNORECASE | re.DOTALL
)
_CONDITION = re.compile(
    r"\b((?:bila|apabila|jika|kalau|dengan catatan|selama)\s.+)$", re.IGNORECASE | re.DOTALL
)
_OTHERWISE = re.compile(r",\s*(?=(?:kalau|jika|bila|apabila|sedangkan|namun)\b)", re.IGNORECASE)
_LEADER = re.compile(r"\b(?:pimpinan|camat|lurah)\s+(?:ada|berada|di\s?tempat)\b", re.IGNORECASE)
_FREE = re.compile(
    r"\bgratis\b|\btidak\s+(?:di)?pungut\b|\btanpa\s+(?:di\s?pungut\s+)?biaya\b|\bbebas\s+biaya\b|\bnihil\b|^\W*Rp\.?\s*0?\s*,?-*$",
    re.IGNORECASE,
)
_RUPIAH = re.compile(r"\bRp\.?\s*(\d{1,3}(?:[.\s]\d{3})+|\d+)(?:,\d{2}|,-)?", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?P<post>.*?)\s*:?\s*\b(?P<count>\d{1,3})\s*(?:\(\s*[A-Za-z ]+\s*\)\s*)?"
    r"(?:orang|personil|personel|petugas)\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"^(?P<name>.+?)\s*[:=]?\s+(?P<quantity>\d{1,3})\s*(?P<unit>buah|buku|unit|set|lembar|ruang|meja|kursi|pcs|rim)\b\.?$",
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
    match = _DURATION.search(text) or _SPELLED.search(text)
    if not match:
        return None
    found = match.groupdict()
    amount = int(found["amount"]) if found.get("amount") else _WORDS[found["word"].lower()]
    after = text[match.end() :].strip(" .;,")
    condition, otherwise = _condition(after)
    start = _START.search(after)
    return {
        "amount": amount,
        "unit": _UNITS[" ".join(found["unit"].lower().split())],
        "at_least": int(found["from"]) if found.get("from") else None,
        "start": start[1] if start and not condition else None,
        "condition": "leader_in_office" if condition and _LEADER.search(condition) else None,
        "condition_text": condition,
        "otherwise": otherwise,
        "notify_by": notices(after),
        "agrees": _agrees(found),
    }


def _agrees(found: dict[str, str | None]) -> bool:
    """False where figure and word contradict each other: "15 (lima) menit"."""
    word = _WORDS.get((found["word"] or "").lower()) if found.get("amount") else None
    return word is None or word == int(found["amount"] or 0)


def _condition(after: str) -> tuple[str | None, str | None]:
    match = _CONDITION.search(after)
    if not match:
        return None, None
    words = match[1].strip()
    if after.startswith("(") and words.endswith(")"):
        words = words[:-1].strip()
    first, *rest = _OTHERWISE.split(words, maxsplit=1)
    return first, rest[0] if rest else None


def fee(text: str) -> Data | None:
    """Whole rupiah: 0 is free; `rupiah` None where several amounts stand."""
    amounts = [int(re.sub(r"\D", "", match[1])) for match in _RUPIAH.finditer(text)]
    if not any(amounts):
        return {"rupiah": 0, "amounts": []} if _FREE.search(text) or amounts else None
    return {
        "rupiah": amounts[0] if len(set(amounts)) == 1 and not _FREE.search(text) else None,
        "amounts": amounts,
    }


def people(text: str) -> list[Data]:
    """Each post named and how many there are of it; `post` "" where only the number stands."""
    return [_people(match["post"].strip(" :-,;."), match["count"]) for match in _PEOPLE.finditer(text)]


def _people(post: str, count: str) -> Data:
    post = re.sub(r"^dan\s+|^jumlah\s+\w+$", "", post, flags=re.IGNORECASE)
    return {"post": post, "role": role_of(post), "count": int(count)}


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
