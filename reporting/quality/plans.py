"""The document of objectives: begun, written, submitted, approved, revised. Each write once or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Role
from accounts.queries import Person
from commons.clock import wib
from commons.ids import new_id
from offices.queries import sections
from offices.scope import current_office
from quality import examples, queries
from quality.achieving import BadTarget, Direction, check_target
from quality.errors import Missing, Moved, NotYours, QualityRefused
from quality.formulas import HAND, formula_of
from quality.models import Objective, Plan
from quality.terms import Grain
from quality.vocabulary import DECIDERS, EDITORS, PlanState
from trail import operations as trail

BLANK, EXAMPLES, LAST_YEAR = "kosong", "contoh", "lalu"
STARTS = (EXAMPLES, LAST_YEAR, BLANK)
TERMS = ("formula", "target", "direction", "grain", "active")
COPIED = (
    "lineage", "place", "section", "goal", "indicator", "formula", "target", "unit", "direction", "grain",
    "owner_id", "owner_name", "owner_title", "data_source", "since", "active", "example",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Wording:
    """An objective as it was typed; `owner`: an assignment of this office."""

    goal: str
    indicator: str
    formula: str
    target: Decimal
    direction: Direction
    grain: Grain
    unit: str = ""
    section: str = ""
    owner: UUID | None = None
    data_source: str = ""


def need(actor: Actor, roles: tuple[str, ...]) -> None:
    """Raise `NotYours` unless the actor holds one of `roles`."""
    if not actor.has(*roles):
        raise NotYours("not_yours", _("Peran Anda tidak melakukan ini. Tidak ada yang berubah."))


@transaction.atomic
def begin(*, year: int, start: str, actor: Actor, now: datetime) -> Plan:
    """Begin the document of this year or the next: from examples, from the year before with its next targets,
    or empty. Raises `NotYours`, `QualityRefused`, and `Moved` when there is one."""
    need(actor, EDITORS)
    today = wib(now).date()
    if year not in {today.year, today.year + 1} or start not in STARTS:
        raise QualityRefused("bad_year", _("Sasaran Mutu disusun untuk tahun ini atau tahun depan."))
    try:
        with transaction.atomic():
            plan = Plan.objects.create(year=year, revision=0, begun_at=now, begun_by=actor.name)
    except IntegrityError as error:
        raise Moved from error
    Objective.objects.bulk_create(_first_objectives(plan, start, _usual_owner(actor, today)))
    _tell("quality.begun", plan, actor, now, start=start)
    return plan


def _usual_owner(actor: Actor, today: date) -> Person | None:
    """Who answers for an example: a kasi, first of all the one who begins it."""
    heads = [one for one in queries.owners(current_office(), on=today) if Role.SECTION_HEAD in one.roles]
    return next((one for one in heads if one.user_id == actor.user_id), heads[0] if heads else None)


def _first_objectives(plan: Plan, start: str, owner: Person | None) -> list[Objective]:
    if start == EXAMPLES:
        return [_of_example(plan, place, one, owner) for place, one in enumerate(examples.usable(), start=1)]
    before = queries.holding(plan.year - 1) if start == LAST_YEAR else None
    if before is None:
        return []
    targets = queries.next_targets(plan.year - 1)
    made = [_copy(row, plan, since=None) for row in queries.objectives(before) if row.active]
    for row in made:
        line = targets.get(row.lineage)
        row.target = line.next_target if line and line.next_target is not None else row.target
    return made


def _of_example(plan: Plan, place: int, one: examples.Example, owner: Person | None) -> Objective:
    formula = formula_of(one.formula)
    names = {each.name for each in sections(current_office().id)}
    return Objective(
        plan=plan,
        place=place,
        section=examples.SECTION if examples.SECTION in names else "",
        goal=one.goal,
        indicator=one.indicator,
        formula=one.formula,
        target=one.amount,
        unit=one.unit or str(formula.unit if formula else ""),
        direction=one.direction,
        grain=one.grain,
        owner_id=owner.assignment_id if owner else None,
        owner_name=owner.name if owner else "",
        owner_title=owner.title if owner else "",
        data_source=one.data_source,
        example=True,
    )


def _copy(row: Objective, plan: Plan, **changes: Any) -> Objective:
    return Objective(plan=plan, **{name: getattr(row, name) for name in COPIED} | changes)


@transaction.atomic
def revise(*, plan_id: UUID, reason: str, actor: Actor, now: datetime) -> Plan:
    """Open another revision of the document that holds. Raises `Missing`, `NotYours`, `Moved`."""
    need(actor, EDITORS)
    before = _locked(plan_id)
    if before.state != PlanState.APPROVED:
        raise Moved
    if not reason:
        raise QualityRefused("reason", _("Tulis mengapa sasaran diubah: alasan tercetak pada revisi."))
    try:
        with transaction.atomic():
            plan = _revision(before, reason=reason, by=actor.name, now=now)
    except IntegrityError as error:
        raise Moved from error
    _tell("quality.revised", plan, actor, now, reason=reason)
    return plan


def _revision(before: Plan, *, reason: str, by: str, now: datetime) -> Plan:
    plan = Plan.objects.create(
        year=before.year,
        revision=before.revision + 1,
        number=before.number,
        reason=reason,
        begun_at=now,
        begun_by=by,
    )
    Objective.objects.bulk_create(_copy(row, plan) for row in queries.objectives(before))
    return plan


@transaction.atomic
def save_objective(
    *, plan_id: UUID, objective_id: UUID | None, words: Wording, seen: int, actor: Actor, now: datetime
) -> Objective:
    """Add an objective to a draft, or word one anew. Raises `Missing`, `NotYours`, `Moved`,
    `QualityRefused`."""
    need(actor, EDITORS)
    plan = _draft(plan_id, seen)
    row = queries.objective_of(plan, objective_id) if objective_id else _next(plan)
    owner = _owner(words.owner, row, now)
    _check(words, was=row.formula)
    formula = formula_of(words.formula)
    row.goal, row.indicator, row.formula = words.goal, words.indicator, words.formula
    row.target, row.direction, row.grain = words.target, words.direction, words.grain
    row.unit = words.unit if words.formula == HAND or formula is None else str(formula.unit)
    row.section, row.data_source = words.section, words.data_source
    row.owner_id, row.owner_name, row.owner_title = owner
    row.active, row.example = True, False
    row.save()
    _turn(plan)
    _tell("quality.changed", plan, actor, now, objective=str(row.lineage), target=str(words.target))
    return row


def _next(plan: Plan) -> Objective:
    last = Objective.objects.filter(plan=plan).order_by("-place").values_list("place", flat=True).first()
    return Objective(plan=plan, lineage=new_id(), place=(last or 0) + 1, target=Decimal(0))


def _check(words: Wording, *, was: str) -> None:
    if formula_of(words.formula) is None and words.formula != was:
        raise QualityRefused("formula", _("Pilih rumus dari daftar."))
    if words.section and words.section not in {one.name for one in sections(current_office().id)}:
        raise QualityRefused("section", _("Pilih seksi dari daftar."))
    if words.formula == HAND and not words.unit:
        raise QualityRefused(
            "unit", _("Tulis satuan angka yang diisi dengan tangan, misalnya % atau berkas.")
        )
    try:
        check_target(words.direction, words.target)
    except BadTarget as bad:
        raise QualityRefused(
            "target", _("Target tidak boleh di bawah 0, dan target ≥ harus lebih dari 0.")
        ) from bad


def _owner(wanted: UUID | None, row: Objective, now: datetime) -> tuple[UUID | None, str, str]:
    if wanted is None:
        return None, "", ""
    if wanted == row.owner_id:
        return row.owner_id, row.owner_name, row.owner_title
    there = queries.owners(current_office(), on=wib(now).date())
    found: Person | None = next((one for one in there if one.assignment_id == wanted), None)
    if found is None:
        raise QualityRefused("owner", _("Penanggung jawab bukan pegawai kantor ini hari ini."))
    return found.assignment_id, found.name, found.title


@transaction.atomic
def drop_objective(*, plan_id: UUID, objective_id: UUID, seen: int, actor: Actor, now: datetime) -> None:
    """Take an objective out of a draft; one that held before is given up, and the document says so. Raises
    `Missing`, `NotYours`, `Moved`."""
    need(actor, EDITORS)
    plan = _draft(plan_id, seen)
    row = queries.objective_of(plan, objective_id)
    if Objective.objects.filter(lineage=row.lineage, plan__year=plan.year, fixed=True).exists():
        row.active = False
        row.save(update_fields=["active"])
    else:
        row.delete()
    _turn(plan)
    _tell("quality.dropped", plan, actor, now, objective=str(row.lineage))


@transaction.atomic
def discard(*, plan_id: UUID, seen: int, actor: Actor, now: datetime) -> None:
    """Throw a draft away. Raises `Missing`, `NotYours`, `Moved`."""
    need(actor, EDITORS)
    plan = _draft(plan_id, seen)
    _tell("quality.discarded", plan, actor, now, revision=plan.revision)
    plan.delete()


@transaction.atomic
def submit(*, plan_id: UUID, seen: int, actor: Actor, now: datetime) -> None:
    """Hand a draft to the head. Raises `Missing`, `NotYours`, `Moved`, `QualityRefused` when it is empty or
    nobody answers for an objective."""
    need(actor, EDITORS)
    plan = _draft(plan_id, seen)
    rows = [row for row in queries.objectives(plan) if row.active]
    if not rows:
        raise QualityRefused("empty", _("Belum ada sasaran di dalamnya. Tambahkan sedikitnya satu."))
    bare = [row.indicator for row in rows if not row.owner_name]
    if bare:
        said = str(_("Tiap sasaran butuh penanggung jawab. Pilih orangnya pada:"))
        raise QualityRefused("ownerless", f"{said} {'; '.join(bare)}.")
    plan.state, plan.note = PlanState.SUBMITTED, ""
    plan.prepared_id, plan.prepared_by = actor.user_id, actor.name
    plan.prepared_title, plan.prepared_at = actor.title, now
    plan.turn += 1
    plan.save()
    _tell("quality.submitted", plan, actor, now)


@transaction.atomic
def send_back(*, plan_id: UUID, reason: str, seen: int, actor: Actor, now: datetime) -> None:
    """Give it back with the reason. Raises `Missing`, `NotYours`, `Moved`, `QualityRefused`."""
    need(actor, DECIDERS)
    plan = _submitted(plan_id, seen)
    if not reason:
        raise QualityRefused("reason", _("Tulis apa yang harus diperbaiki."))
    plan.state, plan.note = PlanState.DRAFT, reason
    plan.turn += 1
    plan.save()
    _tell("quality.sent_back", plan, actor, now, reason=reason)


@transaction.atomic
def approve(*, plan_id: UUID, number: str, seen: int, actor: Actor, now: datetime) -> None:
    """Put it into force in place of the revision before. Raises `Missing`, `NotYours`, `Moved`,
    `QualityRefused` without a document number."""
    need(actor, DECIDERS)
    plan = _submitted(plan_id, seen)
    if plan.prepared_id == actor.user_id:
        raise NotYours("own", _("Yang menyetujui bukan yang mengajukan. Tidak ada yang berubah."))
    if not number:
        raise QualityRefused("number", _("Tulis nomor dokumen."))
    plan.number = number
    put_in_force(plan, by=actor, now=now, since=wib(now).date())
    _tell("quality.approved", plan, actor, now, number=number, revision=plan.revision)


def put_in_force(plan: Plan, *, by: Actor, now: datetime, since: date) -> None:
    """Fix a revision and let it hold. What it changed holds from `since`; a first revision the whole year."""
    before = queries.holding(plan.year)
    was = {row.lineage: row for row in queries.objectives(before)} if before else {}
    if before is not None:
        before.state = PlanState.SUPERSEDED
        before.save(update_fields=["state"])
    start = date(plan.year, 1, 1)
    for row in queries.objectives(plan):
        row.since = _since(row, was, start=start if before is None else max(since, start))
        # What the head approved is the office's own.
        row.fixed, row.example = True, False
        row.save(update_fields=["since", "fixed", "example"])
    plan.state, plan.approved_by, plan.approved_title = PlanState.APPROVED, by.name, by.title
    plan.approved_at, plan.issued_on, plan.turn = now, wib(now).date(), plan.turn + 1
    plan.save()


def _since(row: Objective, was: Mapping[UUID, Objective], *, start: date) -> date:
    old = was.get(row.lineage)
    same = old is not None and all(getattr(old, name) == getattr(row, name) for name in TERMS)
    return old.since if old is not None and old.since is not None and same else start


def feed_targets(
    *,
    year: int,
    targets: Mapping[UUID, Decimal],
    since: date,
    reason: str,
    prepared: Sequence[Any],
    actor: Actor,
    now: datetime,
) -> Plan | None:
    """PDCA: what the head decided on a report becomes the next revision, approved in the same act. None where
    nothing changes, or where the year has no document yet (it begins with these targets). `prepared`: id,
    name, title and time of who prepared the report. Raises `QualityRefused` while a draft is open."""
    holds = Plan.objects.select_for_update().filter(year=year, state=PlanState.APPROVED).first()
    if holds is None:
        return None
    rows = {row.lineage: row for row in queries.objectives(holds) if row.active}
    changed = {key: to for key, to in targets.items() if key in rows and rows[key].target != to}
    if not changed:
        return None
    if Plan.objects.filter(year=year, state__in=queries.OPEN).exists():
        raise QualityRefused(
            "draft_open",
            _(
                "Target masa berikut berubah, tetapi ada rancangan revisi Sasaran Mutu yang belum selesai. "
                "Setujui atau buang rancangan itu dahulu. Laporan belum ditandatangani."
            ),
        )
    plan = _revision(holds, reason=reason, by=actor.name, now=now)
    for row in Objective.objects.filter(plan=plan, lineage__in=list(changed)):
        row.target = changed[row.lineage]
        row.save(update_fields=["target"])
    plan.prepared_id, plan.prepared_by, plan.prepared_title, plan.prepared_at = prepared
    put_in_force(plan, by=actor, now=now, since=since)
    _tell("quality.approved", plan, actor, now, number=plan.number, revision=plan.revision, reason=reason)
    return plan


def _locked(plan_id: UUID) -> Plan:
    found = Plan.objects.select_for_update().filter(id=plan_id).first()
    if found is None:
        raise Missing
    return found


def _draft(plan_id: UUID, seen: int) -> Plan:
    return _in(plan_id, seen, PlanState.DRAFT)


def _submitted(plan_id: UUID, seen: int) -> Plan:
    return _in(plan_id, seen, PlanState.SUBMITTED)


def _in(plan_id: UUID, seen: int, state: PlanState) -> Plan:
    plan = _locked(plan_id)
    if plan.state != state or plan.turn != seen:
        raise Moved
    return plan


def _turn(plan: Plan) -> None:
    plan.turn += 1
    plan.save(update_fields=["turn"])


def _tell(action: str, plan: Plan, actor: Actor, now: datetime, **data: Any) -> None:
    facts = {"year": plan.year, **data}
    trail.record(action=action, actor=actor, subject=f"quality:{plan.id}", data=facts, now=now)
