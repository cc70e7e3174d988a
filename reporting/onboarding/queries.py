"""Reads: the kabupaten's list of offices, the cases, and what the guided way offers to choose from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from documents.patterns import Rule
from linting.queries import Counts, Line, count, own_findings, own_sheets
from offices import readiness
from offices.areas import AreaRow, known_areas
from offices.models import REHEARSAL, Level, Office, OfficeState
from offices.queries import OfficeCard
from offices.scope import current_office, public_scope
from onboarding import plans
from onboarding.asking import Choices
from onboarding.models import Case, Work
from onboarding.parts import PART_WORDS, finished_before
from onboarding.plans import OfficePlan
from regulations.queries import instruments_in_force
from regulations.register import delegations_of, empowers
from servicetypes.catalogue import load_definitions
from servicetypes.definition import ProductKind
from servicetypes.queries import number_rules, published_counts, retired_codes
from standards.adopting import models_for

ALIVE = timedelta(seconds=60)
WORKING = frozenset({Work.QUEUED, Work.RUNNING})
SERVED_LEVELS = (Level.KECAMATAN, Level.KELURAHAN)


@dataclass(frozen=True)
class Row:
    """An office, or an area whose office is being brought on, in the kabupaten's list."""

    code: str
    name: str
    parent: str
    state: str
    words: str
    """The state in words."""
    tone: str
    """The class of its tag: good | info | warn | plain | bad."""
    services: int
    todo: int
    """Checks not met when last looked; 0 when nobody looked."""
    url: str
    """The office's own address; "" while it has none."""
    has_case: bool
    note: str = ""


@dataclass(frozen=True)
class Overview:
    """The list and its sums."""

    rows: list[Row]
    live: int = 0
    coming: int = 0
    areas_left: int = 0


@dataclass(frozen=True)
class Progress:
    """How far preparing an office is, for a page that refreshes itself."""

    code: str
    name: str
    work: str
    words: str
    problem: str
    busy: bool
    stuck: bool
    finished: list[str] = field(default_factory=list)


def opened_at() -> dict[UUID, datetime]:
    """When offices that came on by a case opened, by office. For `offices.opened`."""
    rows = Case.objects.filter(office__isnull=False, live_at__isnull=False)
    return {office_id: at for office_id, at in rows.values_list("office_id", "live_at") if office_id and at}


def overview(cards: Sequence[OfficeCard]) -> Overview:
    """Every office (`cards`) and every case, by code; what nobody began is only counted. Two queries."""
    with public_scope():
        cases = {case.code: case for case in Case.objects.all()}
        counts = published_counts()
        rows = {card.code: _office_row(card, cases.get(card.code), counts.get(card.id, 0)) for card in cards}
    for code, case in cases.items():
        if code not in rows:
            rows[code] = _case_row(case)
    listed = [rows[code] for code in sorted(rows)]
    return Overview(
        rows=listed,
        live=sum(row.state == OfficeState.LIVE for row in listed),
        coming=sum(row.state != OfficeState.LIVE for row in listed),
        areas_left=len(_left(rows)),
    )


STATE_TONES = {
    OfficeState.LIVE: "good",
    OfficeState.READY: "info",
    OfficeState.PROVISIONING: "warn",
    OfficeState.SUSPENDED: "bad",
    OfficeState.ARCHIVED: "plain",
}


def _office_row(card: OfficeCard, case: Case | None, services: int) -> Row:
    todo = len(case.missing) if case else 0
    lacks = card.state == OfficeState.READY and todo > 0
    return Row(
        code=card.code,
        name=card.full_name,
        parent=card.parent_name,
        state=card.state,
        words=_("Disiapkan, {n} hal belum").format(n=todo) if lacks else str(card.state.label),
        tone="warn" if lacks else STATE_TONES[card.state],
        services=services,
        todo=todo,
        url=card.url,
        has_case=case is not None,
        note=case.problem if case else "",
    )


def _case_row(case: Case) -> Row:
    area = known_areas()[case.code]
    begun = case.work == Work.IDLE
    return Row(
        code=case.code,
        name=_full_name(area),
        parent=_parent_name(area),
        state="CASE",
        words=_("Sedang diisi") if begun else str(Work(case.work).label),
        tone="bad" if case.work == Work.FAILED else "plain" if begun else "warn",
        services=0,
        todo=0,
        url="",
        has_case=True,
        note=case.problem,
    )


def _full_name(area: AreaRow) -> str:
    return f"{area.level.label} {area.name}"


def _parent_name(area: AreaRow) -> str:
    parent = known_areas().get(area.parent_code)
    return _full_name(parent) if parent else ""


def areas_left() -> list[tuple[str, str]]:
    """(code, words) of the kecamatan and kelurahan without an office and without a case."""
    with public_scope():
        taken = set(Office.objects.values_list("kemendagri_code", flat=True))
        taken |= set(Case.objects.values_list("code", flat=True))
    return [(area.code, f"{_full_name(area)} ({area.code})") for area in _left(taken)]


def _left(taken: Collection[str]) -> list[AreaRow]:
    areas = sorted(known_areas().values(), key=lambda area: area.code)
    return [area for area in areas if area.level in SERVED_LEVELS and area.code not in taken]


def case_of(code: str) -> Case | None:
    """The case of an area, with its office; None when nobody began."""
    with public_scope():
        return Case.objects.select_related("office").filter(code=code).first()


def office_of(code: str) -> Office | None:
    """The real office with this code, however it came here; None when there is none yet."""
    with public_scope():
        real = Office.objects.exclude(kemendagri_code__startswith=REHEARSAL)
        return real.filter(kemendagri_code=code).first()


def plan_of(case: Case) -> OfficePlan:
    """What was answered so far."""
    return OfficePlan.from_json(case.answers)


def fresh_plan(area: AreaRow, *, on: date) -> OfficePlan:
    """The plan an office starts with: what its area, the catalogue and the law register already say."""
    given = [
        row
        for row in delegations_of(office="", level=area.level.lower())
        if row.from_date <= on and (row.to_date is None or on <= row.to_date)
    ]
    plan = plans.first_plan(
        area,
        known_areas().get(area.parent_code),
        services=usual_services(area.level),
        instrument=given[-1].instrument if given else "",
    )
    if not given:
        return plan
    return plans.changed(plan, authority_from=f"{given[-1].from_date:%d-%m-%Y}")


def choices_for(level: str, *, on: date) -> Choices:
    """What the kabupaten's catalogue and law register offer an office of this level."""
    with public_scope():
        return Choices(grounds_for(level, on=on), services_for(level), letter_rules(), on)


def grounds_for(level: str, *, on: date) -> list[tuple[str, str]]:
    """(key, citation) of the decrees that may let the head of an office of this level sign."""
    rows = instruments_in_force(on=on)
    return [(key, cited) for key, cited in rows if empowers(cited, level=level.lower())]


def letter_rules() -> dict[str, Rule]:
    """How each service of the catalogue numbers its letters: as the kabupaten keeps it, or as it comes."""
    comes = {each.code: (each.short_name, each.number) for each in load_definitions() if each.number}
    found = comes | number_rules()
    return {code: Rule(name, rule.code, rule.pattern) for code, (name, rule) in found.items()}


def services_for(level: str) -> list[tuple[str, str]]:
    """(code, words) of the catalogue's services that have a model standard for this level."""
    retired = retired_codes()
    names = {definition.code: definition.name for definition in load_definitions()}
    return [
        (code, f"{names[code]} · {document.waktu.short}")
        for code, document in sorted(models_for(level).items(), key=lambda pair: names[pair[0]])
        if code not in retired
    ]


def usual_services(level: str) -> tuple[str, ...]:
    """The services an office of this level starts with: of a family (SKTM) one, rather one that ends in a
    letter of the office's own."""
    known = {definition.code: definition for definition in load_definitions()}
    offered = [code for code, _words in services_for(level)]
    chosen: dict[str, str] = {}
    for code in sorted(offered, key=lambda code: known[code].product_kind != ProductKind.LETTER):
        chosen.setdefault(known[code].family, code)
    return tuple(code for code in offered if code in chosen.values())


def progress(case: Case, *, now: datetime) -> Progress:
    """How far the work on this case is."""
    silent = case.work_at is not None and now - case.work_at > ALIVE
    return Progress(
        code=case.code,
        name=plan_of(case).full_name,
        work=case.work,
        words=str(Work(case.work).label),
        problem=case.problem,
        busy=case.work in WORKING,
        stuck=case.work in WORKING and silent,
        finished=[str(PART_WORDS[key]) for key in finished_before(case.work_step)],
    )


def look(office: Office, *, day: date) -> list[readiness.Found]:
    """Every readiness check of an office."""
    return readiness.look(office, day=day)


def checked_standards(*, now: datetime) -> dict[str, str]:
    """What the rules find in each standard of the office of this scope, by service, in words."""
    found: dict[str, list[Line]] = {sheet.service: [] for sheet in own_sheets(current_office())}
    for line in own_findings(now=now):
        found.setdefault(line.service, []).append(line)
    return {service: _found(count(lines)) for service, lines in found.items()}


def _found(counts: Counts) -> str:
    if not counts.errors and not counts.warnings:
        return _("pemeriksaan: tanpa kesalahan")
    text = _("pemeriksaan: {errors} kesalahan, {warnings} peringatan")
    return text.format(errors=counts.errors, warnings=counts.warnings)


def is_counted(office: Office) -> bool:
    """Whether it is a real office: a rehearsal's is not."""
    return not office.is_rehearsal


def level_of(office: Office) -> Level:
    """The office's level."""
    return Level(office.level)
