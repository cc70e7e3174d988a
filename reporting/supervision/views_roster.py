"""The roster: a day against the promise, its exceptions, the template week."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import ALL_OFFICE, role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.indonesian import date_shown
from commons.typed import shown_date
from commons.typedform import TypedForm, read_id
from supervision import operations_roster as operations
from supervision import queries, queries_roster, words
from supervision.operations_roster import KEEPERS, WORKING, Line
from supervision.queries_roster import Day
from supervision.rostering import Post
from supervision.views_common import choices, day_of, not_for_you, say

_DAY = timedelta(days=1)


@role_required(*ALL_OFFICE)
@require_http_methods(["GET", "POST"])
def roster(request: HttpRequest) -> HttpResponse:
    """A day; a POST enters an exception, or cancels one."""
    day = day_of(request)
    if request.method == "GET":
        return _day(request, day, TypedForm(None, {"first": shown_date(day), "last": shown_date(day)}))
    if not the_actor(request).has(*KEEPERS) and not operations.may_report(the_actor(request)):
        return not_for_you(request)
    form = TypedForm(request.POST)
    if _changed(request, form):
        return HttpResponseRedirect(reverse("roster") + f"?hari={day.isoformat()}", status=303)
    return _day(request, day, form, status=422)


def _changed(request: HttpRequest, form: TypedForm) -> bool:
    actor, now, do = the_actor(request), clock.now(), request.POST.get("do", "")
    try:
        if do.startswith("cancel:"):
            found = read_id(do.removeprefix("cancel:"))
            operations.cancel_exception(actor=actor, exception_id=found or UUID(int=0), now=now)
            messages.success(request, _("Pengecualian dibatalkan."))
            return True
        first = form.day("first", missing=_("Isi hari pertamanya."))
        last = form.day("last") or first
        keeps = actor.has(*KEEPERS)
        on = keeps and form.choice("on", ("on", "off"), missing=_("Pilih salah satu.")) == "on"
        person = read_id(form.raw("person")) if keeps else actor.user_id
        if form.errors or first is None or last is None:
            return False
        operations.enter_exception(
            actor=actor,
            user_id=person or UUID(int=0),
            on=on,
            first=first,
            last=last,
            reason=form.raw("reason"),
            role=form.raw("role"),
            counter=_counter(form.raw("counter")),
            now=now,
        )
    except DomainError as refused:
        say(form, refused)
        return False
    messages.success(request, _("Pengecualian dicatat."))
    return True


def _counter(text: str) -> int | None:
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 4 else None


def _day(request: HttpRequest, day: date, form: TypedForm, *, status: int = 200) -> HttpResponse:
    found, actor = queries_roster.day_of(day), the_actor(request)
    keeps, reports = actor.has(*KEEPERS), operations.may_report(actor)
    context = {
        "page": "behind",
        "title": date_shown(day, "l, j F Y"),
        "before": (day - _DAY).isoformat(),
        "after": (day + _DAY).isoformat(),
        "open": found.open,
        "has_week": queries_roster.has_week(),
        "whole": words.against_words(found.whole),
        "short": found.whole.short if found.open else 0,
        "roles": _roles(found),
        "posts": [_post(post, found) for post in found.posts],
        "exceptions": _exceptions(found, of=None if keeps else actor.user_id),
        "may_keep": keeps,
        "may_report": reports and not keeps,
        "fields": _questions(form, found) if keeps else _own_questions(form) if reports else [],
        "errors": form.errors,
    }
    return render(request, "supervision/roster.html", context, status=status)


def _roles(found: Day) -> list[dict[str, Any]]:
    """Every role and promised post, so that the rows add up to the whole; none where no post is promised."""
    rows = [
        {"name": words.role_name(one.role), "words": words.against_words(one), "short": one.short}
        for one in found.roles
    ]
    posts = [
        {"name": name or _("Tanpa nama jabatan"), "words": _("Dijanjikan {p}").format(p=n), "short": 0}
        for name, n in found.others.items()
    ]
    promised = sum(one.promised is not None for one in found.roles)
    return rows[:promised] + posts + rows[promised:] if promised else []


def _post(post: Post, found: Day) -> dict[str, Any]:
    person = found.people[post.user_id]
    return {
        "name": person.name,
        "title": person.title,
        "role": words.role_name(post.role),
        "counter": post.counter,
        # Why a colleague is not there is theirs; everybody sees that they are not.
        "off": bool(post.off),
    }


def _exceptions(found: Day, *, of: UUID | None) -> list[dict[str, Any]]:
    """Those of the next two months: of everybody, or of one person."""
    return [
        {
            "ref": row.id,
            "name": found.people[row.user_id].name if row.user_id in found.people else "–",
            "what": _("bertugas") if row.on else _("tidak bertugas"),
            "first": row.from_date,
            "last": row.to_date,
            "reason": words.REASONS.get(row.reason, row.reason),
            "by": row.entered_by,
        }
        for row in queries_roster.exceptions(found.day, found.day + timedelta(days=60))
        if of is None or row.user_id == of
    ]


def _own_questions(form: TypedForm) -> list[Any]:
    reasons = [(key, words.REASONS[key]) for key in ("LEAVE", "SICK", "DUTY", "TRAINING", "OTHER")]
    return [
        form.ask("first", _("Mulai"), "date"),
        form.ask("last", _("Sampai"), "date", required=False),
        form.ask("reason", _("Alasan"), "list", choices=reasons),
    ]


def _questions(form: TypedForm, found: Day) -> list[Any]:
    roles = [(role, words.role_name(role)) for role in sorted(WORKING)]
    return [
        form.ask("person", _("Siapa"), "list", choices=choices(found.people.values())),
        form.ask("on", _("Bertugas?"), choices=[("off", _("Tidak bertugas")), ("on", _("Bertugas"))]),
        *_own_questions(form),
        form.ask("role", _("Sebagai"), "list", choices=roles, required=False, hint=_("Bila bertugas.")),
        form.ask("counter", _("Loket nomor"), "integer", required=False, max_length=2),
    ]


@role_required(*KEEPERS)
@require_http_methods(["GET", "POST"])
def week(request: HttpRequest) -> HttpResponse:
    """The template week, person by person; a POST sets one person's, or fills it from the assignments."""
    if request.method == "GET":
        return _week(request, [])
    try:
        if request.POST.get("do") == "propose":
            filled = operations.propose_week(actor=the_actor(request), now=clock.now())
            messages.success(request, _("{n} orang diisi dari penugasannya.").format(n=filled))
        else:
            _set(request)
            messages.success(request, _("Jadwal disimpan; berlaku mulai hari ini."))
    except DomainError as refused:
        return _week(request, [{"field": "", "message": str(refused.message)}], status=422)
    return HttpResponseRedirect(reverse("roster_week"), status=303)


def _set(request: HttpRequest) -> None:
    post = request.POST
    operations.set_week(
        actor=the_actor(request),
        user_id=read_id(post.get("person", "")) or UUID(int=0),
        lines=_lines(post),
        now=clock.now(),
    )


def _lines(post: QueryDict) -> list[Line]:
    counter, role = _counter(post.get("counter", "")), post.get("role", "")
    days = {text for text in post.getlist("day") if text in {"0", "1", "2", "3", "4", "5", "6"}}
    return [Line(weekday=int(text), role=role, counter=counter) for text in sorted(days)]


def _week(request: HttpRequest, errors: list[dict[str, str]], *, status: int = 200) -> HttpResponse:
    lines: dict[UUID, list[Any]] = {}
    for row in queries_roster.week():
        lines.setdefault(row.user_id, []).append(row)
    people = queries.people_here(clock.today())
    context = {
        "page": "behind",
        "errors": errors,
        "people": [
            {
                "id": each.user_id,
                "name": each.name,
                "title": each.title,
                "roles": [(role, words.role_name(role)) for role in each.roles if role in WORKING],
                "role": lines[each.user_id][0].role if each.user_id in lines else "",
                "counter": (lines[each.user_id][0].counter or "") if each.user_id in lines else "",
                "days": [
                    (str(n), name, any(row.weekday == n for row in lines.get(each.user_id, [])))
                    for n, name in enumerate(words.DAYS)
                ],
            }
            for each in people
            if not WORKING.isdisjoint(each.roles)
        ],
        "unplanned": sum(each.user_id not in lines and not WORKING.isdisjoint(each.roles) for each in people),
    }
    return render(request, "supervision/roster_week.html", context, status=status)
