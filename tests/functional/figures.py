"""A year of figures in the read model of the site, which all modules of a worker share."""

from typing import Any

import psycopg

from commons import clock
from indicators.periods import months_back
from tests.board.kabupaten import cells
from tests.functional.site import Site


def a_years_figures(site: Site, *, away: str = "", swept: bool = False) -> None:
    """The months before this one, of all offices, and of nothing else that a test before left there.

    `away`: the slug of an office whose leader was away much of it. `swept`: counted up to now.
    """
    today = clock.today()
    span = months_back(today, 13), months_back(today, 1)
    with psycopg.connect(site.environment["DATABASE_OWNER_URL"]) as direct:
        rows = direct.execute("SELECT slug, id FROM public.offices_office").fetchall()
        slugs: dict[str, Any] = dict(rows)
        direct.execute("TRUNCATE public.indicators_filesmonth")
        # No worker counts here: what waits to be counted would wait for ever.
        direct.execute("DELETE FROM public.offices_dirtymark")
        if away:
            direct.execute(cells(shares={"kept": 70, "late": 29}, n=200), [[slugs[away]], *span])
        direct.execute(cells(n=200), [list(slugs.values()), *span])
        if swept:
            direct.execute(
                "INSERT INTO public.indicators_sweep (id, swept_at) VALUES (1, now())"
                " ON CONFLICT (id) DO UPDATE SET swept_at = now()"
            )
