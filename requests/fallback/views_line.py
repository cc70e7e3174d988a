"""One line becomes a file: the service's own intake form, with the real times of the paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import role_required, the_actor
from applications.errors import IntakeRefused
from applications.forms import Sent, change_rows
from applications.forms_fields import Question, Typed, questions, read_raw
from applications.presenters_intake import Faults
from applications.versions import program_of
from applications.views_common import COUNTERS
from applications.views_intake import Counter, accepted, faults_of, show_form
from applications.villages import villages
from commons import clock
from commons.clock import wib
from commons.errors import DomainError
from commons.nik import Finding
from fallback import operations, queries
from fallback.codes import BadCode
from fallback.models import Line
from fallback.rows import Row
from handoff.camera import camera_allowed
from servicetypes.fields import validate
from standards import queries as standards


@role_required(*COUNTERS)
@camera_allowed
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, code: str) -> HttpResponse:
    """The form of the line's service with name and NIK filled in as they stand on paper."""
    found = _line(code)
    if found.file_id is not None:
        return _already(request, found)
    known = queries.services()
    row = queries.row_of(found, day=found.sheet.day, known=known, now=clock.now())
    if row is None or not row.is_ready:
        messages.warning(request, _("Baris ini belum lengkap; perbaiki dulu yang ditandai."))
        return HttpResponseRedirect(_sheet_url(found), status=303)
    version = standards.published_version(row.typed["service"])
    counter = Counter(request, program_of(version.id), villages())
    if request.method == "GET":
        return _form(counter, found, row, Sent(texts={"nama": row.typed["name"], "nik": row.typed["nik"]}))
    sent, do = counter.sent(), request.POST.get("do", "")
    if do.startswith(("add:", "remove:")):
        return _form(counter, found, row, change_rows(sent, do))
    return _filed(counter, found, row, sent, only_check=do == "check")


def _line(code: str) -> Line:
    try:
        found = queries.line(code)
    except BadCode as bad:
        raise Http404 from bad
    if found is None:
        raise Http404
    return found


def _already(request: HttpRequest, found: Line) -> HttpResponse:
    words = _("Baris {code} sudah menjadi berkas {number}; tidak dicatat dua kali.")
    messages.warning(request, words.format(code=found.code, number=found.receipt_number))
    return HttpResponseRedirect(reverse("file", args=[found.file_id]), status=303)


def _sheet_url(found: Line) -> str:
    return reverse("fallback_sheet", args=[found.sheet_id]) + f"#baris-{found.serial}"


def _filed(counter: Counter, found: Line, row: Row, sent: Sent, *, only_check: bool) -> HttpResponse:
    request = counter.request
    faults = faults_of(counter, sent)
    produced = read_raw(counter.program.definition.produce_fields, request.POST)
    wrong = _produce_errors(counter, row, produced)
    if faults.errors or wrong or only_check or not accepted(counter, sent, faults):
        return _form(counter, found, row, sent, faults, wrong=wrong, status=422)
    try:
        done = operations.file_line(
            actor=the_actor(request),
            code=found.code,
            form=counter.reader().read(sent, accept=True).form,
            produced=produced,
            known=queries.services(),
            now=clock.now(),
        )
    except IntakeRefused as refused:
        told = Faults(refused.errors, refused.warnings, faults.looked)
        return _form(counter, found, row, sent, told, status=422)
    except DomainError as refused:
        return _form(counter, found, row, sent, faults, status=422, refused=refused)
    _say(request, found, done)
    return HttpResponseRedirect(_sheet_url(found), status=303)


def _say(request: HttpRequest, found: Line, done: operations.Filed) -> None:
    words = _("{code} menjadi berkas {number}.").format(code=found.code, number=done.receipt_number)
    if done.stopped:
        more = _("Langkah berikutnya dikerjakan seperti biasa: {why}").format(why=done.stopped)
        messages.warning(request, f"{words} {more}")
    else:
        messages.success(request, words)


def _asks_produce(row: Row) -> bool:
    """Whether the paper says that something was made: then the service's own questions are answered now."""
    return row.times is not None and bool(row.times.signed or row.times.handed)


def _produce_errors(counter: Counter, row: Row, produced: dict[str, str]) -> dict[str, Finding]:
    asked = counter.program.definition.produce_fields
    if not asked or not _asks_produce(row):
        return {}
    return validate(asked, produced, today=wib(clock.now()).date()).errors


def _form(
    counter: Counter,
    found: Line,
    row: Row,
    sent: Sent,
    faults: Faults | None = None,
    *,
    wrong: dict[str, Finding] | None = None,
    status: int = 200,
    refused: DomainError | None = None,
) -> HttpResponse:
    times = row.times
    paper: dict[str, Any] = {
        "code": found.code,
        "day": found.sheet.day,
        "received": times.received if times else None,
        "complete": times.complete if times else None,
        "signed": times.signed if times else None,
        "handed": times.handed if times else None,
        "receiver": row.typed["receiver"],
        "back": _sheet_url(found),
        "produce": _produce_questions(counter, row, wrong or {}),
    }
    if faults is not None and wrong:
        faults = Faults({**faults.errors, **wrong}, faults.warnings, faults.looked)
    return show_form(
        counter,
        sent,
        None,
        faults,
        status=status,
        refused=refused,
        form_url=reverse("fallback_line", args=[found.code]),
        paper=paper,
    )


def _produce_questions(counter: Counter, row: Row, wrong: dict[str, Finding]) -> list[Question]:
    asked = counter.program.definition.produce_fields
    if not asked or not _asks_produce(row):
        return []
    errors = {path: str(finding.message) for path, finding in wrong.items()}
    post = counter.request.POST
    texts = {each.key: str(post[each.key]) for each in asked if each.key in post}
    return questions(asked, Typed(texts=texts, errors=errors), villages={})
