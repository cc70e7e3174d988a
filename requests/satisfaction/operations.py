"""Results of the current office: writes. Freeze, sign and publish, plan, and say what came of the plan."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Role
from accounts.queries import people
from commons.clock import wib
from commons.errors import DomainError
from commons.text import clean_line
from offices.scope import current_office
from satisfaction import queries, watching
from satisfaction.facts import Facts, digest, gives_away
from satisfaction.models import FollowUp, FollowUpStep, Signature, Snapshot, StepState
from satisfaction.withholding import LEAST
from surveys.elements import BY_KEY
from surveys.models import SurveyPeriod
from trail import operations as trail

PLANNERS = (Role.SECTION_HEAD, Role.SECRETARY, Role.HEAD)
READERS = (*PLANNERS, Role.OFFICE_ADMIN)
SHORTEST, LONGEST_REASON, LONGEST_ACTION = 10, 300, 500
FURTHEST = timedelta(days=730)


class ResultRefused(DomainError):
    """It cannot be done as things stand; nothing was changed."""


@transaction.atomic
def freeze(*, period_id: UUID, reason: str = "", actor: Actor, now: datetime) -> Snapshot:
    """Freeze the result of a closed period: the first, or a correction that says why.

    Raises `ResultRefused`: too few forms, nothing changed, no reason, or a change so small that the answers
    of single people could be worked out from it; `queries.NoResult`.
    """
    _only(actor, *PLANNERS)
    period = queries.closed_period(period_id)
    facts = queries.preview(period)
    if facts is None:
        raise ResultRefused(
            "too_few_forms",
            format_lazy(_("Kurang dari {n} formulir: hasil periode ini tidak ditampilkan."), n=LEAST),
        )
    last = next(iter(queries.snapshots(period.id)), None)
    why = clean_line(reason, max_length=LONGEST_REASON)
    mark = digest(facts)
    if last is not None:
        _check_correction(last, facts, mark, why)
    row = Snapshot(
        period=period,
        revision=last.revision + 1 if last else 0,
        reason=why if last else "",
        facts=facts,
        digest=mark,
        drawn_at=now,
        drawn_by=actor.name,
        drawn_by_title=actor.title,
    )
    _save(row)
    _record("satisfaction.frozen", actor, row, now)
    return row


def _check_correction(last: Snapshot, facts: Facts, mark: str, why: str) -> None:
    if mark == last.digest:
        raise ResultRefused(
            "nothing_changed", _("Tidak ada yang berubah sejak revisi terakhir; revisi itu tetap berlaku.")
        )
    if gives_away(last.facts, facts):
        raise ResultRefused(
            "tells_too_much",
            _(
                "Selisihnya kurang dari lima formulir, seluruhnya atau pada satu layanan: dari kedua revisi, "
                "jawaban orang-orang itu dapat dihitung. Revisi terakhir tetap berlaku."
            ),
        )
    if len(why) < SHORTEST:
        raise ResultRefused("reason", _("Tulis mengapa hasil ini dikoreksi."), field="reason")


def _save(row: Snapshot) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise ResultRefused(
            "frozen_meanwhile", _("Revisi ini baru saja dibekukan orang lain. Muat ulang halaman.")
        ) from error


@transaction.atomic
def sign(*, snapshot_id: UUID, shown_digest: str, signed_on: date, actor: Actor, now: datetime) -> Signature:
    """The leader signed the printed result: it is published with this.

    `shown_digest`: what the page showed when the leader agreed. Raises `ResultRefused`: not the leader, not
    the newest revision, signed already, another digest, a day outside; `queries.NoResult`.
    """
    _only(actor, Role.HEAD)
    row = queries.snapshot(snapshot_id)
    _check_signable(row, shown_digest, signed_on, wib(now).date())
    signature = Signature(
        snapshot=row,
        digest=row.digest,
        signer_id=actor.user_id,
        signer_name=actor.name,
        signer_title=actor.title,
        signer_nip=actor.nip or "",
        signer_grade=actor.grade or "",
        signed_on=signed_on,
        published_at=now,
    )
    try:
        with transaction.atomic():
            signature.save(force_insert=True)
    except IntegrityError as error:
        raise _signed_already() from error
    watching.published(current_office(), row, now)
    _record("satisfaction.signed", actor, row, now)
    return signature


def _signed_already() -> ResultRefused:
    return ResultRefused("signed_already", _("Hasil ini sudah ditandatangani. Tidak ada yang diubah."))


def _check_signable(row: Snapshot, shown: str, signed_on: date, today: date) -> None:
    newest = queries.snapshots(row.period_id)[0]
    if newest.id != row.id:
        raise ResultRefused("not_newest", _("Sudah ada revisi yang lebih baru. Tanda tangani yang itu."))
    if queries.signature_of(row) is not None:
        raise _signed_already()
    if shown != row.digest or digest(row.facts) != row.digest:
        raise ResultRefused("other_digest", _("Yang Anda lihat bukan hasil ini. Muat ulang, lalu baca lagi."))
    if not wib(row.drawn_at).date() <= signed_on <= today:
        raise ResultRefused(
            "signed_on",
            _("Tanggal tanda tangan tidak sebelum hasil dibekukan dan tidak di masa depan."),
            field="signed_on",
        )


@transaction.atomic
def plan(
    *, period_id: UUID, element: str, action: str, owner_id: UUID, due: date, actor: Actor, now: datetime
) -> FollowUp:
    """Promise to mend an element: what, who (of this office, today), by when.

    Raises `ResultRefused`, `BadText`, `queries.NoResult`.
    """
    _only(actor, *PLANNERS)
    period = queries.closed_period(period_id, held=True)  # a form sent twice comes one after the other
    if not queries.snapshots(period.id):
        raise ResultRefused("not_frozen", _("Bekukan dulu hasil periode ini, lalu susun rencananya."))
    today = wib(now).date()
    words = clean_line(action, max_length=LONGEST_ACTION)
    if element not in BY_KEY:
        raise ResultRefused("element", _("Pilih unsur yang diperbaiki."), field="element")
    if len(words) < SHORTEST:
        raise ResultRefused("action", _("Tulis apa yang akan dilakukan."), field="action")
    if not today <= due <= today + FURTHEST:
        raise ResultRefused("due", _("Tenggat mulai hari ini, paling lama dua tahun ke depan."), field="due")
    owner = next((one for one in people(current_office(), on=today) if one.user_id == owner_id), None)
    if owner is None:
        raise ResultRefused("owner", _("Pilih penanggung jawab dari kantor ini."), field="owner")
    facts = {"period": period, "element": element, "action": words, "owner_id": owner.user_id, "due": due}
    if FollowUp.objects.filter(**facts).exists():
        raise ResultRefused("planned_already", _("Rencana yang sama sudah ada; tidak dicatat dua kali."))
    row = FollowUp.objects.create(
        **facts,
        owner_name=owner.name,
        owner_title=owner.title,
        planned_at=now,
        planned_by=actor.name,
    )
    _record_plan("satisfaction.planned", actor, row, period, now)
    return row


@transaction.atomic
def progress(*, follow_up_id: UUID, state: str, note: str, actor: Actor, now: datetime) -> FollowUpStep:
    """Say what was done about a promise: its owner, or who plans. What is done or dropped is not reopened.

    Raises `ResultRefused`, `BadText`, `queries.NoResult`.
    """
    found = queries.promise(follow_up_id)
    if actor.user_id != found.row.owner_id:
        _only(actor, *PLANNERS)
    # The row is locked by nothing: two steps at once are two lines, and both are true.
    if not found.is_open:
        raise ResultRefused("closed", _("Rencana ini sudah selesai atau dibatalkan. Tidak ada yang diubah."))
    if state not in StepState.values:
        raise ResultRefused("state", _("Pilih sampai di mana."), field="state")
    words = clean_line(note, max_length=LONGEST_ACTION)
    if len(words) < SHORTEST:
        raise ResultRefused(
            "note", _("Tulis apa yang sudah dilakukan, atau mengapa dibatalkan."), field="note"
        )
    if found.steps and (found.steps[0].state, found.steps[0].note) == (state, words):
        raise ResultRefused("said_already", _("Kemajuan yang sama sudah dicatat."), field="note")
    step = FollowUpStep.objects.create(
        follow_up=found.row, state=state, note=words, at=now, by_name=actor.name, by_title=actor.title
    )
    _record_plan("satisfaction.progressed", actor, found.row, found.row.period, now)
    return step


def _only(actor: Actor, *roles: str) -> None:
    """The page asks already; a rule does not lean on its page."""
    if not actor.has(*roles) or actor.is_support:
        raise ResultRefused("role", _("Peran Anda di kantor ini tidak mencakup tindakan ini."))


def _record(action: str, actor: Actor, row: Snapshot, now: datetime) -> None:
    data = {"period": row.facts["period"]["name"], "revision": row.revision, "digest": row.digest}
    trail.record(action=action, actor=actor, subject=f"snapshot:{row.id}", data=data, now=now)


def _record_plan(action: str, actor: Actor, row: FollowUp, period: SurveyPeriod, now: datetime) -> None:
    data = {"period": f"{period.kind} {period.part}/{period.year}", "element": row.element}
    trail.record(action=action, actor=actor, subject=f"followup:{row.id}", data=data, now=now)
