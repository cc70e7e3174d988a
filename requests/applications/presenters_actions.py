"""The actions of a file page: the one to do now, and the others under their folds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications import forms_actions, labels
from applications.queries_file import Detail
from applications.workflow import Action, ProductKind, StepKind
from attachments.models import Relation
from commons.ids import new_id

PRIMARY = (Action.COMPLETE, Action.RESUME)
STOP = frozenset({Action.REJECT, Action.WITHDRAW})
SUMMARIES: Mapping[Action, labels.Words] = {
    Action.COMPLETE: _("Selesaikan langkah ini"),
    Action.RETURN: _("Kembalikan kepada pemohon: ada yang kurang"),
    Action.RESUBMIT: _("Pemohon melengkapi berkas"),
    Action.SEND_BACK: _("Kembalikan ke langkah sebelumnya"),
    Action.WAIT: _("Menunggu instansi lain"),
    Action.RESUME: _("Lanjutkan"),
    Action.REJECT: _("Tolak permohonan"),
    Action.WITHDRAW: _("Pemohon mencabut permohonan"),
    Action.UNDO: _("Batalkan langkah terakhir saya"),
    Action.CORRECT: _("Surat salah: minta koreksi"),
}
BUTTONS: Mapping[Action, labels.Words] = {
    Action.RETURN: _("Kembalikan kepada pemohon"),
    Action.SEND_BACK: _("Kembalikan"),
    Action.WAIT: _("Catat menunggu"),
    Action.RESUME: _("Sudah ada, lanjutkan"),
    Action.REJECT: _("Tolak permohonan"),
    Action.WITHDRAW: _("Pemohon mencabut"),
    Action.UNDO: _("Batalkan langkah terakhir"),
    Action.CORRECT: _("Minta koreksi"),
}
HELP: Mapping[Action, labels.Words] = {
    Action.RETURN: _("Nomor berkas tetap. Daftar kekurangan dapat dicetak."),
    Action.WAIT: _("Waktu janji berhenti sampai berkas dilanjutkan."),
    Action.UNDO: _("Hanya dalam 5 menit. Yang dibatalkan tetap tertulis di riwayat."),
    Action.REJECT: _("Nomor surat yang sudah terpakai menjadi batal dan tetap ada di buku."),
    Action.CORRECT: _("Pimpinan memutuskan. Nomor lama menjadi batal, surat baru mendapat nomor baru."),
}


@dataclass(frozen=True)
class Kept:
    """A form that was not accepted: its action, what was typed, which papers were ticked, and why."""

    action: Action | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    gone: str = ""


def primary(detail: Detail, kept: Kept) -> dict[str, Any] | None:
    """What this person should do now, if anything."""
    if detail.state.correction is not None and Action.CORRECT in detail.actions:
        return _answer(detail, kept)
    found = next((action for action in PRIMARY if action in detail.actions), None)
    return form(detail, found, kept, tone="primary", hot=True) if found else None


def others(detail: Detail, kept: Kept) -> list[dict[str, Any]]:
    """Everything else this person may do; a form that lost its action stands here too, with its words."""
    answering = detail.state.correction is not None
    shown = [
        action
        for action in detail.actions
        if action not in PRIMARY
        and action is not Action.RESUBMIT
        and not (answering and action is Action.CORRECT)
    ]
    made = [form(detail, action, kept) for action in shown]
    if kept.action and kept.gone and kept.action not in detail.actions:
        made.insert(0, {**form(detail, kept.action, kept), "blocked": kept.gone, "open": True})
    return made


def form(detail: Detail, action: Action, kept: Kept, *, tone: str = "", hot: bool = False) -> dict[str, Any]:
    """One action as `partials/action_form.html` takes it."""
    mine = kept.action is action
    return {
        "code": action.value,
        "url": reverse("file_action", args=[detail.file.id, action.value]),
        "label": _label(detail, action),
        "help": _help(detail, action),
        "summary": _summary(detail, action),
        "tone": tone or ("stop" if action in STOP else "plain"),
        **_fields(detail, action, kept if mine else Kept()),
        "missing": _papers(detail, kept.missing if mine else ()) if action is Action.RETURN else [],
        "missing_error": kept.errors.get("missing", "") if mine else "",
        "blocked": "",
        "expected_event": detail.state.event_no,
        "idempotency_key": kept.key if mine and kept.key else str(new_id()),
        "hot": hot,
        "open": mine,
    }


def _fields(detail: Detail, action: Action, kept: Kept) -> dict[str, Any]:
    """The questions; those for another collector under a fold that opens when something stands in them."""
    asked = forms_actions.asked(detail, action, kept.typed, kept.errors)
    folded = [each for each in asked if each.get("folded")]
    relation = next((each["value"] for each in asked if each["name"] == "relation"), "")
    another = relation not in {"", Relation.SELF}
    return {
        "fields": [each for each in asked if not each.get("folded")],
        "more": folded,
        "more_open": another or any(each["errors"] or each["value"] for each in folded),
        "pad": bool(folded),
        "applicant": detail.file.name if folded else "",
    }


def _answer(detail: Detail, kept: Kept) -> dict[str, Any]:
    made = form(detail, Action.CORRECT, kept, tone="primary", hot=True)
    reason = detail.state.correction.reason if detail.state.correction else ""
    made["label"] = (
        _("Setujui: terbitkan surat pengganti")
        if detail.program.product is ProductKind.LETTER
        else _("Setujui: batalkan nomornya")
    )
    made["help"] = format_lazy(_("Diminta karena: {reason}"), reason=reason)
    return made


def _label(detail: Detail, action: Action) -> labels.Words:
    if action is Action.COMPLETE:
        kind = detail.step.kind
        if kind is StepKind.PRODUCE and detail.program.product is ProductKind.LETTER:
            return _("Surat siap ditandatangani")
        return labels.COMPLETE[kind][0]
    if action is Action.SEND_BACK and detail.state.correction is not None:
        return _("Tolak permintaan koreksi")
    return BUTTONS.get(action, SUMMARIES[action])


def _summary(detail: Detail, action: Action) -> labels.Words:
    if action is Action.SEND_BACK:
        if detail.state.correction is not None:
            return _("Surat sudah benar: tolak permintaan koreksi")
        if detail.step.kind is StepKind.SIGN:
            return _("Tidak saya tandatangani")
    return SUMMARIES[action]


def _help(detail: Detail, action: Action) -> labels.Words:
    if action is not Action.COMPLETE:
        return HELP.get(action, "")
    if detail.found is not None:
        found = forms_actions.finding_words(detail.found)
        return format_lazy(_("Daftar kemiskinan: {found}."), found=found)
    kind = detail.step.kind
    if kind is StepKind.PRODUCE and detail.program.product is ProductKind.LETTER:
        return _("Periksa pratinjau. Setelah ini nomor surat terpakai dan surat naik ke pimpinan.")
    return labels.COMPLETE[kind][1]


def _papers(detail: Detail, ticked: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"code": row["key"], "label": row["name"], "checked": row["key"] in ticked}
        for row in detail.file.checklist
    ]
