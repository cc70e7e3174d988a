"""Settings: how letter numbers are written, with a look at the next one before it is kept."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import role_required, the_actor
from audit.queries import Row
from commons import clock
from commons.errors import DomainError
from commons.typed import Question, problem
from documents import book_patterns, patterns, queries
from documents.models import BookKind
from documents.office_settings.shared import LOOKERS, line, show
from documents.pattern_words import meanings
from documents.patterns import Preview, Rule
from offices.http import office_of
from offices.models import Office
from trail import queries as trail

Errors = list[dict[str, str]]
LONGEST_REASON = 200
# Everything else is said at the pattern.
FIELD_OF = {"pattern_reason": "reason", "pattern_stale": ""}


@dataclass(frozen=True)
class Typed:
    """What the form holds. `seen`: the newest line of the trail about the pattern when it was opened."""

    pattern: str
    seen: int
    reason: str = ""


@dataclass(frozen=True)
class Place:
    """Where the question is asked: office, day, its services' rules; the book's pattern and next serial."""

    office: Office
    day: date
    rules: list[Rule]
    pattern: str
    serial: int

    @property
    def shown(self) -> str:
        """What stands in the form first: also what holds without having been chosen."""
        return self.pattern or patterns.usual(self.rules)


@role_required(*LOOKERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pattern(request: HttpRequest) -> HttpResponse:
    """The pattern of this year's letter numbers. A POST keeps another, or only shows what it would write."""
    place = _place(request)
    if request.method != "POST":
        return _page(request, place, Typed(place.shown, book_patterns.seen_now()), _next(place))
    errors: Errors = []
    typed = _typed(request, errors)
    if request.POST.get("do") == "preview":
        return _page(request, place, typed, _tried(place, typed))
    if not errors:
        typed, errors = _keep(request, place, typed)
    if errors:
        place = _place(request)  # as it is now, whoever was first
        return _page(request, place, typed, _tried(place, typed), errors)
    messages.success(request, _("Pola nomor disimpan. Nomor yang sudah terbit tidak berubah."))
    return redirect("settings_pattern")


def _typed(request: HttpRequest, errors: Errors) -> Typed:
    seen = request.POST.get("seen", "")
    return Typed(
        request.POST.get("pattern", "")[: patterns.MOST_TYPED + 1],
        int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 12 else -1,
        line(request, "reason", errors, longest=LONGEST_REASON),
    )


def _place(request: HttpRequest) -> Place:
    day = clock.today()
    book = queries.book(BookKind.LETTER, day.year)
    return Place(office_of(request), day, queries.letter_rules(), book.pattern, book.last + 1)


def _next(place: Place) -> Preview:
    """What the book writes next as it stands."""
    unit = place.office.unit_code
    return patterns.preview(place.pattern, place.rules, serial=place.serial, day=place.day, unit=unit)


def _tried(place: Place, typed: Typed) -> Preview:
    """What another pattern would write next."""
    return book_patterns.preview(typed.pattern, place.rules, day=place.day, unit=place.office.unit_code)


def _keep(request: HttpRequest, place: Place, typed: Typed) -> tuple[Typed, Errors]:
    """Change the pattern; what is wrong, with the form as it is shown again."""
    try:
        _change(request, place, typed)
    except DomainError as refusal:
        # Who was told that somebody else was first may save now; no other form becomes newer by itself.
        told = refusal.code == "pattern_stale"
        shown = replace(typed, seen=book_patterns.seen_now()) if told else typed
        return shown, [problem(refusal, FIELD_OF.get(refusal.code, "pattern"))]
    return typed, []


def _change(request: HttpRequest, place: Place, typed: Typed) -> None:
    book_patterns.change_pattern(
        actor=the_actor(request),
        year=place.day.year,
        pattern=typed.pattern,
        rules=place.rules,
        unit=place.office.unit_code,
        reason=typed.reason,
        seen=typed.seen,
        now=clock.now(),
    )


def _page(
    request: HttpRequest, place: Place, typed: Typed, preview: Preview, errors: Errors | None = None
) -> HttpResponse:
    context = {
        "pattern": place.shown,
        "chosen": bool(place.pattern),
        "rules": place.rules,
        "year": place.day.year,
        "next": preview,
        "seen": typed.seen,
        "fields": _questions(place, typed, errors or []),
        "meanings": meanings(place.day, place.office.unit_code, place.rules),
        "trail": [_told(row) for row in trail.latest(subject=book_patterns.SUBJECT)],
        "back_url": reverse("settings"),
    }
    return show(request, "documents/settings_pattern.html", context, errors)


def _questions(place: Place, typed: Typed, errors: Errors) -> tuple[Question, Question]:
    usual = patterns.usual(place.rules)
    hint = _("Kosongkan untuk memakai pola bawaan {pattern}.").format(pattern=usual)
    pattern = Question(
        name="pattern",
        label=_("Pola nomor surat"),
        hint=hint if usual else _("Kosongkan untuk memakai pola bawaan tiap layanan."),
        required=False,
        value=typed.pattern,
        max_length=patterns.MOST_TYPED,
        errors=_errors_of("pattern", errors),
    )
    reason = Question(
        name="reason",
        label=_("Alasan perubahan"),
        hint=_("Misalnya: mengikuti surat edaran Bagian Organisasi tentang penomoran."),
        value=typed.reason,
        max_length=LONGEST_REASON,
        errors=_errors_of("reason", errors),
    )
    return pattern, reason


def _errors_of(name: str, errors: Errors) -> list[str]:
    return [error["message"] for error in errors if error["field"] == name]


def _told(row: Row) -> dict[str, Any]:
    data, usual = row.data, _("pola bawaan")
    return {
        "at": row.at,
        "by": row.actor_name or _("Sistem"),
        "before": data.get("before") or usual,
        "after": data.get("after") or usual,
        "from": int(data.get("last", 0)) + 1,
        "year": data.get("year"),
        "reason": data.get("reason", ""),
    }
