"""Phones, mail, sites, handles and addresses out of the words of a complaints row (pure)."""

import re
from typing import Any

import phonenumbers

from standards.vocabulary import ChannelKind

_K = ChannelKind
_SERVICES = (
    "Instagram|IG|FB|Facebook|Telp|Telepon|Website|Web|WA|WhatsApp|E-?mail|Gmail|Twitter|TikTok|YouTube"
)
_NEXT = rf"(?=\s*(?:[;|]|\b(?:{_SERVICES})\b|$))"
_RULES: tuple[tuple[ChannelKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rule, flags))
    for kind, rule, flags in (
        (_K.EMAIL, r"(?P<shown>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE),
        (
            _K.WEBSITE,
            r"(?P<shown>(?:https?://)?(?<![@\w.-])(?:[\w-]+\.)+(?:go\.id|or\.id|id|com|net|org)(?:/[^\s;,]*)?)",
            re.IGNORECASE,
        ),
        (
            _K.INSTAGRAM,
            r"\b(?:Instagram|IG)\s*:?\s*(?P<shown>@?[\w.]+(?:\s(?!dan\b|atau\b|serta\b|di\b|pada\b)[a-z]\w*)?)",
            0,
        ),
        (_K.FACEBOOK, rf"\b(?:FB|Facebook)\s*:?\s*(?P<shown>\S.*?){_NEXT}", 0),
        (
            _K.ADDRESS,
            r"(?P<shown>\b(?:Jl\.|Jln\.?|Jl|Jalan)\s+[A-Z].{3,80}?(?:\b\d{5}\b|(?=\s*[;|]|\s+(?:Telp|Website|Email|Gmail)\b|$)))",
            0,
        ),
        (_K.PHONE, r"(?P<shown>(?<![\w/.])(?:\+62|\(0\d{2,3}\)|0\d)[\d\s–-]{5,16}\d)(?![\w/])", 0),
        (_K.DESK, r"(?P<shown>\b(?:langsung di )?meja informasi\b)", re.IGNORECASE),
        (_K.BOX, r"(?P<shown>\bkotak (?:saran|pengaduan|kritik)\b)", re.IGNORECASE),
    )
)
_OWN = re.compile(r"\b((?:Website|Telp|Telepon|E-?mail|Gmail|WA|WhatsApp|HP)\b[\w.\s/-]*?)\s*:?\s*$")
_NOTE = re.compile(r"^\s*\(\s*([^()]{2,60}?)\s*\)")
_NAME = re.compile(r"([A-Za-z][\w.\s-]*?)\s*:?\s*$")


def channels(text: str) -> list[dict[str, Any]]:
    """`kind`, `shown` as printed, `target` what a link needs ("" if unusable), `label` the words before."""
    taken: list[tuple[int, int, int, ChannelKind, str]] = []
    for kind, rule in _RULES:
        for match in rule.finditer(text):
            if not any(match.start() < end and begin < match.end() for begin, end, *_ in taken):
                taken.append((match.start(), match.end(), match.start("shown"), kind, match["shown"].strip()))
    found, end = [], 0
    named: set[tuple[ChannelKind, str]] = set()
    for begin, until, words, kind, shown in sorted(taken):
        own = _K.LAPOR if kind is _K.WEBSITE and "lapor" in shown.lower() else kind
        key = (own, "" if own in {_K.DESK, _K.BOX} else shown.lower())
        if key not in named:
            named.add(key)
            label = (
                _label(text[end:words], text[until:] if own is _K.PHONE else "")
                if own not in {_K.DESK, _K.BOX}
                else ""
            )
            found.append({"kind": own.value, "shown": shown, "target": target_of(own, shown), "label": label})
        end = max(end, until, begin)
    return found


def _label(before: str, after: str) -> str:
    """The last phrase before the channel: "Website Pemkab lmj", "Kantor Kecamatan Lumajang"."""
    words = re.split(r"[;()|]", before.strip(" ;()|"))[-1].strip(" :;|")
    if note := _NOTE.match(after):
        return note[1] if note[1].startswith(("HP", "WA", "CP")) else f"{words} {note[0].strip()}".strip()
    match = _OWN.search(words) or _NAME.search(words)
    return match[1].strip() if match and len(match[1]) <= 60 else ""


def target_of(kind: ChannelKind, shown: str) -> str:
    """What a link to the channel needs: E.164, mail address, host or handle; "" where there is none."""
    if kind in {_K.PHONE, _K.SMS, _K.WHATSAPP}:
        return _e164(shown)
    if kind is _K.EMAIL:
        return shown
    if kind in {_K.WEBSITE, _K.LAPOR}:
        return re.sub(r"^https?://", "", shown).lower().rstrip("/.")
    handle = shown.removeprefix("@").lower()
    return handle if kind is _K.INSTAGRAM and re.fullmatch(r"[\w.]+", handle) else ""


def _e164(shown: str) -> str:
    """+62… for a number that can exist, "" for one that cannot."""
    try:
        number = phonenumbers.parse(shown.replace("–", "-"), "ID")
    except phonenumbers.NumberParseException:
        return ""
    return (
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        if phonenumbers.is_possible_number(number)
        else ""
    )
