"""Results of the current office: reads. Nothing of a running period: forms that trickle in would show by
themselves what each of them says."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from commons.clock import wib
from offices.models import Office
from offices.scope import current_office
from satisfaction import counting
from satisfaction.facts import About, Facts, facts_of, index_of
from satisfaction.models import FollowUp, FollowUpStep, Signature, Snapshot, StepState
from satisfaction.topics import Topic, grouped
from satisfaction.withholding import LEAST
from satisfaction.words import period_facts, slug_of
from surveys.choices import AgeBand, Education, Occupation, Sex
from surveys.models import Decision, PeriodState, SurveyPeriod

LABELS = {"sex": Sex, "age_band": AgeBand, "education": Education, "occupation": Occupation}


class NoResult(LookupError):
    """There is no such period, snapshot or promise in this office, or nothing of it may be shown."""


@dataclass(frozen=True)
class PeriodLine:
    """A period in the list. `latest`: its newest snapshot; `signature`: under that one."""

    period: SurveyPeriod
    latest: Snapshot | None
    signature: Signature | None


@dataclass(frozen=True)
class Promise:
    """A promise of the plan with its steps, the newest first."""

    row: FollowUp
    steps: tuple[FollowUpStep, ...]

    @property
    def state(self) -> str:
        """A code of `StepState`; "" while nothing was done."""
        return self.steps[0].state if self.steps else ""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in {StepState.DONE, StepState.DROPPED}

    def is_late(self, day: date) -> bool:
        """Open after its day."""
        return self.is_open and day > self.row.due


def _rows() -> QuerySet[SurveyPeriod]:
    """Periods without what is secret of them."""
    return SurveyPeriod.objects.select_related("questionnaire").defer("seed", "device_salt")


def periods() -> list[PeriodLine]:
    """Periods that are closed or running, the newest first; with the newest snapshot of each."""
    rows = _rows().filter(state__in=[PeriodState.CLOSED, PeriodState.OPEN]).order_by("-opens")
    latest: dict[UUID, Snapshot] = {}
    for snapshot in Snapshot.objects.select_related("signature").order_by("revision"):
        latest[snapshot.period_id] = snapshot
    return [
        PeriodLine(row, latest.get(row.id), signature_of(latest[row.id]) if row.id in latest else None)
        for row in rows
    ]


def closed_period(period_id: UUID, *, held: bool = False) -> SurveyPeriod:
    """A period whose answers are final; `held` until the transaction ends. Raises `NoResult`."""
    rows = _rows().select_for_update(no_key=True, of=("self",)) if held else _rows()
    found = rows.filter(id=period_id, state=PeriodState.CLOSED).first()
    if found is None:
        raise NoResult
    return found


def signature_of(snapshot: Snapshot) -> Signature | None:
    """The signature under a snapshot."""
    return getattr(snapshot, "signature", None)


def snapshots(period_id: UUID) -> list[Snapshot]:
    """All revisions of a period, the newest first."""
    rows = Snapshot.objects.filter(period_id=period_id).select_related("signature")
    return list(rows.order_by("-revision"))


def snapshot(snapshot_id: UUID) -> Snapshot:
    """One revision. Raises `NoResult`."""
    found = Snapshot.objects.select_related("signature", "period").filter(id=snapshot_id).first()
    if found is None:
        raise NoResult
    return found


def preview(period: SurveyPeriod) -> Facts | None:
    """What would be frozen now; None below five forms."""
    around = about(period)
    counted = counting.counted(period.id, extra=[key for key, _question, _words in around.extra])
    return facts_of(counted, around) if counted.whole.n >= LEAST else None


def about(period: SurveyPeriod) -> About:
    """What stands around the figures of a period."""
    office: Office = current_office()
    return About(
        office={"name": str(office), "code": office.kemendagri_code},
        period=period_facts(period),
        population=period.population,
        sample_size=period.sample_size,
        services=[(one["code"], one["name"], int(one["population"])) for one in period.services],
        labels={
            question: [(str(value), str(label)) for value, label in choices.choices]
            for question, choices in LABELS.items()
        },
        label_order=period.label_order,
        coins=counting.coins(period),
        decisions=_decisions(period),
        extra=[(one["key"], one["question"], one["answers"]) for one in period.questionnaire.extra],
    )


def _decisions(period: SurveyPeriod) -> list[dict[str, Any]]:
    rows = Decision.objects.filter(period=period).order_by("at", "id")
    return [
        {
            "flag": row.flag,
            "words": str(row.get_flag_display()),
            "excluded": row.excluded,
            "count": row.count,
            "reason": row.reason,
            "on": wib(row.at).date().isoformat(),
        }
        for row in rows
    ]


def promises(period_id: UUID) -> list[Promise]:
    """The plan of a period in the order it was made. Two queries."""
    rows = FollowUp.objects.filter(period_id=period_id).order_by("planned_at", "id")
    return [
        Promise(row, tuple(sorted(row.steps.all(), key=lambda step: (step.at, step.id), reverse=True)))
        for row in rows.prefetch_related("steps")
    ]


def promise(follow_up_id: UUID) -> Promise:
    """One promise. Raises `NoResult`."""
    row = FollowUp.objects.select_related("period").filter(id=follow_up_id).first()
    if row is None:
        raise NoResult
    return Promise(row, tuple(row.steps.order_by("-at", "-id")))


def unsigned() -> list[Snapshot]:
    """Revisions that are the newest of their period and wait for the leader. One query."""
    newer = Snapshot.objects.filter(period=OuterRef("period"), revision__gt=OuterRef("revision"))
    rows = Snapshot.objects.filter(~Exists(newer), signature__isnull=True)
    return list(rows.order_by("drawn_at"))


def due_promises(owner_id: UUID, *, until: date) -> list[FollowUp]:
    """Somebody's promises whose day comes by `until` or is gone, neither done nor dropped. One query."""
    over = FollowUpStep.objects.filter(
        follow_up=OuterRef("id"), state__in=[StepState.DONE, StepState.DROPPED]
    )
    return list(FollowUp.objects.filter(~Exists(over), owner_id=owner_id, due__lte=until).order_by("due"))


def before(period: SurveyPeriod) -> SurveyPeriod | None:
    """The period before this one that has a plan or a snapshot: its promises are accounted for now."""
    rows = _rows().filter(state=PeriodState.CLOSED, closes__lt=period.opens)
    return rows.order_by("-closes").first()


@dataclass(frozen=True)
class Public:
    """A published result: the newest signed revision of its period."""

    snapshot: Snapshot
    signature: Signature

    @property
    def facts(self) -> Facts:
        """What was frozen."""
        return dict(self.snapshot.facts)

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return slug_of(self.snapshot.facts["period"])

    @property
    def index(self) -> Any:
        """The index, from the frozen sums."""
        return index_of(self.snapshot.facts)


def published() -> list[Public]:
    """The newest signed revision of each period, the newest period first."""
    rows = Signature.objects.select_related("snapshot").order_by("snapshot__revision")
    found = {row.snapshot.period_id: Public(row.snapshot, row) for row in rows}
    return sorted(found.values(), key=lambda one: one.facts["period"]["closes"], reverse=True)


def published_one(slug: str) -> Public:
    """One by its name in addresses. Raises `NoResult`."""
    found = next((one for one in published() if one.slug == slug), None)
    if found is None:
        raise NoResult
    return found


def published_before(shown: Public) -> Public | None:
    """The published result before this one: what was promised with it is accounted for now."""
    first = shown.facts["period"]["opens"]
    return next((one for one in published() if one.facts["period"]["closes"] < first), None)


def comments(period: SurveyPeriod) -> tuple[list[Topic], list[Topic]]:
    """What people wrote, covered and grouped: of the forms that count, and of those left out. Nothing while
    there are fewer than five forms."""
    if sum(one.n for one in counting.tallies(period.id).values()) < LEAST:
        return [], []
    kept, out = (counting.comments(period.id, excluded=flag) for flag in (False, True))
    return grouped(kept), grouped(out)


def table(period: SurveyPeriod) -> list[tuple[int, ...]]:
    """The answers of a closed period, form by form (`counting.answers`); none below five forms."""
    rows = counting.answers(period.id)
    return rows if len(rows) >= LEAST else []
