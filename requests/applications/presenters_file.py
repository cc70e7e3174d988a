"""The file page as its template takes it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications import (
    compose,
    forms_actions,
    labels,
    panels,
    presenters,
    presenters_letters,
    presenters_papers,
    shelf,
)
from applications.contacts import CHOICES, OUTCOMES
from applications.forms_fields import Question, question
from applications.intake import ORIGINAL, ContactWay, PaperState
from applications.ledger import Verdict
from applications.models import Event
from applications.presenters_actions import Kept, others, primary
from applications.queries_desk import CALLERS
from applications.queries_file import Detail
from applications.queries_uncollected import uncollected_days
from applications.workflow import Action, Phase, ProductKind, StepKind
from applications.workflow_types import Role
from attachments.models import Relation
from commons.clock import wib
from commons.nik import mask_nik
from documents.models import Letter
from lettercheck.models import LetterState
from responses.models import Category
from responses.queries import Suggestion
from servicetypes.fields import Field, FieldType, Value, shown
from standards.components import Paper
from standards.vocabulary import Issuer, PaperKind

# INFORMATION answers questions and the leader signs what others checked: neither needs the whole number.
REVEALERS = frozenset({Role.COUNTER, Role.OPERATOR, Role.SECTION_HEAD, Role.SECRETARY})
ORIGINALS = gettext_lazy("asli dibawa dan dilihat, tidak disalin")
MASKED = frozenset({FieldType.NIK, FieldType.KK})
KINDS: Mapping[PaperKind, str] = {
    PaperKind.ORIGINAL: "asli",
    PaperKind.COPY: "fotokopi",
    PaperKind.FORM: "formulir",
    PaperKind.LETTER: "surat",
    PaperKind.FACT: "diperiksa",
}
ISSUERS: Mapping[Issuer, str] = {
    Issuer.RT_RW: "RT/RW",
    Issuer.LURAH: "lurah",
    Issuer.KEPALA_DESA: "kepala desa",
    Issuer.LURAH_OR_KADES: "lurah atau kepala desa",
    Issuer.POLICE: "kepolisian",
    Issuer.CIVIL_REGISTRY: "Dispendukcapil",
    Issuer.OTHER: "",
}
_LETTER_TONES = {LetterState.UNSIGNED: "warn", LetterState.VALID: "good"}


def context(detail: Detail, kept: Kept | None = None, *, revealed: bool = False) -> dict[str, Any]:
    """Everything `applications/file.html` shows to this person."""
    kept = kept or Kept()
    first = primary(detail, kept)
    may_mend = Action.RESUBMIT in detail.actions
    file = detail.file
    return {
        "page": "inbox",
        "file": _head(detail),
        "clock": presenters.clock(
            detail.standing, detail.promise, detail.calendar, ready=file.ready_by, now=detail.now
        ),
        "lacking": "; ".join(detail.state.missing) if detail.state.phase is Phase.RETURNED else "",
        "steps": steps(detail),
        "primary": first,
        "mend_url": reverse("file_mend", args=[file.id]) if may_mend else "",
        "waiting_for": "" if first or may_mend else waiting_for(detail),
        "others": others(detail, kept),
        "checklist": checklist(detail),
        "attachments": presenters_papers.of_detail(detail),
        "letters": presenters_letters.supporting(detail),
        "letters_ended": presenters_letters.ended(detail),
        "letter_uses": presenters_letters.uses(detail),
        "lookup": lookup(detail),
        "data": data(detail),
        "reveal": detail.actor.has(*REVEALERS) and bool(file.nik),
        "revealed": _revealed(detail) if revealed else None,
        "letter": _letter(detail),
        "prints": prints(detail),
        **_contact(detail),
        "minutes": presenters.minutes(detail.ledger.minutes.items()),
        "events": [event(detail, each) for each in reversed(detail.events)],
        "panels": panels.of(detail),
        "errors": [],
        "stale": None,
    }


def _head(detail: Detail) -> dict[str, Any]:
    file, letter = detail.file, detail.letter
    live = letter if letter is not None and letter.state in {"UNSIGNED", "VALID"} else None
    groups = detail.program.document.persyaratan.groups
    return {
        "id": file.id,
        "number": file.receipt_number,
        "service": file.service_name,
        "applicant": file.name,
        "village": file.village,
        "received_at": file.received_at,
        "status": presenters.file_status(file),
        "variant": next((g.title for g in groups if g.key == file.group and len(groups) > 1), ""),
        "purpose": detail.program.purpose(file.intake),
        "letter_number": live.number if live else "",
        "letter_date": live.date if live else None,
        "public_url": reverse("status", args=[file.track_code]),
    }


def steps(detail: Detail) -> list[dict[str, str]]:
    """The way of this file: done, now, next, and who."""
    done = _completed(detail)
    head = compose.head_of(detail.office).split()[0]
    over = detail.state.phase is Phase.HANDED_OVER and detail.state.correction is None
    found = []
    for index, step in enumerate(detail.process.steps):
        event = done.get(step.key)
        is_done = index < detail.state.step or over
        state = "done" if is_done else "now" if index == detail.state.step else "next"
        who = labels.holders(step.holders, head=head)
        if is_done and event is not None:
            who = f"{event.actor_name}, {wib(event.at):%d-%m %H.%M}"
        found.append({"label": step.title or str(labels.DONE[step.kind]), "who": who, "state": state})
    return found


def _completed(detail: Detail) -> dict[str, Event]:
    return {event.step_key: event for event in detail.events if event.action == Action.COMPLETE}


def waiting_for(detail: Detail) -> str:
    """For whom the file waits, when it is not for this person."""
    state = detail.state
    head = compose.head_of(detail.office)
    if state.correction is not None:
        return _("Menunggu jawaban {head} atas permintaan koreksi.").format(head=head)
    if state.phase is Phase.RETURNED:
        return _("Menunggu pemohon melengkapi berkas.")
    if state.phase is Phase.WAITING:
        return _("Menunggu: {agency}.").format(agency=state.waiting_for)
    if state.phase is not Phase.OPEN:
        return _("Berkas ini sudah selesai: {status}.").format(
            status=labels.status(detail.file.status).lower()
        )
    if detail.step.kind is StepKind.SIGN:
        return _("Menunggu tanda tangan {head}.").format(head=head)
    who = labels.holders(detail.step.holders, head=head)
    return _("Menunggu {who}: {step}.").format(who=who, step=detail.step.title)


def checklist(detail: Detail) -> list[dict[str, Any]]:
    """The papers as they were ticked at the counter."""
    papers = {
        paper.key: paper
        for group in detail.program.document.persyaratan.groups
        if group.key == detail.file.group
        for requirement in group.requirements
        for paper in requirement.papers
    }
    return [
        {
            "label": row["name"],
            "kind": paper_kind(papers[row["key"]]) if row["key"] in papers else "",
            "present": row["state"] == PaperState.HERE,
            "na": row["state"] == PaperState.NOT_APPLICABLE,
            "note": row.get("reason", "") or (ORIGINALS if row.get("copy") == ORIGINAL else ""),
        }
        for row in detail.file.checklist
    ]


def paper_kind(paper: Paper) -> str:
    """ "fotokopi 1 lembar", "surat dari kepala desa"."""
    words = KINDS[paper.kind]
    if paper.kind is PaperKind.COPY:
        return _("{kind} {n} lembar").format(kind=words, n=paper.copies)
    issuer = ISSUERS[paper.issuer] if paper.issuer else ""
    return _("{kind} dari {issuer}").format(kind=words, issuer=issuer) if issuer else words


def lookup(detail: Detail) -> dict[str, Any] | None:
    """What the poverty list said when it was last asked."""
    if not detail.checks:
        return None
    last = detail.checks[0]
    return {
        "source": last.source or _("daftar kemiskinan kantor"),
        "result": forms_actions.finding_words(last),
        "tone": forms_actions.tone(last),
        "by": last.by,
        "at": last.at,
        "reason": last.reason,
    }


def data(detail: Detail) -> list[tuple[str, str]]:
    """What was asked at the counter; NIK and KK masked, wherever they stand."""
    lines: list[tuple[str, str]] = []
    for each in detail.program.definition.intake:
        if each.key in detail.file.intake:
            lines += _lines(each, detail.file.intake[each.key])
    return lines


def _lines(each: Field, value: Value) -> list[tuple[str, str]]:
    if not isinstance(value, list):
        return [(each.label, _masked(each, value))]
    rows = []
    for number, row in enumerate(value, start=1):
        cells = [_masked(column, _cell(row.get(column.key))) for column in each.fields]
        rows.append((f"{each.label} {number}", ", ".join(cell for cell in cells if cell)))
    return rows


def _cell(value: object) -> Value:
    return value if isinstance(value, str | int | bool | dict) else None


def _masked(each: Field, value: Value) -> str:
    if each.type in MASKED and isinstance(value, str):
        return mask_nik(value)
    return shown(each, value)


def _revealed(detail: Detail) -> list[tuple[str, str]]:
    asked = [each for each in detail.program.definition.intake if each.type in MASKED]
    values = detail.file.intake
    return [
        (_("{label} lengkap").format(label=each.label), str(values[each.key]))
        for each in asked
        if values.get(each.key)
    ]


def _letter(detail: Detail) -> dict[str, Any] | None:
    letter = detail.letter
    if letter is not None:
        return {
            "status": letter_status(letter),
            "tone": _LETTER_TONES.get(LetterState(letter.state), "bad"),
            "number": letter.number,
            "final": letter.state != LetterState.UNSIGNED,
        }
    drafted = detail.step.kind is StepKind.PRODUCE and detail.state.phase is Phase.OPEN
    if detail.program.product is ProductKind.LETTER and drafted:
        return {"status": _("Konsep"), "tone": "info", "number": "", "final": False}
    return None


def unwritten(detail: Detail) -> tuple[str, str]:
    """(words, tone) of what there is to read before Loket has made anything: a draft, or the applicant's own
    paper, which is no draft of ours."""
    if detail.program.product is ProductKind.LETTER:
        return _("Konsep"), "info"
    kinds = [step.kind for step in detail.process.steps]
    if detail.program.product is not ProductKind.ENDORSEMENT or StepKind.SIGN not in kinds:
        return _("Tanpa surat"), "plain"
    if kinds.index(StepKind.SIGN) < kinds.index(detail.step.kind):
        return _("Sudah ditandatangani, menunggu nomor"), "warn"
    return _("Surat pemohon, belum ditandatangani"), "warn"


def letter_status(letter: Letter) -> str:
    """Where a letter stands, as the check page says it."""
    return str(LetterState(letter.state).label)


def prints(detail: Detail) -> list[dict[str, str]]:
    """What can be printed of this file now."""
    state = detail.state
    found = [{"sheet": "tanda-terima", "label": _("Tanda terima berkas")}]
    if state.missing or state.phase is Phase.RETURNED:
        found.insert(0, {"sheet": "kekurangan", "label": _("Daftar kekurangan")})
    if state.handed_over:
        found.insert(0, {"sheet": "serah-terima", "label": _("Tanda terima penyerahan")})
    return found


def _contact(detail: Detail) -> dict[str, Any]:
    file = detail.file
    late = detail.standing.verdict is Verdict.LATE and detail.state.phase is Phase.OPEN
    reach = presenters.contact(file, detail.attempts, late=late)
    may_call = detail.actor.has(*CALLERS)
    return {
        "contact": reach,
        "contact_needed": _call_reason(detail, late=late) if reach and may_call else "",
        "contact_fields": contact_questions(
            _way(file.contact_way, reach),
            forms_actions.suggestions(detail, Category.CONTACT) if reach and may_call else [],
        ),
        "calls": [
            {"at": row.at, "by": row.by_name, "outcome": str(OUTCOMES[row.outcome]), "note": row.note}
            for row in detail.attempts
        ],
    }


def _way(asked: str, reach: dict[str, Any] | None) -> str:
    """How somebody is most likely called: as asked for, but nobody writes to a landline."""
    lacks = reach is not None and not reach["whatsapp"] and asked in presenters.WRITTEN_TO_PHONES
    return ContactWay.PHONE.value if lacks else asked


def _call_reason(detail: Detail, *, late: bool) -> str:
    """Why the applicant is to be called; also once told, when what is ready has lain for too long."""
    days = uncollected_days(detail.file, detail.now)
    if days and not detail.file.needs_contact and days >= shelf.limit():
        return _("Siap sejak {n} hari dan belum diambil; ingatkan pemohon.").format(n=days)
    return presenters.contact_reason(detail.file, detail.attempts, late=late)


def contact_questions(way: str, offered: Sequence[Suggestion] = ()) -> list[Question]:
    """What is noted of a call."""
    ways = [(each.value, labels.CONTACT_WAYS[each]) for each in ContactWay if each is not ContactWay.NONE]
    chosen = way if way in dict(ways) else ContactWay.PHONE.value
    return [
        question("way", _("Lewat"), "choice", choices=ways, value=chosen),
        question("outcome", _("Hasilnya"), "choice", choices=list(CHOICES.items())),
        question("call_note", _("Catatan"), required=False, max_length=300, suggestions=offered),
    ]


def event(detail: Detail, each: Event) -> dict[str, Any]:
    """One line of the history."""
    kinds = {step.key: step.kind for step in detail.process.steps}
    facts = each.data
    told = (str(facts[key]) for key in ("agency", "ground", "reason", "note") if facts.get(key))
    return {
        "number": each.seq,
        "at": each.at,
        "title": labels.event_title(each.action, kinds.get(each.step_key), str(facts.get("stage", ""))),
        "actor": each.actor_name,
        "actor_title": each.actor_title,
        "note": "; ".join([*told, *_from_paper(facts)]),
        "items": _items(detail, facts),
    }


def _relation(taken: Mapping[str, Any]) -> str:
    known = dict(Relation.choices)
    return str(taken.get("words") or known.get(str(taken.get("relation")), "")).lower()


def _from_paper(facts: Mapping[str, Any]) -> list[str]:
    """That an event was entered later: from which line of a sheet, or by the word of who signed."""
    if not facts.get("entered_at"):
        return []
    entered = wib(datetime.fromisoformat(facts["entered_at"]))
    words = _("Dicatat {at} dari lembar darurat {code}")
    if not facts.get("sheet"):
        words = _("Ditandatangani di kertas, dicatat {at}")
    return [words.format(at=f"{entered:%d-%m-%Y %H.%M}", code=facts.get("sheet", ""))]


def _items(detail: Detail, facts: Mapping[str, Any]) -> list[str]:
    found = [str(item) for item in facts.get("missing", ())]
    if taken := facts.get("receiver"):
        found.append(
            _("Diterima {name} ({relation})").format(name=taken.get("name", ""), relation=_relation(taken))
        )
    words = {"number": _("Nomor {x}"), "voided": _("Nomor {x} batal"), "replaced": _("Mengganti nomor {x}")}
    found += [str(format_lazy(words[key], x=facts[key])) for key in words if facts.get(key)]
    if facts.get("how"):
        found.append(_("Tanda tangan elektronik"))
    produced = facts.get("produced", {})
    asked = {each.key: each for each in detail.program.definition.produce_fields}
    found += [
        f"{asked[key].label}: {shown(asked[key], value)}" for key, value in produced.items() if key in asked
    ]
    return found
