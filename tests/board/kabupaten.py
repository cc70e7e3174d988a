"""A whole kabupaten in the read model: offices without schemas, and their cells, written by SQL."""

from datetime import date
from typing import Any

from django.db import connection

from commons import clock
from indicators.measures import Duration
from indicators.names import forget_names
from indicators.storage import columns_of
from offices.areas import known_areas
from offices.models import Level, Office, OfficeState
from offices.scope import public_scope

SERVICES = ("sktm", "kp4", "ktp-el")
# Shares of the files of a cell, in per cent.
USUAL = {
    "received": 104, "finished": 97, "rejected": 3, "withdrawn": 2, "kept": 92, "late": 7, "unpromised": 1,
    "returns": 14, "returned": 12, "waits": 9, "waited": 8, "corrections": 1, "on_duty": 10, "duty_days": 3,
}  # fmt: skip
MINUTES = {Duration.OFFICE: 40, Duration.LEADER_AWAY: 5, Duration.OTHER_AGENCY: 6, Duration.APPLICANT: 12,
           Duration.CLOSED: 700, Duration.WHOLE: 63}  # fmt: skip


def offices(*, desa: bool = False) -> dict[str, Office]:
    """All kecamatan and kelurahan of the kabupaten (and desa), open, by code."""
    with public_scope():
        found: dict[str, Office] = {}
        for area in sorted(known_areas().values(), key=lambda one: one.code):
            if area.level == Level.DESA and not desa:
                continue
            found[area.code] = Office.objects.create(
                schema_name="o_" + area.code.replace(".", ""),
                kemendagri_code=area.code,
                level=area.level,
                name=area.name,
                parent=found.get(area.parent_code),
                slug=f"uji-{area.code.replace('.', '-')}",
                state=OfficeState.LIVE,
                created_at=clock.now(),
            )
    forget_names()
    return found


def fill(office_ids: list[Any], first: date, last: date, **figures: Any) -> None:
    """Cells for these offices: see `cells`."""
    with public_scope(), connection.cursor() as cursor:
        cursor.execute(cells(**figures), [office_ids, first, last])


def cells(
    *,
    n: float = 60,
    step: str = "1 month",
    services: tuple[str, ...] = SERVICES,
    shares: dict[str, float] | None = None,
    minutes: dict[Duration, float] | None = None,
) -> str:
    """SQL that takes offices' ids, a first and a last day. So many files in each office, service and month
    (or day); `shares` and `minutes` make them differ. Cells that are there stay as they are."""
    table = "indicators_filesmonth" if "month" in step else "indicators_filesday"
    part, mean = {**USUAL, **(shares or {})}, {**MINUTES, **(minutes or {})}
    columns = ["office_id", "service_code", "first", "oldest", *USUAL]
    values = ["o.id", "t.code", "s.at::date", "s.at::date"]
    values += [f"round(c.n * {part[name]} / 100.0)" for name in USUAL]
    for duration in MINUTES:
        columns += columns_of(duration)
        each = mean[duration]
        values += [f"round(c.n * {each})", f"round(c.n * {each * each * 1.3 + 1})"]
        values.append("array_fill(greatest(1, c.n / 40)::int, ARRAY[30])")
    codes = ", ".join(f"('{code}', 1)" for code in services)
    return f"""
        INSERT INTO public.{table} ({", ".join(columns)})
        SELECT {", ".join(values)}
        FROM unnest(%s::uuid[]) AS o(id)
        CROSS JOIN generate_series(%s::date, %s::date, interval '{step}') AS s(at)
        CROSS JOIN (VALUES {codes}, ('', {len(services)})) AS t(code, times)
        CROSS JOIN LATERAL (SELECT {n} * t.times AS n) AS c
        ON CONFLICT (office_id, first, service_code) DO NOTHING
    """
