"""Five years of a whole kabupaten in the read model: offices without schemas, and their cells."""

from commons import clock
from indicators.comparing import OWNERS
from indicators.measures import Duration
from indicators.periods import days_since, months_back
from indicators.storage import columns_of
from offices.areas import known_areas
from offices.models import Office, OfficeState
from tools.bench.figures import note
from tools.bench.ground import owner_here

OFFICES, SERVICES, YEARS = 226, 8, 5
# Shares of the files of a cell, in per cent.
SHARES = {
    "received": 104, "finished": 97, "rejected": 3, "withdrawn": 2, "kept": 88, "late": 11, "unpromised": 1,
    "returns": 20, "returned": 15, "waits": 9, "waited": 8, "corrections": 1, "on_duty": 10, "duty_days": 3,
}  # fmt: skip


def offices() -> None:
    """All 226 offices of the kabupaten, as far as they are not there."""
    there = set(Office.objects.values_list("kemendagri_code", flat=True))
    for area in known_areas().values():
        if area.code not in there:
            Office(
                schema_name="o_" + area.code.replace(".", ""),
                kemendagri_code=area.code,
                level=area.level,
                name=area.name,
                slug=f"bench-{area.code.replace('.', '-')}",
                state=OfficeState.LIVE,
                created_at=clock.now(),
            ).save(using="owner")


def cells(files: int) -> None:
    """So many files, spread over all offices, services and months; and the days that are kept."""
    today = clock.today()
    per_month = files / (OFFICES * SERVICES * YEARS * 12)
    note(f"a read model of {files:,} files: {per_month:.1f} a month in each office and service")
    first = months_back(today, YEARS * 12 - 1)
    _fill("indicators_filesmonth", per_month, f"'{first}', '{today}', interval '1 month'")
    _fill("indicators_filesday", per_month / 21, f"'{days_since(today)}', '{today}', interval '1 day'")


def _fill(table: str, n: float, series: str) -> None:
    columns = ["office_id", "service_code", "first", "oldest", *SHARES]
    # A cell has some more or fewer files than another, from its place alone.
    chance = "abs(hashtext(o.id::text || d || t.code)) / 2147483647.0"
    size = f"greatest(1, round({n} * t.times * (0.7 + 0.6 * {chance})))"
    values = ["o.id", "t.code", "d", "d", *(f"round(c.n * {SHARES[name]} / 100.0)" for name in SHARES)]
    for duration in (*OWNERS, Duration.WHOLE):
        columns += columns_of(duration)
        values += ["c.n * 45", "c.n * 4000", "array_fill(greatest(1, c.n / 40)::int, ARRAY[40])"]
    with owner_here() as database:
        database.execute(f"TRUNCATE public.{table}")
        database.execute(
            f"""
            INSERT INTO public.{table} ({", ".join(columns)})
            SELECT {", ".join(values)}
            FROM public.offices_office o
            CROSS JOIN LATERAL generate_series({series}) AS s(at)
            CROSS JOIN LATERAL (SELECT s.at::date) AS e(d)
            CROSS JOIN (SELECT 'layanan-' || n AS code, 1 AS times FROM generate_series(1, {SERVICES}) n
                        UNION ALL SELECT '', {SERVICES}) AS t
            CROSS JOIN LATERAL (SELECT {size} AS n) AS c
            """  # noqa: S608 - names and numbers of this file
        )
        database.execute(f"VACUUM (ANALYZE, FREEZE) public.{table}")
