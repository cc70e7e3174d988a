"""The kabupaten sees the findings of all offices: by office, by rule."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import role_required
from commons import clock
from linting import presenters, queries
from linting.names import RULES, SEVERITIES, TONES
from linting.pages import READERS
from offices.models import Office


@role_required(*READERS)
@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Counts by office and by rule."""
    found = queries.overview(now=clock.now())
    rules = [
        {
            "code": code,
            "name": RULES[code],
            "severity": SEVERITIES[severity],
            "tone": TONES[severity],
            "findings": findings,
            "offices": offices,
        }
        for code, severity, findings, offices in found.rules
    ]
    context = {
        "page": "lint_overview",
        "offices": found.offices,
        "rules": rules,
        "standards": found.standards,
    }
    return render(request, "linting/overview.html", context)


@role_required(*READERS)
@never_cache
@require_safe
def office(request: HttpRequest, slug: str) -> HttpResponse:
    """What was found on the standards of one office. 404 for one without a standard in force."""
    row = Office.objects.filter(slug=slug, published_standards__isnull=False).first()
    if row is None:
        raise Http404
    lines = [line for line in queries.kabupaten_findings(now=clock.now()) if line.office == slug]
    context = {
        "page": "lint_overview",
        "heading": row.full_name,
        "standards": presenters.standards(lines),
        "counts": queries.count(lines),
    }
    return render(request, "linting/findings.html", context)


@role_required(*READERS)
@never_cache
@require_safe
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """Where one rule struck, by office and standard. 404 for a rule there is not."""
    if code not in RULES:
        raise Http404
    lines = [line for line in queries.kabupaten_findings(now=clock.now()) if line.code == code]
    names = dict(Office.objects.filter(slug__in={line.office for line in lines}).values_list("slug", "name"))
    groups = presenters.standards(queries.with_office(lines, names))
    context = {
        "page": "lint_overview",
        "heading": RULES[code],
        "standards": groups,
        "counts": queries.count(lines),
    }
    return render(request, "linting/findings.html", context)
