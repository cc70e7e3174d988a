"""The steps of a written or drawn procedure, their kinds guessed from the words (pure)."""

import re
from typing import Any

from servicetypes.definition import ProductKind
from standards.vocabulary import StepKind
from standards.writing.keys import key_of

Data = dict[str, Any]
K = StepKind

TICKET = re.compile(r"\bnomor\s+antri?an\b|\bantrean\b|\bno\.?\s+antri", re.IGNORECASE)
_WAITS = re.compile(r"\b(?:menunggu|dipanggil)\b(?!.*\b(?:proses|penyelesaian)\b)", re.IGNORECASE)
_KINDS = (
    (K.INITIAL, r"\bparaf\b|\bmemaraf\b"),
    (
        K.HAND_OVER,
        r"\bmenyerahkan\b.*\bpemohon\b|\bdiserahkan\b|\bpenyerahan (?:surat|dokumen|hasil)"
        r"|\b(?:surat|dokumen)\b.*\bdi\s?terima\b|\bmengambil\b|\bpengambilan (?:surat|dokumen|hasil)",
    ),
    (K.SIGN, r"\btanda\s?tangan\b|\bdi\s?tanda\s?tangani\b|\bmenandatangani\b|\bpengesahan\b|\bdisahkan\b"),
    (K.REGISTER, r"\bregistrasi\b|\bregister\b|\bagenda\b|\bpenomoran\b|\bdiberi nomor\b|\bstempel\b"),
    (
        K.PRODUCE,
        r"\bcetak\b|\bmencetak\b|\bpencetakan\b|\bmengetik\b|\bmembuat\b|\bmenyusun\b|\bmenerbitkan\b"
        r"|\bproses\b|\bmemproses\b|\bdiproses\b|\bperekaman\b|\bkonsep\b",
    ),
    (
        K.VERIFY,
        r"\bverifikasi\b|\bvalidasi\b|\bmemeriksa\b|\bpemeriksaan\b|\bmeneliti\b|\bmengecek\b|\bkelengkapan\b",
    ),
)
_FIRST = frozenset({K.VERIFY})  # where several kinds are named, what is done first
_LEADERS = r"camat|lurah|sekcam|sekretaris|kasi|kepala seksi"
_POST = (
    rf"(?P<actor>(?:petugas|operator|fr?ont office|{_LEADERS})"
    r"(?:\s+(?:pelayanan|paten|loket|umum|ktp|informasi|kecamatan|kelurahan))*)\b"
)
_ACTOR = re.compile(rf"^{_POST}", re.IGNORECASE)
_RECEIVER = re.compile(rf"\b(?:kepada|ke)\s+{_POST}", re.IGNORECASE)
_SIGNER = re.compile(
    rf"\b(?:kepada|oleh)\s+(?:bapak\s+|ibu\s+|pak\s+|bu\s+)?(?P<actor>{_LEADERS})\b", re.IGNORECASE
)
_LEADER = re.compile(rf"^(?:{_LEADERS})\b", re.IGNORECASE)
_TITLES = {
    K.INTAKE: "Terima berkas",
    K.SIGN: "Tanda tangan pimpinan",
    K.PRODUCE: "Susun surat",
    K.REGISTER: "Registrasi",
    K.HAND_OVER: "Serahkan kepada pemohon",
}
_LONGEST = 120
_SHORTEST = 25
_CLAUSE = re.compile(
    r"[,;:(]| (?:yang|untuk|dengan|kemudian|lalu|jika|apabila|bila|serta|agar)\b", re.IGNORECASE
)


def procedure_of(items: list[Data]) -> tuple[bool, list[Data], list[str]]:
    """(a queue number comes first, the steps, the keys of the steps the words do not name).

    `items`: number and text, as written. The first is the intake, the last the hand-over.
    """
    told = [item for item in items if not TICKET.search(item["text"]) and not _WAITS.search(item["text"])]
    ticket = any(TICKET.search(item["text"]) for item in items)
    steps: list[Data] = []
    for at, item in enumerate(told):
        kind = K.INTAKE if at == 0 else _kind(item["text"], last=at == len(told) - 1)
        steps.append(_step(kind, item, steps))
    return ticket, steps, _complete(steps)


def _kind(text: str, *, last: bool) -> StepKind:
    found = [kind for kind, rule in _KINDS if re.search(rule, text, re.IGNORECASE)]
    if last and K.HAND_OVER in found:
        return K.HAND_OVER
    found = [kind for kind in found if kind is not K.HAND_OVER or last] or found
    return next((kind for kind in found if kind in _FIRST), found[0] if found else K.VERIFY)


def _step(kind: StepKind, item: Data, before: list[Data]) -> Data:
    title = item["text"].strip(" ;.")
    return {
        "key": key_of(_TITLES.get(kind, title), [one["key"] for one in before], fallback="langkah"),
        "kind": kind.value,
        "title": title if len(title) <= _LONGEST else _shortened(title),
        "actor": _actor(kind, title),
        "source": [item["number"]] if item["number"] else [],
    }


def _shortened(text: str) -> str:
    """The clauses that fit, else the words that do: the whole sentence stays in the text of the component."""
    ends = [mark.start() for mark in _CLAUSE.finditer(text, _SHORTEST, _LONGEST)]
    return text[: ends[-1]].rstrip(" ,;:") if ends else f"{text[: _LONGEST - 1].rsplit(' ', 1)[0]} …"


def _actor(kind: StepKind, text: str) -> str:
    """Who acts: who signs is not who brings the paper, who takes a file in is not who hands it in."""
    doer = _ACTOR.match(text)
    if kind is K.SIGN:
        leader = doer if doer and _LEADER.match(text) else _SIGNER.search(text)
        return leader["actor"] if leader else ""
    if kind is K.INTAKE and not doer:
        doer = _RECEIVER.search(text)
    return doer["actor"] if doer else ""


def _complete(steps: list[Data]) -> list[str]:
    """Put in a hand-over that nobody wrote down."""
    if not steps or steps[-1]["kind"] == K.HAND_OVER:
        return []
    return [_insert(steps, len(steps), K.HAND_OVER)]


def _insert(steps: list[Data], at: int, kind: StepKind) -> str:
    key = key_of(_TITLES[kind], [one["key"] for one in steps], fallback="langkah")
    steps.insert(at, {"key": key, "kind": kind.value, "title": _TITLES[kind], "actor": "", "source": []})
    return key


def fit_to_product(steps: list[Data], product: ProductKind) -> list[str]:
    """Put in what the product needs and the words do not name: drawing up, signature, register.

    Gives the keys of what was added, with ".also" for an act added to a step.
    """
    added: list[str] = []
    if not steps:
        return added
    signed = product is not ProductKind.EXTERNAL_ITEM
    if product is not ProductKind.ENDORSEMENT and not _at(
        steps[: _at(steps, K.SIGN) or len(steps)], K.PRODUCE
    ):
        added.append(_insert(steps, _at(steps, K.SIGN) or len(steps) - 1, K.PRODUCE))
    if signed and not _at(steps, K.SIGN):
        added.append(_insert(steps, len(steps) - 1, K.SIGN))
    if not _at(steps, K.REGISTER) and not any(K.REGISTER in one.get("also", ()) for one in steps):
        target = steps[_at(steps, K.SIGN)] if signed else steps[-1]
        target["also"] = [K.REGISTER.value]
        added.append(f"{target['key']}.also")
    return added


def _at(steps: list[Data], kind: StepKind) -> int:
    """Where the first step of a kind stands; 0 (which is the intake) when there is none."""
    return next((at for at, one in enumerate(steps) if one["kind"] == kind), 0)
