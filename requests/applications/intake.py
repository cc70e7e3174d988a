"""What the counter hands in: the form and the ticked papers, checked against the standard."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications import letters
from applications.errors import IntakeRefused
from applications.letters import Applicant, Looked
from applications.program import Program
from commons.nik import Finding
from commons.text import BadText, clean_line
from documents.glyphs import strings, unprintable
from handoff.operations import Brought
from servicetypes.fields import Value, Village, validate
from standards.components import Paper, RequirementGroup

NO_SUCH_LETTER = _(
    "Tidak ada surat dengan kode ini di Loket. Periksa kodenya. Surat dari kantor di luar sistem: kosongkan "
    "kodenya, isi penerbit, nomor dan tanggalnya."
)


class PaperState(StrEnum):
    """A paper is here, missing, or does not apply to this applicant."""

    HERE = "HERE"
    MISSING = "MISSING"
    NOT_APPLICABLE = "NA"


# In a file's checklist, under "copy": the original was looked at and nothing was copied.
ORIGINAL = "ORIGINAL"


class ContactWay(StrEnum):
    """How the applicant wants to be reached."""

    WHATSAPP = "WHATSAPP"
    PHONE = "PHONE"
    SMS = "SMS"
    EMAIL = "EMAIL"
    NONE = "NONE"


# Where the answers of a file keep the applicant's mail address: asked beside the way, by no standard.
MAIL = "surel"


@dataclass(frozen=True, kw_only=True)
class LetterGiven:
    """A letter the applicant brought, as the officer typed it."""

    issuer: str
    number: str
    date: date
    signer: str = ""
    issuer_code: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperGiven:
    """One tick of the checklist. `original`: brought and looked at, no copy of it is kept.

    `code`: of a letter of an office in Loket, whose facts then come from there (`looked`, see `looked_up`);
    `letter_reason`: why another person's letter will do.
    """

    key: str
    state: PaperState
    reason: str = ""
    letter: LetterGiven | None = None
    original: bool = False
    code: str = ""
    letter_reason: str = ""
    looked: Looked | None = None


@dataclass(frozen=True, kw_only=True)
class IntakeForm:
    """Everything the counter sends. `values` is raw; `accept_warnings` says they were read."""

    service_code: str
    values: Mapping[str, object]
    papers: Sequence[PaperGiven]
    group: str = ""
    condition: str = ""
    contact_way: ContactWay = ContactWay.NONE
    mail: str = ""
    accept_warnings: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckedIntake:
    """A form in order: `values` JSON-safe, `missing` the names of missing papers."""

    values: dict[str, Value]
    group: RequirementGroup
    checklist: list[dict[str, str]]
    letters: tuple[tuple[str, LetterGiven], ...]
    missing: tuple[str, ...]
    brought: tuple[Brought, ...] = ()


@dataclass
class _Errors:
    found: dict[str, Finding] = field(default_factory=dict)

    def add(self, path: str, code: str, message: Any) -> None:
        self.found[path] = Finding(code, message, path)


def looked_up(form: IntakeForm, *, besides: UUID | None = None) -> IntakeForm:
    """The form with the letters behind its codes, as they stand now. `check` asks no database."""
    applicant = Applicant(nik="".join(str(form.values.get("nik") or "").split()))
    papers = tuple(
        replace(tick, looked=letters.look(tick.code, applicant, besides=besides))
        if tick.code.strip() and tick.state is PaperState.HERE
        else tick
        for tick in form.papers
    )
    return replace(form, papers=papers)


def check(
    program: Program, form: IntakeForm, *, today: date, villages: Mapping[str, Village] | None = None
) -> CheckedIntake:
    """Check form and papers whole. Raises `IntakeRefused`: every error, or warnings not yet accepted.

    Letters that come with a code were looked up before (`looked_up`).
    """
    result = validate(program.definition.intake, form.values, today=today, villages=villages)
    errors = _Errors(dict(result.errors))
    group = _group(program, form, errors)
    given = _papers(group, form, errors, today) if group else {}
    brought = _brought(group, given, form, values=result.values, errors=errors, today=today) if group else {}
    warnings = {**result.warnings, **{path: odd for path, (_letter, odd) in brought.items() if odd}}
    _check_glyphs(program, result.values, given.values(), errors)
    contact_error = form.contact_way is not ContactWay.NONE and not result.values.get("telepon")
    if contact_error and "telepon" not in errors.found:
        errors.add("telepon", "phone_missing", _("Isi nomor HP, atau pilih 'tidak perlu dihubungi'."))
    mail = _mail(form, errors)
    if errors.found or group is None:
        raise IntakeRefused(errors=errors.found, warnings=warnings)
    if warnings and not form.accept_warnings:
        raise IntakeRefused(errors={}, warnings=warnings, code="intake_warnings")
    papers = [paper for _requirement, paper in group.checklist(form.condition)]
    return CheckedIntake(
        values=result.values | ({MAIL: mail} if mail else {}),
        group=group,
        checklist=[_row(paper, given[paper.key]) for paper in papers],
        letters=tuple((key, letter) for key, tick in given.items() if (letter := _given(tick))),
        missing=tuple(paper.name for paper in papers if given[paper.key].state is PaperState.MISSING),
        brought=tuple(letter for letter, _odd in brought.values()),
    )


def _mail(form: IntakeForm, errors: _Errors) -> str:
    """The mail address; asked for by who wants mail alone, so that of others none is kept."""
    if form.contact_way != ContactWay.EMAIL:
        return ""
    try:
        found = clean_line(form.mail, max_length=200)
        validate_email(found)
    except (BadText, ValidationError):
        errors.add(MAIL, "mail", _("Tulis alamat surel seperti nama@contoh.go.id."))
        return ""
    return found


def _brought(
    group: RequirementGroup,
    given: Mapping[str, PaperGiven],
    form: IntakeForm,
    *,
    values: Mapping[str, Value],
    errors: _Errors,
    today: date,
) -> dict[str, tuple[Brought, tuple[Finding, ...]]]:
    """The letters of Loket that meet a requirement, by path, each with what is odd about it."""
    applicant = Applicant(nik=str(values.get("nik") or ""), village=letters.village_of(values))
    found: dict[str, tuple[Brought, tuple[Finding, ...]]] = {}
    for _requirement, paper in group.checklist(form.condition):
        tick = given.get(paper.key)
        if tick is None or tick.looked is None or not paper.has_letter_data:
            continue
        verdict = letters.judged(tick.looked, paper, applicant, reason=tick.letter_reason, today=today)
        for finding in verdict.errors:
            errors.add(finding.field, finding.code, finding.message)
        letter = letters.accepted(paper.key, tick.looked.found, verdict, reason=tick.letter_reason)
        found[f"papers.{paper.key}"] = (letter, verdict.warnings)
    return found


def _given(tick: PaperGiven) -> LetterGiven | None:
    """The letter as it is printed under "dasar": what Loket knows of it, else what was typed."""
    if tick.looked is None:
        return tick.letter
    found = tick.looked.found
    return LetterGiven(
        issuer=letters.issuer_words(found),
        issuer_code=found.letter.office_code,
        signer=letters.signer_words(found),
        number=found.letter.number,
        date=found.letter.date,
    )


def _check_glyphs(
    program: Program, values: Mapping[str, Value], given: Iterable[PaperGiven], errors: _Errors
) -> None:
    """What no font of ours has is refused here: neither slip nor letter could ever be printed."""
    labels = {each.key: each.label for each in program.definition.intake}
    for path, _where, text in strings(values):
        place = ".".join(map(str, path))
        if place not in errors.found:
            _refuse_glyph(place, labels.get(str(path[0]), place), text, errors)
    for tick in given:
        letter = tick.letter
        parts = (letter.number, letter.issuer, letter.signer) if letter else ()
        place = f"papers.{tick.key}"
        if place not in errors.found:
            _refuse_glyph(place, str(_("Syarat yang dibawa")), " ".join((tick.reason, *parts)), errors)


def _refuse_glyph(place: str, label: str, text: str, errors: _Errors) -> None:
    if words := unprintable(text, label):
        errors.add(place, "unprintable_character", words)


def _group(program: Program, form: IntakeForm, errors: _Errors) -> RequirementGroup | None:
    try:
        group = program.group(form.group)
    except KeyError:
        errors.add("group", "group_missing", _("Pilih jenis permohonannya dulu."))
        return None
    conditions = {condition.key for condition in group.conditions}
    if conditions and form.condition not in conditions:
        errors.add("condition", "condition_missing", _("Pilih keadaan pemohon dulu."))
        return None
    return group


def _papers(group: RequirementGroup, form: IntakeForm, errors: _Errors, today: date) -> dict[str, PaperGiven]:
    wanted = {paper.key: paper for _requirement, paper in group.checklist(form.condition)}
    given = {tick.key: tick for tick in form.papers}
    if not given:
        errors.add(
            "papers", "checklist_empty", _("Periksa persyaratan satu per satu; belum ada yang ditandai.")
        )
        return {}
    for key in given.keys() - wanted.keys():
        errors.add(f"papers.{key}", "paper_unknown", _("Persyaratan ini tidak ada pada standar layanan."))
    for key, paper in wanted.items():
        tick = given.get(key)
        if tick is None:
            message = format_lazy(_("{name}: tandai ada, kurang, atau tidak berlaku."), name=paper.name)
            errors.add(f"papers.{key}", "paper_unticked", message)
        elif tick.state is PaperState.HERE and paper.has_letter_data:
            _check_letter(key, paper, tick, errors, today)
        elif tick.state is PaperState.NOT_APPLICABLE and not tick.reason.strip():
            errors.add(f"papers.{key}", "paper_reason", _("Tulis mengapa persyaratan ini tidak berlaku."))
        else:
            _check_lines(key, errors, (tick.reason, 300))
    return given


def _check_letter(key: str, paper: Paper, tick: PaperGiven, errors: _Errors, today: date) -> None:
    if tick.code.strip():
        _check_code(key, tick, errors)
        return
    letter = tick.letter
    if letter is None or not letter.number.strip() or not letter.issuer.strip():
        errors.add(f"papers.{key}", "letter_missing", format_lazy(_lacking(paper, letter), name=paper.name))
        return
    if letter.date > today:
        errors.add(f"papers.{key}", "letter_future", _("Tanggal surat tidak boleh di masa depan."))
    _check_lines(
        key, errors, (letter.issuer, 120), (letter.number, 80), (letter.signer, 120), (tick.reason, 300)
    )


def _lacking(paper: Paper, letter: LetterGiven | None) -> Any:
    """What is asked for, as the questions beside the paper ask it: an issuer near the applicant may be left
    empty where their address says who it is."""
    near = paper.issuer in letters.NEAR_ISSUERS
    if near and letter is not None and letter.number.strip():
        return _("{name}: isi dari mana suratnya, sebab alamat pemohon belum lengkap.")
    if near:
        return _("{name}: isi nomor dan tanggal suratnya.")
    return _("{name}: isi penerbit, nomor dan tanggal suratnya.")


def _check_code(key: str, tick: PaperGiven, errors: _Errors) -> None:
    if tick.looked is None:
        errors.add(f"papers.{key}", "letter_unknown", NO_SUCH_LETTER)
    _check_lines(key, errors, (tick.letter_reason, 300))


def _check_lines(key: str, errors: _Errors, *lines: tuple[str, int]) -> None:
    for text, limit in lines:
        try:
            clean_line(text, max_length=limit)
        except BadText as error:
            errors.add(f"papers.{key}", error.code, error.message)


def _row(paper: Paper, tick: PaperGiven) -> dict[str, str]:
    row = {
        "key": paper.key,
        "name": paper.name,
        "state": tick.state.value,
        "reason": clean_line(tick.reason),
    }
    return {**row, "copy": ORIGINAL} if tick.original and tick.state is PaperState.HERE else row
