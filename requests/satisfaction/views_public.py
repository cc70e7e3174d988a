"""Published results for everybody: page, poster, and the frozen figures to check the arithmetic with."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.ratelimit import rate_limited
from commons import clock
from commons.indonesian import in_indonesian
from documents.kept import print_kept
from offices.http import office_of
from satisfaction import presenters, queries
from satisfaction.queries import NoResult, Public
from satisfaction.sheets import THANKS, poster_sheet
from satisfaction.views import shown

TRIES, WINDOW = 60, 60


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Every published result, the newest first."""
    rows = [
        {"slug": one.slug, "period": one.facts["period"], "top": presenters.summary(one.facts)}
        for one in queries.published()
    ]
    return render(request, "satisfaction/public.html", {"rows": rows})


@require_safe
def result(request: HttpRequest, slug: str) -> HttpResponse:
    """One result as the regulation wants it published, with what will be mended."""
    found, today = _published(slug), clock.today()
    before = queries.published_before(found)
    context = {
        "one": found,
        "before": presenters.plan_rows(queries.promises(before.snapshot.period_id), day=today)
        if before
        else [],
        "before_name": before.facts["period"]["name"] if before else "",
        "slug": slug,
        "revision": f"{found.snapshot.revision:02d}",
        "thanks": THANKS,
        "plan": presenters.plan_rows(queries.promises(found.snapshot.period_id), day=today),
        **shown(found.facts),
    }
    return render(request, "satisfaction/public_result.html", context)


@rate_limited("skm_json", limit=TRIES, seconds=WINDOW, methods=frozenset({"GET"}))
@require_safe
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The frozen facts in the very writing whose SHA-256 was signed."""
    facts = _published(slug).facts
    written = json.dumps(facts, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return HttpResponse(written, content_type="application/json; charset=utf-8")


@rate_limited("skm_poster", limit=TRIES, seconds=WINDOW, methods=frozenset({"GET"}))
@require_safe
def poster(request: HttpRequest, slug: str, paper: str) -> HttpResponse:
    """The poster, A3 or A4."""
    if paper not in {"a3", "a4"}:
        raise Http404
    found = _published(slug)
    with in_indonesian():
        sheet = poster_sheet(
            office_of(request),
            found,
            queries.promises(found.snapshot.period_id),
            paper="a3" if paper == "a3" else "a4",
            day=clock.today(),
        )
    headers = {"Content-Disposition": f'inline; filename="poster-skm-{slug}-{paper}.pdf"'}
    return HttpResponse(print_kept(sheet), content_type="application/pdf", headers=headers)


def _published(slug: str) -> Public:
    try:
        return queries.published_one(slug)
    except NoResult as error:
        raise Http404 from error
