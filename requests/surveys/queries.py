"""What is known of a survey: periods, quotas, the draw's log, forms on paper, coins. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum

from applications.models import File
from surveys.choices import Channel, Flag
from surveys.counting import services_of, users
from surveys.errors import not_found
from surveys.models import (
    Basis,
    CoinCount,
    Decision,
    Draw,
    Given,
    PaperForm,
    PaperState,
    PeriodState,
    Questionnaire,
    SurveyOptions,
    SurveyPeriod,
    SurveyResponse,
    SurveyTablet,
)
from surveys.operations_tablets import digest

TOKEN_LENGTH = 43  # of 32 random bytes as URL-safe base 64
COIN_DAYS = 31


def periods() -> list[SurveyPeriod]:
    """All, the newest first."""
    return list(SurveyPeriod.objects.select_related("questionnaire").defer("seed").order_by("-opens", "-id"))


def period(period_id: UUID) -> SurveyPeriod:
    """One of this office. Raises `SurveyRefused`."""
    found = SurveyPeriod.objects.select_related("questionnaire").defer("seed").filter(id=period_id).first()
    if found is None:
        raise not_found()
    return found


def running(*, today: date) -> SurveyPeriod | None:
    """The period that takes answers today."""
    return (
        SurveyPeriod.objects.select_related("questionnaire")
        .defer("seed")
        .filter(state=PeriodState.OPEN, opens__lte=today, closes__gte=today)
        .first()
    )


def options() -> SurveyOptions:
    """The office's choices; the defaults where nobody has chosen."""
    return SurveyOptions.objects.first() or SurveyOptions()


@dataclass(frozen=True, kw_only=True)
class ServiceLine:
    """How far one service is: forms of its quota."""

    code: str
    name: str
    population: int
    quota: int
    forms: int

    @property
    def left(self) -> int:
        """Forms still wanted."""
        return max(self.quota - self.forms, 0)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a period is. `sample` is the minimum; `channels` and `flags` count forms."""

    population: int
    sample: int
    forms: int
    excluded: int
    services: tuple[ServiceLine, ...]
    channels: Mapping[str, int]
    flags: Mapping[str, int]

    @property
    def left(self) -> int:
        """Forms still wanted."""
        return max(self.sample - self.forms, 0)


def progress(found: SurveyPeriod) -> Progress:
    """Quota and flags of a period as they stand. With `Basis.SAME` the population grows while it runs."""
    services, population, sample = found.services, found.population, found.sample_size
    if found.basis == Basis.SAME and found.state == PeriodState.OPEN:
        services, population, sample = services_of(users(found.population_from, found.population_to))
    rows = SurveyResponse.objects.filter(period=found)
    flags: dict[str, Any] = {
        f"f_{flag}": Count("id", filter=Q(flags__contains=[flag])) for flag in Flag.values
    }
    counted = rows.aggregate(n=Count("id"), out=Count("id", filter=Q(excluded=True)), **flags)
    by_service = dict(rows.values_list("service_code").annotate(n=Count("id")).order_by())
    by_channel = dict(rows.values_list("channel").annotate(n=Count("id")).order_by())
    return Progress(
        population=population,
        sample=sample,
        forms=counted["n"],
        excluded=counted["out"],
        services=tuple(ServiceLine(**row, forms=by_service.get(row["code"], 0)) for row in services),
        channels={channel: by_channel.get(channel, 0) for channel in Channel.values},
        flags={flag: counted[f"f_{flag}"] for flag in Flag.values if counted[f"f_{flag}"]},
    )


def decisions(found: SurveyPeriod) -> list[Decision]:
    """Every decision on flagged forms, the newest first."""
    return list(Decision.objects.filter(period=found).order_by("-at", "-id"))


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """The draw of a period in numbers."""

    handed_over: int
    decided: int
    drawn: int
    invited: int
    refused: int


def draw_of(found: SurveyPeriod) -> Drawn:
    """How many took part, were drawn, and were given an invitation."""
    files = partial(Count, "file_id", distinct=True)  # a hand-over that was undone and done again is one
    counted = Draw.objects.filter(period=found).aggregate(
        n=files(),
        drawn=files(filter=Q(drawn=True)),
        invited=files(filter=Q(given__in=[Given.SLIP, Given.MESSAGE])),
        refused=files(filter=Q(given=Given.REFUSED)),
    )
    waiting = Draw.objects.filter(number=None, day__gte=found.opens, day__lte=found.closes).count()
    return Drawn(
        handed_over=counted["n"] + waiting,
        decided=counted["n"],
        drawn=counted["drawn"],
        invited=counted["invited"],
        refused=counted["refused"],
    )


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One line of the draw's log: the file, the number that decided, and what became of it."""

    file_id: UUID
    number: str
    day: date
    drawn_number: int
    threshold: int
    drawn: bool
    given: str


def draw_log(found: SurveyPeriod) -> list[LogLine]:
    """The decided hand-overs, the newest day first; within a day by number, which no time shows in."""
    first = Draw.objects.filter(period=found).order_by("file_id", "seq").distinct("file_id")
    rows = sorted(first, key=lambda row: (-row.day.toordinal(), row.number or 0))
    names = dict(
        File.objects.filter(id__in={row.file_id for row in rows}).values_list("id", "receipt_number")
    )
    return [
        LogLine(
            file_id=row.file_id,
            number=names.get(row.file_id, "–"),
            day=row.day,
            drawn_number=row.number or 0,
            threshold=row.threshold or 0,
            drawn=row.drawn,
            given=row.get_given_display(),
        )
        for row in rows
    ]


def draw_at(file_id: UUID) -> Draw | None:
    """The hand-over of a file as the log has it, if it has."""
    return Draw.objects.filter(file_id=file_id).order_by("seq").first()


def papers(found: SurveyPeriod) -> dict[str, int]:
    """Printed forms by state."""
    rows = dict(
        PaperForm.objects.filter(period=found).values_list("state").annotate(n=Count("id")).order_by()
    )
    return {state: rows.get(state, 0) for state in PaperState.values}


def papers_waiting(found: SurveyPeriod, *, most: int = 200) -> list[PaperForm]:
    """Forms that are out or wait for their second entry, by serial; without what was keyed in."""
    states = [PaperState.PRINTED, PaperState.ONCE]
    rows = PaperForm.objects.filter(period=found, state__in=states).defer("first")
    return list(rows.order_by("serial")[:most])


def coins(*, today: date) -> list[CoinCount]:
    """The counts of the last weeks, the newest first."""
    return list(CoinCount.objects.filter(day__gt=today - timedelta(days=COIN_DAYS)).order_by("-day"))


def coin_sums(first: date, last: date) -> dict[str, int]:
    """Coins of a period's days, cup by cup, of counts two people have seen."""
    rows = CoinCount.objects.filter(day__gte=first, day__lte=last, second_by_id__isnull=False)
    summed = rows.aggregate(
        satisfied=Sum("satisfied"), fair=Sum("fair"), unsatisfied=Sum("unsatisfied"), days=Count("id")
    )
    return {key: value or 0 for key, value in summed.items()}


def tablets() -> list[SurveyTablet]:
    """Those in use."""
    return list(SurveyTablet.objects.filter(revoked_at=None).order_by("name", "id"))


def tablet_by_token(token: str) -> SurveyTablet | None:
    """The tablet with this token, unless it was revoked."""
    if len(token) != TOKEN_LENGTH:
        return None
    return SurveyTablet.objects.filter(token_digest=digest(token), revoked_at=None).first()


def newest_questionnaire() -> Questionnaire | None:
    """The version that the next period takes; None while nobody has planned one."""
    return Questionnaire.objects.order_by("-version").first()
