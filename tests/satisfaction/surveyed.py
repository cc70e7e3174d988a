"""An office with a closed period of answers, for tests of its results."""

from datetime import UTC, date, datetime
from typing import Any

from commons.ids import public_code
from offices.scope import office_scope
from surveys.choices import Channel
from surveys.elements import KEYS
from surveys.models import (
    Basis,
    CoinCount,
    PeriodKind,
    PeriodState,
    Questionnaire,
    SurveyPeriod,
    SurveyResponse,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
SERVICES = [
    {"code": "sktm", "name": "SKTM", "population": 60, "quota": 50},
    {"code": "ktp-el", "name": "KTP-el", "population": 30, "quota": 28},
]
MARKER = "Warga Penanda"


def period(office: Any, *, extra: Any = (), **changes: Any) -> SurveyPeriod:
    """A closed half-year without answers. `extra`: the office's own questions."""
    with office_scope(office):
        questionnaire, _made = Questionnaire.objects.get_or_create(
            version=1,
            defaults={
                "label_order": list(KEYS),
                "extra": list(extra),
                "created_at": datetime(2026, 1, 1, tzinfo=UTC),
                "created_by": "Uji",
            },
        )
        facts = {
            "kind": PeriodKind.SEMESTER,
            "year": 2026,
            "part": 1,
            "opens": FIRST,
            "closes": LAST,
            "state": PeriodState.CLOSED,
            "questionnaire": questionnaire,
            "label_order": questionnaire.label_order,
            "basis": Basis.SAME,
            "population_from": FIRST,
            "population_to": LAST,
            "services": SERVICES,
            "population": 90,
            "sample_size": 73,
            "threshold": 5000,
            "seed_hash": "0" * 64,
            "planned_at": datetime(2025, 12, 30, tzinfo=UTC),
            "planned_by": "Uji",
        }
        return SurveyPeriod.objects.create(**(facts | changes))


def answer(office: Any, row: SurveyPeriod, n: int, **changes: Any) -> None:
    """`n` forms alike; 3 everywhere, but for `changes`."""
    facts: dict[str, Any] = {
        **dict.fromkeys(KEYS, 3),
        "channel": Channel.PAPER,
        "day": row.opens,
        "service_code": "sktm",
        "sex": "P",
        "education": "SMA",
        "occupation": "SWASTA",
    }
    with office_scope(office):
        SurveyResponse.objects.bulk_create(SurveyResponse(period=row, **(facts | changes)) for _ in range(n))


def surveyed(office: Any, **changes: Any) -> SurveyPeriod:
    """A closed half-year with 80 forms: 74 for one service, 6 for the other; sarana is the weakest."""
    row = period(office, **changes)
    answer(office, row, 40, sarana=2, biaya=4, sex="L")
    answer(office, row, 34, sarana=2, biaya=4, waktu=2, perilaku=4)
    answer(office, row, 5, service_code="ktp-el", biaya=4, education="S1")
    answer(
        office,
        row,
        1,
        service_code="ktp-el",
        comment=f"{MARKER} 081234567890: parkir sempit {public_code(4)}",
    )
    with office_scope(office):
        CoinCount.objects.create(
            day=row.opens,
            satisfied=70,
            fair=20,
            unsatisfied=10,
            at=datetime(2026, 1, 2, tzinfo=UTC),
            first_by_id=row.id,
            first_by="Sari",
            second_by_id=row.id,
            second_by="Bagus",
        )
    return row
