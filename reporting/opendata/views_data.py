"""Open data: fixed tables of closed months, offices and standards. For everybody, without a cookie.

There are no filters on purpose: what can be asked in many ways can be subtracted (docs/adr/0023).
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from accounts.ratelimit import rate_limited
from commons import clock
from commons.indonesian import month_name
from commons.sheets import as_csv
from indicators.measures import EVERYBODY, all_definitions
from opendata import queries
from opendata.figures import publishable
from opendata.models import Release
from opendata.queries import Asked
from opendata.rules import rules

PER_MINUTE = 120
KEPT = 600
WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
HEAD = ("bulan", "indikator", "kode_kantor", "kantor", "layanan", "nilai", "n_mulai_dari")
View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """For everybody: so often a minute, kept by caches, and nothing is remembered about who asks."""
    safe = require_safe(cache_control(public=True, max_age=KEPT)(view))
    limited = rate_limited("open_data", limit=PER_MINUTE, seconds=60, methods=frozenset({"GET", "HEAD"}))(
        safe
    )

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = limited(request, *args, **kwargs)
        assert isinstance(answer, HttpResponse)
        return answer

    return wrapped


@public
def index(request: HttpRequest) -> HttpResponse:
    """What there is, what it means, and what is withheld."""
    month, made_at = queries.latest()
    context = {
        "months": [_month(one) for one in queries.releases()],
        "latest": month,
        "made_at": made_at,
        "definitions": publishable(all_definitions(), EVERYBODY, rules()),
        "rules": rules(),
        "most_small": rules().threshold - 1,
    }
    return render(request, "opendata/index.html", context)


def _month(row: Release) -> dict[str, Any]:
    return {
        "words": f"{month_name(row.month.month)} {row.month.year}",
        "year": row.month.year,
        "month": row.month.month,
        "made_at": row.made_at,
    }


def _release_tag(_request: HttpRequest, year: int, month: int, kind: str) -> str | None:
    found = _release(year, month)
    return f'"{found.made_at:%Y%m%d%H%M%S}-{kind}"' if found else None


def _release(year: int, month: int) -> Release | None:
    try:
        return queries.release(date(year, month, 1))
    except ValueError:
        return None


@public
@condition(etag_func=_release_tag)
def figures(request: HttpRequest, year: int, month: int, kind: str) -> HttpResponse:
    """One closed month, as CSV or JSON. It never changes."""
    found = _release(year, month)
    if found is None or kind not in {"csv", "json"}:
        raise Http404
    name = f"indikator-{found.month:%Y-%m}"
    if kind == "json":
        return JsonResponse(_as_json(found), json_dumps_params={"ensure_ascii": False})
    names = {one["code"]: one["name"] for one in found.offices} | {"": "Semua kantor"}
    rows = (
        (f"{found.month:%Y-%m}", key, office, names[office], service, value, n)
        for key, office, service, value, n in found.cells
    )
    return _csv(name, HEAD, rows)


def _as_json(found: Release) -> dict[str, Any]:
    return {
        "month": f"{found.month:%Y-%m}",
        "as_of": found.as_of.isoformat(),
        "published_at": found.made_at.isoformat(),
        "threshold": found.threshold,
        "licence": rules().licence.model_dump(),
        "offices": found.offices,
        "services": found.services,
        "definitions": found.definitions,
        "columns": ["indicator", "office", "service", "value", "n_from"],
        "rows": found.cells,
    }


@public
def dictionary(request: HttpRequest) -> HttpResponse:
    """What each indicator means."""
    chosen = publishable(all_definitions(), EVERYBODY, rules())
    head = ("indikator", "nama", "artinya", "rumus", "satuan", "jenis", "n_paling_sedikit")
    rows = (
        (one.key, one.name, one.definition, one.formula, one.unit.value, one.kind.value, one.minimum_n)
        for one in chosen
    )
    return _csv("kamus-indikator", head, rows)


@public
def offices(request: HttpRequest) -> HttpResponse:
    """Every office that is open to the public."""
    found, _more = queries.offices(Asked(limit=10_000), today=clock.today())
    head = ("kode", "nama", "tingkat", "induk", "keadaan", "alamat_web", "kontak", *WEEKDAYS, "layanan")
    rows = (
        (
            one.code,
            one.name,
            one.level.value,
            one.parent,
            one.state.value,
            " ".join(one.hosts),
            "; ".join(each["shown"] for each in one.contacts),
            *(" ".join(day["open"]) for day in one.hours),
            " ".join(each["code"] for each in one.services),
        )
        for one in found
    )
    return _csv("kantor", head, rows)


@public
def standards(request: HttpRequest) -> HttpResponse:
    """Every published standard in a line."""
    rows = list(queries.standard_rows())
    head = tuple(rows[0]) if rows else ("kode_kantor", "layanan")
    return _csv("standar-pelayanan", head, (tuple(row.values()) for row in rows))


def _csv(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8", headers=headers)


@public
def catalogue(request: HttpRequest) -> HttpResponse:
    """The same as metadata (DCAT, as data.go.id collects it)."""

    def address(name: str, *args: object) -> str:
        return request.build_absolute_uri(reverse(name, args=args))

    def dataset(
        key: str, title: str, text: str, files: list[tuple[str, str]], changed: str
    ) -> dict[str, Any]:
        return {
            "@type": "dcat:Dataset",
            "identifier": key,
            "title": title,
            "description": text,
            "modified": changed,
            "license": rules().licence.url,
            "publisher": {"@type": "org:Organization", "name": rules().publisher},
            "spatial": "Kabupaten Lumajang",
            "distribution": [
                {"@type": "dcat:Distribution", "downloadURL": url, "mediaType": kind} for url, kind in files
            ],
        }

    months = queries.releases()
    files = [
        (address("open_figures", one.month.year, one.month.month, kind), mime)
        for one in months
        for kind, mime in (("csv", "text/csv"), ("json", "application/json"))
    ]
    today = clock.today().isoformat()
    made = months[0].made_at.date().isoformat() if months else today
    body = {
        "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        "@type": "dcat:Catalog",
        "conformsTo": "https://www.w3.org/TR/vocab-dcat-3/",
        "dataset": [
            dataset(
                "loket-indikator",
                "Indikator pelayanan kecamatan dan kelurahan",
                "Angka tiap kantor, layanan, dan bulan yang sudah ditutup; sel kecil tidak diterbitkan.",
                [*files, (address("open_dictionary"), "text/csv")],
                made,
            ),
            dataset(
                "loket-kantor",
                "Kantor kecamatan dan kelurahan",
                "Nama, tingkat, alamat, kontak, jam layanan, dan layanan tiap kantor.",
                [(address("open_offices"), "text/csv"), (address("api_offices"), "application/json")],
                today,
            ),
            dataset(
                "loket-standar",
                "Standar pelayanan yang berlaku",
                "Janji waktu, biaya, produk, dan banyaknya persyaratan tiap standar pelayanan.",
                [(address("open_standards"), "text/csv")],
                today,
            ),
        ],
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})
