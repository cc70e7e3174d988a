"""The forms of the actions on a file page: what each asks, and what was sent as `operations.Inputs`."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications import collecting, labels
from applications.forms_fields import Question, Typed, question, questions, read_raw
from applications.operations import Inputs
from applications.program import Program
from applications.queries_file import Detail
from applications.workflow import Action, StepKind, earlier_steps
from applications.workflow_types import Refusal
from attachments.models import IdShown, Relation
from commons.indonesian import date_words
from lookups.findings import NEEDS_REASON, Finding, Outcome
from responses import queries as responses
from responses.models import Category
from responses.queries import Suggestion
from servicetypes.fields import to_choose

ELSEWHERE = "lain"
OUTCOMES = {
    Outcome.FOUND: _("Ditemukan"),
    Outcome.NOT_FOUND: _("Tidak ditemukan"),
    Outcome.TOO_OLD: _("Daftar terlalu lama"),
    Outcome.NOT_CHECKED: _("Belum dapat dicek: daftar belum dimuat"),
}
# Which question a lack is about, so that the error stands beside it.
LACKS = {
    Refusal.NEEDS_MISSING: "missing",
    Refusal.NEEDS_REASON: "reason",
    Refusal.NEEDS_GROUND: "ground",
    Refusal.NEEDS_AGENCY: "agency",
    Refusal.NEEDS_STEP: "to_step",
    Refusal.UNKNOWN_STEP: "to_step",
    Refusal.NOT_EARLIER: "to_step",
}


def read_inputs(program: Program, post: Mapping[str, str], *, missing: Sequence[str]) -> Inputs:
    """What was sent with an action. `missing`: ticked paper keys; names come from the standard."""
    agency = post.get("agency", "")
    return Inputs(
        to_step=post.get("to_step") or None,
        reason=post.get("reason", ""),
        missing=_missing(program, missing, post.get("missing_other", "")),
        agency=post.get("agency_other", "") if agency in {"", ELSEWHERE} else agency,
        ground=post.get("ground", ""),
        note=post.get("note", ""),
        lookup_reason=post.get("lookup_reason", ""),
        receiver=post.get("receiver", ""),
        collector=collecting.read(post),
        produced=_produced(program, post),
    )


def _produced(program: Program, post: Mapping[str, str]) -> dict[str, str]:
    """The answers at production; a choice that nobody made is sent as none at all."""
    fields = program.definition.produce_fields
    return {each.key: "" for each in fields if each.options} | read_raw(fields, post)


def _missing(program: Program, keys: Sequence[str], other: str) -> tuple[str, ...]:
    papers = {
        paper.key: paper.name
        for group in program.document.persyaratan.groups
        for requirement in group.requirements
        for paper in requirement.papers
    }
    return (*(papers[key] for key in keys if key in papers), *([other] if other.strip() else []))


def asked(
    detail: Detail, action: Action, typed: Mapping[str, str], errors: Mapping[str, str]
) -> list[Question]:
    """The questions of an action, with what was typed and what was wrong with it."""
    made = _QUESTIONS.get(action, _nothing)(detail)
    for each in made:
        name = each["name"]
        each["value"] = typed.get(name, each["value"])
        each["errors"] = [errors[name]] if name in errors else each["errors"]
    return made


def _nothing(_detail: Detail) -> list[Question]:
    return []


def _complete(detail: Detail) -> list[Question]:
    kind = detail.step.kind
    if kind is StepKind.HAND_OVER:
        return _collected(detail)
    if kind is StepKind.PRODUCE and detail.program.definition.produce_fields:
        return questions(to_choose(detail.program.definition.produce_fields), Typed(), villages={})
    if detail.asks_list and detail.found is not None and detail.found.outcome in NEEDS_REASON:
        return [
            question(
                "lookup_reason", _("Alasan dilanjutkan"), "long_text", hint=_("Tetap dicatat pada berkas.")
            )
        ]
    return []


def _collected(detail: Detail) -> list[Question]:
    """Who takes it; what is asked of somebody else stands in a fold (`folded`)."""
    cards = [("", _("Tidak ditunjukkan")), *IdShown.choices]
    more = [
        question(
            "relation_words", _("Bila lainnya: hubungannya"), required=False, depends=True, max_length=60
        ),
        question("id_kind", _("Kartu yang ditunjukkan"), "choice", choices=cards, required=False),
        question(
            "id_last",
            _("Angka terakhir kartunya"),
            required=False,
            max_length=6,
            hint=_("Cukup 3 sampai 6 angka terakhir."),
        ),
        question("collector_phone", _("Nomor HP yang mengambil"), "phone", required=False),
        question("note", _("Catatan, misalnya tanggal surat kuasa"), required=False),
    ]
    return [
        question("receiver", _("Diterima oleh"), "name", value=detail.file.name),
        question(
            "relation",
            _("Hubungan dengan pemohon"),
            "list",
            choices=Relation.choices,
            value=Relation.SELF.value,
        ),
        *({**each, "folded": True} for each in more),
    ]


def suggestions(detail: Detail, category: Category) -> list[Suggestion]:
    """Sentences ready for an answer about this file: the office's own, then the kabupaten's."""
    facts = {
        "pemohon": detail.file.name,
        "layanan": detail.program.definition.name,
        "nomor": detail.file.receipt_number,
        "kantor": detail.office.full_name,
    }
    return responses.suggestions(detail.office.id, category, facts)


def _return(detail: Detail) -> list[Question]:
    return [
        question("missing_other", _("Kekurangan lain"), required=False),
        question(
            "note",
            _("Pesan untuk pemohon"),
            "long_text",
            required=False,
            hint=_("Dicetak di daftar kekurangan."),
            suggestions=suggestions(detail, Category.RETURN),
        ),
    ]


def _send_back(detail: Detail) -> list[Question]:
    reason = question("reason", _("Alasan"), "long_text", hint=_("Dibaca rekan yang mengerjakannya."))
    if detail.state.correction is not None:
        return [reason]
    earlier = earlier_steps(detail.process, detail.state)
    steps = {step.key: step for step in detail.process.steps}
    choices = [(key, steps[key].title or str(labels.DONE[steps[key].kind])) for key in earlier]
    last = choices[-1][0] if choices else ""
    return [question("to_step", _("Kembali ke langkah"), "choice", choices=choices, value=last), reason]


def _wait(detail: Detail) -> list[Question]:
    known = detail.program.definition.wait_agencies
    other = question("agency_other", _("Instansi atau hal yang ditunggu"), required=not known)
    note = question("note", _("Catatan"), "long_text", required=False)
    if not known:
        return [other, note]
    choices = [*((each, each) for each in known), (ELSEWHERE, _("Lainnya, tulis di bawah"))]
    return [
        question("agency", _("Menunggu siapa?"), "choice", choices=choices),
        {**other, "required": False},
        note,
    ]


def _reject(detail: Detail) -> list[Question]:
    hint, offered = _("Disampaikan kepada pemohon."), suggestions(detail, Category.REJECT)
    return [question("ground", _("Dasar penolakan"), "long_text", hint=hint, suggestions=offered)]


def _withdraw(detail: Detail) -> list[Question]:
    offered = suggestions(detail, Category.WITHDRAW)
    return [question("reason", _("Alasan pemohon"), "long_text", required=False, suggestions=offered)]


def _correct(detail: Detail) -> list[Question]:
    if detail.state.correction is not None:
        return []
    return [
        question(
            "reason",
            _("Apa yang salah?"),
            "long_text",
            hint=_("Dibaca pimpinan dan dicatat di Buku Register."),
        )
    ]


_QUESTIONS = {
    Action.COMPLETE: _complete,
    Action.RETURN: _return,
    Action.SEND_BACK: _send_back,
    Action.WAIT: _wait,
    Action.REJECT: _reject,
    Action.WITHDRAW: _withdraw,
    Action.CORRECT: _correct,
}


def finding_words(found: Finding) -> str:
    """What the poverty list says, in a line for the officer."""
    words = str(OUTCOMES[found.outcome])
    if found.desil is not None:
        words = str(format_lazy(_("{words}, desil {n}"), words=words, n=found.desil))
    if found.name:
        words = str(format_lazy(_("{words}, atas nama {name}"), words=words, name=found.name))
    if found.source and found.as_of is not None:
        source = {"words": words, "source": found.source, "date": date_words(found.as_of)}
        words = str(format_lazy(_("{words} ({source}, data {date})"), **source))
    return words


def tone(found: Finding) -> str:
    """The colour of a finding; the words say the same."""
    return {Outcome.FOUND: "good", Outcome.NOT_FOUND: "warn"}.get(found.outcome, "plain")


def kept(post: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, to be shown again."""
    hidden = {"csrfmiddlewaretoken", "expected_event", "idempotency_key"}
    return {name: value for name, value in post.items() if name not in hidden}
