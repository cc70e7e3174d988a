"""One run that brings offices up to date: groups, recipes, first offices, all others (`migrating`)."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, transaction
from django.db.models.functions import Now
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from psycopg.errors import LockNotAvailable

from commons.errors import DomainError
from offices import catalogue, jobs, recipes, rights
from offices.models import JobItem, JobItemState, Office
from offices.owning import OWNER, in_schema, owner
from offices.plans import Key, office_plan
from offices.recipes import Recipe, Replay
from offices.side_by_side import side_by_side
from offices.surveying import State

ATTEMPTS = 5
TOLERATED = 3  # failing offices after which the rest is not tried: it is not those offices
LOCK_TIMEOUT = "3s"
FEW = 20  # offices that are not worth a second connection
Report = Callable[[str], None]
Progress = Callable[[list[str]], Iterable[str]]


class NotAllMigrated(DomainError):
    """Some offices were refused or failed; all others are up to date."""

    def __init__(self, problems: dict[str, str]) -> None:
        lines = "; ".join(f"{schema}: {problem}" for schema, problem in sorted(problems.items()))
        message = _("Skema {count} kantor belum mutakhir; kantor lain sudah selesai. {lines}")
        super().__init__("not_all_migrated", format_lazy(message, count=len(problems), lines=lines))
        self.problems = problems


class CanaryFailed(DomainError):
    """The first office of a group did not come out as rehearsed; nobody behind a first office was touched.

    First offices of other groups that came before it are done, and stay so: each is whole in itself.
    """

    def __init__(self, schema: str, problem: str) -> None:
        message = _(
            "Berhenti pada kantor percobaan ({schema}). Kantor di belakangnya tidak disentuh; kantor "
            "percobaan kelompok lain yang sudah selesai tetap mutakhir. {why}"
        )
        super().__init__("canary_failed", format_lazy(message, schema=schema, why=problem))


@dataclass
class Run:
    """One run over the offices that are behind."""

    work: jobs.Work
    found: dict[str, State]
    problems: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, Recipe | None] = field(default_factory=dict)  # None: its rights only
    first: list[str] = field(default_factory=list)
    done: int = 0

    def __post_init__(self) -> None:
        self._names = rights.names(OWNER)
        self._mark = rights.office_mark(*self._names)
        self._live: dict[str, rights.Rights] = {}
        rows = Office.objects.using(OWNER).filter(schema_name__in=list(self.found))
        self._ids = dict(rows.values_list("schema_name", "id"))

    def plan(self, report: Report) -> None:
        """A recipe for each group; offices that are not what their group should be are refused."""
        complete = office_plan()
        for had, schemas in self._groups().items():
            if had is None:
                self._refuse(schemas, str(_("tabel django_migrations tidak ada")))
                continue
            if complete <= had:
                self.chosen |= dict.fromkeys(schemas)
                continue
            try:
                with _looked_at(schemas) as looking:
                    recipe = recipes.recipe_for(schemas[0], had)
            except recipes.UnknownState as error:
                self._refuse(schemas, str(error))
                continue
            report(f"{len(schemas)} offices: " + ", ".join(f"{app}.{name}" for app, name in recipe.keys))
            alike = self._alike(schemas, recipe, looking.result())
            self.chosen |= dict.fromkeys(alike, recipe)
            self.first += alike[:1]
        with owner().cursor() as cursor:
            others = [schema for schema in self.chosen if self.found[schema].mark != self._mark]
            self._live = rights.live_in(cursor, others)
        plans = {id(r): r for r in self.chosen.values() if r}.values()
        self.work.tell(migrations=[[f"{app}.{name}" for app, name in recipe.keys] for recipe in plans])

    def _groups(self) -> dict[frozenset[Key] | None, list[str]]:
        groups: dict[frozenset[Key] | None, list[str]] = {}
        for schema, state in self.found.items():
            groups.setdefault(state.had, []).append(schema)
        return groups

    def _alike(self, schemas: list[str], recipe: Recipe, prints: Mapping[str, str]) -> list[str]:
        alike = [schema for schema in schemas if prints.get(schema) == recipe.before_print]
        for schema in schemas:
            if prints.get(schema) != recipe.before_print:
                why = catalogue.difference(schema, recipe.before)
                self._refuse([schema], str(_("katalognya berbeda dari kantor lain")) + f": {why}")
        return alike

    def _refuse(self, schemas: Iterable[str], why: str) -> None:
        for schema in schemas:
            self._problem(schema, JobItemState.REFUSED, why)

    def _problem(self, schema: str, state: JobItemState, why: str) -> None:
        self.problems[schema] = why
        JobItem.objects.using(OWNER).update_or_create(
            job=self.work.job,
            office_id=self._ids[schema],
            defaults={"state": state, "error": why[:500], "at": Now()},
        )

    def canaries(self) -> None:
        """One office of each group, alone. Raises `CanaryFailed`."""
        for schema in self.first:
            try:
                self._patiently(schema)
            except Exception as error:
                self._problem(schema, JobItemState.FAILED, _said(error))
                raise CanaryFailed(schema, _said(error)) from error
            recipe = self.chosen[schema]
            if recipe and catalogue.print_of(catalogue.facts(schema)) != recipe.after_print:
                why = str(_("Katalog sesudahnya tidak seperti pada uji coba."))
                self._problem(schema, JobItemState.FAILED, why)
                raise CanaryFailed(schema, why)

    def _patiently(self, schema: str) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self._one(schema)
                return
            except OperationalError as error:
                if attempt == ATTEMPTS or not _is_busy(error):
                    raise
                time.sleep(attempt)

    def rest(self, progress: Progress) -> None:
        """Everybody else; busy ones again after the others. Stops after too many failures."""
        waiting = [schema for schema in self.chosen if schema not in self.first]
        for attempt in range(1, ATTEMPTS + 1):
            busy = [schema for schema, tried in self._each(progress(waiting), attempt) if not tried]
            if not busy:
                return
            waiting = busy
            if attempt < ATTEMPTS:
                time.sleep(attempt)

    def _each(self, schemas: Iterable[str], attempt: int) -> Iterator[tuple[str, bool]]:
        """Whether each was tried to its end; many of them side by side."""
        if len(self.chosen) > FEW:
            return side_by_side(schemas, lambda schema: self._tried(schema, attempt))
        return ((schema, self._tried(schema, attempt)) for schema in schemas)

    def _tried(self, schema: str, attempt: int) -> bool:
        """False when the office is busy and shall be tried again."""
        try:
            self._one(schema)
        except Exception as error:
            if _is_busy(error) and attempt < ATTEMPTS:
                return False
            self._problem(schema, JobItemState.FAILED, _said(error))
            failed = len(self.problems)
            if failed >= TOLERATED + self.refused:
                raise NotAllMigrated(self.problems) from error
        return True

    @property
    def refused(self) -> int:
        """Offices that were refused before anything was changed."""
        return len(self.found) - len(self.chosen)

    def _one(self, schema: str) -> None:
        """Migrate one office, give it its rights, and say so: at once where SQL says it all."""
        started, recipe = time.perf_counter(), self.chosen[schema]
        steps = recipe.steps if recipe else ()
        with in_schema(schema) as connection:
            if any(not isinstance(step, Replay) for step in steps):
                self._by_steps(connection, schema, steps)
                steps = ()
            with transaction.atomic(using=OWNER):
                self._replayed(connection, schema, steps, started)
        self.done += 1
        self.work.beat(self.done)

    def _by_steps(self, connection: Any, schema: str, steps: Sequence[recipes.Step]) -> None:
        """Step by step, each recorded for itself; until the rights are given, the schema counts as behind."""
        with connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON SCHEMA {rights.quoted(schema)} IS NULL")
        with impatient():
            for step in steps:
                if isinstance(step, Replay):
                    with transaction.atomic(using=OWNER):
                        recipes.replay(connection, step)
                else:
                    recipes.apply_by_django(connection, step.migration, step.before.clone())

    def _replayed(self, connection: Any, schema: str, steps: Sequence[recipes.Step], started: float) -> None:
        recipe = self.chosen[schema]
        # What a crash takes back it takes back whole, and the job's last word waits for the disk.
        sql = [f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'; SET LOCAL synchronous_commit = off;"]
        for step in steps:
            if isinstance(step, Replay):
                sql += [step.sql, recipes.recorded(step.keys)]
        sql.append(self._rights_sql(connection, schema, recipe))
        took = int((time.perf_counter() - started) * 1000)
        sql.append(
            "INSERT INTO public.offices_jobitem (job_id, office_id, state, error, took_ms, at) "  # noqa: S608
            f"VALUES ('{self.work.job.pk}', '{self._ids[schema]}', 'DONE', '', {took} + extract(milliseconds "
            "FROM clock_timestamp() - transaction_timestamp())::int, clock_timestamp()) "
            "ON CONFLICT (job_id, office_id) DO UPDATE SET state = 'DONE', error = '', at = excluded.at"
        )
        with connection.cursor() as cursor:
            cursor.execute("\n".join(sql))

    def _rights_sql(self, connection: Any, schema: str, recipe: Recipe | None) -> str:
        """What gives the office its rights afterwards: as little as it needs."""
        mark = self.found[schema].mark
        if recipe is None:
            with connection.cursor() as cursor:
                return rights.office_sql(*self._names, schema, rights.tables_of(cursor, schema))
        if recipe.is_opaque or not rights.is_framed(mark, self._mark):
            return rights.office_sql(*self._names, schema, recipe.tables)
        if mark == self._mark:
            return rights.table_sql(self._names[0], schema, recipe.new_tables)
        wrong = rights.wrong_tables(self._names[0], schema, recipe.tables, self._live[schema])
        comment = f"COMMENT ON SCHEMA {rights.quoted(schema)} IS '{self._mark}';"
        return rights.table_sql(self._names[0], schema, wrong | recipe.new_tables) + comment


@contextmanager
def _looked_at(schemas: list[str]) -> Iterator[Future[dict[str, str]]]:
    """The fingerprints of these, looked at while the rehearsal goes on: the two take about as long."""

    def look() -> dict[str, str]:
        try:
            return catalogue.fingerprints(schemas)
        finally:
            owner().close()  # this thread's own

    with ThreadPoolExecutor(1, thread_name_prefix="catalogue") as pool:
        yield pool.submit(look)


def _is_busy(error: BaseException) -> bool:
    return isinstance(error, OperationalError) and isinstance(error.__cause__, LockNotAvailable)


def _said(error: BaseException) -> str:
    return str(error).strip().split("\n")[0] or type(error).__name__


@contextmanager
def impatient() -> Iterator[None]:
    """No statement of the owner's connection waits long for a lock."""
    with owner().cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
    try:
        yield
    finally:
        with owner().cursor() as cursor:
            cursor.execute("RESET lock_timeout")
