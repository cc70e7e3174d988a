"""The papers one requirement asks for, guessed from its words; what was guessed is said (pure)."""

import re
from typing import Any

from standards.vocabulary import Issuer, PaperKind
from standards.writing.keys import key_of

Data = dict[str, Any]

_COPY = re.compile(r"^(?:foto\s?cop[iy]|fotokopi|salinan)\b", re.IGNORECASE)
_SHEETS = re.compile(r"\b(\d{1,2})\s*(?:\([^)]*\)\s*)?(?:lembar|lbr|rangkap)\b", re.IGNORECASE)
_FORM = re.compile(r"^(?:blangko|blanko|formulir|mengisi formulir)\b", re.IGNORECASE)
_LETTER = re.compile(r"^surat\s+(?!nikah|izin mengemudi)", re.IGNORECASE)
_FACT = re.compile(r"^(?:telah|sudah|belum|berusia|berumur|berdomisili|penduduk|warga|wni)\b", re.IGNORECASE)
_ORIGINAL = re.compile(r"\basli\b", re.IGNORECASE)
_BRING = re.compile(r"^(?:membawa|melampirkan|menyerahkan|menunjukkan)\s+", re.IGNORECASE)
_BOTH = re.compile(
    r"\s+dan\s+(?=(?:foto\s?cop|fotokopi|surat\s|ktp\b|kk\b|kartu\s|blangko|blanko|formulir|akta\s|pas\s?foto))",
    re.IGNORECASE,
)
_EITHER = re.compile(r"^[A-Za-z -]{2,20}$")
_ISSUERS = (
    (Issuer.LURAH_OR_KADES, r"\blurah\b.*\b(?:kepala desa|kades)\b|\b(?:kepala desa|kades)\b.*\blurah\b"),
    (Issuer.KEPALA_DESA, r"\bkepala desa\b|\bkades\b|\bdesa\b"),
    (Issuer.LURAH, r"\blurah\b|\bkelurahan\b"),
    (Issuer.RT_RW, r"\bRT\b|\bRW\b"),
    (Issuer.POLICE, r"\bkepolisian\b|\bpolisi\b|\bpolsek\b|\bpolres\b"),
    (Issuer.CIVIL_REGISTRY, r"\bdukcapil\b|\bdaerah asal\b|\bcatatan sipil\b"),
)


def papers_of(text: str) -> tuple[list[Data], list[tuple[str, str]]]:
    """Papers as `Paper` takes them, and (key of the paper, field) of what the words do not say."""
    bare = re.sub(r"\s*\((?:jika|bila|apabila)[^)]*\)", "", text, flags=re.IGNORECASE).strip(" ;.")
    bare = _BRING.sub("", bare)
    found: list[Data] = []
    guessed: list[tuple[str, str]] = []
    words = _BOTH.split(bare)
    copied = bool(_COPY.match(bare)) and not any(_LETTER.match(word) for word in words[1:])
    for word in words:
        paper, unsaid = _paper(word, [one["key"] for one in found], copied=copied)
        found.append(paper)
        guessed += [(paper["key"], field) for field in unsaid]
    return found, guessed


def _paper(words: str, taken: list[str], *, copied: bool) -> tuple[Data, list[str]]:
    kind = PaperKind.COPY if copied else _kind(words)
    sheets = _SHEETS.search(words)
    name = words[:1].upper() + words[1:]
    if copied and not _COPY.match(words):
        name = f"Fotokopi {words}"
    paper: Data = {
        "key": key_of(_COPY.sub("", words) or words, taken, fallback="berkas"),
        "name": name,
        "kind": kind.value,
        "copies": max(int(sheets[1]), 1) if sheets and kind is PaperKind.COPY else 1,
        "issuer": None,
        "alternatives": _alternatives(words),
        "endorsed": False,
    }
    unsaid = ["copies"] if kind is PaperKind.COPY and not sheets else []
    issuer = issuer_of(words) if kind in {PaperKind.LETTER, PaperKind.FORM} else None
    paper["issuer"] = issuer.value if issuer else None
    if kind is PaperKind.LETTER and issuer is None:
        paper["issuer"] = Issuer.OTHER.value
        unsaid.append("issuer")
    if kind is PaperKind.ORIGINAL and not _ORIGINAL.search(words):
        unsaid.append("kind")
    return paper, unsaid


def _kind(words: str) -> PaperKind:
    for kind, rule in (
        (PaperKind.COPY, _COPY),
        (PaperKind.FORM, _FORM),
        (PaperKind.LETTER, _LETTER),
        (PaperKind.FACT, _FACT),
    ):
        if rule.match(words):
            return kind
    return PaperKind.ORIGINAL


def brought(words: str) -> str:
    """What is to be brought, without the verb that says so."""
    return _BRING.sub("", words)


def says_copy(words: str) -> bool:
    """Whether the words ask for a copy."""
    return bool(_COPY.match(brought(words)))


def issuer_of(words: str) -> Issuer | None:
    """Who gives out the letter these words name, None where they do not say."""
    return next((issuer for issuer, rule in _ISSUERS if re.search(rule, words, re.IGNORECASE)), None)


def _alternatives(words: str) -> list[str]:
    """ "foto copy KTP / KK 1 lembar": either will do; "Lurah/Kepala Desa" is one post."""
    bare = _SHEETS.sub("", _COPY.sub("", words)).strip(" ,;.")
    parts = [part.strip() for part in re.split(r"\s+/\s+|\s+atau\s+", bare)]
    return parts if len(parts) > 1 and all(_EITHER.match(part) for part in parts) else []
