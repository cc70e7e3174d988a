"""The report of a revision, and the leader's signature under it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.indonesian import date_shown, in_indonesian
from commons.typed import Question, problem, read_date, shown_date
from documents.sheets import print_sheet
from offices.http import office_of
from satisfaction import operations, presenters, queries
from satisfaction.models import Snapshot
from satisfaction.operations import READERS
from satisfaction.queries import NoResult
from satisfaction.report import report_sheet
from satisfaction.sheets import digest_words
from satisfaction.views import ANSWERED, PAGE, Errors
from satisfaction.words import period_name, slug_of


def _snapshot(snapshot_id: UUID) -> Snapshot:
    try:
        return queries.snapshot(snapshot_id)
    except NoResult as error:
        raise Http404 from error


@role_required(*READERS)
@never_cache
@require_safe
def report(request: HttpRequest, snapshot_id: UUID) -> HttpResponse:
    """The report as PDF, with its place for the signature."""
    row = _snapshot(snapshot_id)
    before = queries.before(row.period)
    with in_indonesian():
        sheet = report_sheet(
            office_of(request),
            row,
            queries.signature_of(row),
            plan=queries.promises(row.period_id),
            before=(period_name(before.kind, before.year, before.part), queries.promises(before.id))
            if before
            else None,
            day=clock.today(),
        )
        content = print_sheet(sheet)
    headers = {"Content-Disposition": f'inline; filename="laporan-skm-{slug_of(row.facts["period"])}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@role_required(Role.HEAD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, snapshot_id: UUID) -> HttpResponse:
    """The last look, then: it is signed on paper and published."""
    row = _snapshot(snapshot_id)
    if request.method != "POST":
        return _sign_page(request, row)
    try:
        operations.sign(
            snapshot_id=row.id,
            shown_digest=request.POST.get("digest", ""),
            signed_on=read_date(request.POST.get("signed_on", "")),
            actor=the_actor(request),
            now=clock.now(),
        )
    except DomainError as refusal:
        field = refusal.context.get("field", "signed_on" if refusal.code.startswith("bad_date") else "")
        return _sign_page(request, row, [problem(refusal, field)])
    messages.success(request, _("Hasil ditandatangani dan diumumkan di halaman kantor ini."))
    return redirect("skm_result", period_id=row.period_id)


def _sign_page(request: HttpRequest, row: Snapshot, errors: Errors | None = None) -> HttpResponse:
    top = presenters.summary(row.facts)
    typed = request.POST.get("signed_on", "") if errors else shown_date(clock.today())
    day = Question(
        name="signed_on",
        label=_("Tanggal tanda tangan"),
        kind="date",
        value=typed,
        errors=[each["message"] for each in errors or [] if each["field"] == "signed_on"],
    )
    context = {
        "page": PAGE,
        "title": _("Tanda tangani hasil SKM {period}").format(period=row.facts["period"]["name"]),
        "text": _(
            "Tanda tangani laporan cetak, lalu nyatakan di sini. Setelah ini hasil diumumkan dan tidak "
            "berubah lagi; koreksi menjadi revisi baru yang menyebut alasannya."
        ),
        "facts": [
            (_("Nilai IKM"), f"{top['ikm']}, {top['letter']} ({top['quality']})"),
            (_("Responden"), _("{n} dari minimum {least}").format(n=top["n"], least=top["needed"])),
            (_("Unsur terendah"), "; ".join(top["weakest"])),
            (
                _("Revisi"),
                f"{row.revision:02d}, {date_shown(clock.wib(row.drawn_at).date())}, {row.drawn_by}",
            ),
            ("SHA-256", digest_words(row.digest)),
        ],
        "fields": [day],
        "hidden": [("digest", row.digest)],
        "action": reverse("skm_sign", args=[row.id]),
        "button": _("Sudah saya tanda tangani, umumkan"),
        "back_url": reverse("skm_result", args=[row.period_id]),
        "errors": errors or [],
    }
    return render(request, "confirm.html", context, status=ANSWERED if errors else 200)
