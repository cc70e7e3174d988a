"""An office's own data: handed over as one archive, looked at, taken in; and the page of each such job."""

from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from accounts.queries import staff_from
from commons import clock
from commons.clock import wib
from commons.errors import DomainError
from commons.typed import problem
from officelife import operations, queries
from officelife.views import (
    ANSWERED,
    HERE,
    Errors,
    confirm_page,
    confirming,
    office_or_404,
    question,
    unsure,
)
from offices import archive_store
from offices.models import Job, JobKind, JobState, OfficeState

ADMIN = Role.KAB_ADMIN
LINK_SECONDS = 300
SALT = "officelife.archive"
ZIP = "application/zip"


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the archive of an office."""
    found = office_or_404(code)
    if found.state == OfficeState.PROVISIONING:
        raise Http404
    errors: Errors = []
    if request.method == "POST":
        errors = unsure(request.POST, found.slug)
        if not errors:
            try:
                job, new = operations.ask_for_archive(
                    office_id=found.pk,
                    readable=request.POST.get("readable") == "ya",
                    reason=request.POST.get("reason", ""),
                    actor=the_actor(request),
                    now=clock.now(),
                )
            except DomainError as refusal:
                errors = [problem(refusal)]
            else:
                return to_job(request, job, new)
    typed = request.POST
    readable = question(
        "readable",
        _("Sertakan bagian yang dapat dibaca orang (CSV dan PDF)"),
        typed.get("readable", "ya"),
        errors,
        kind="yes_no",
        hint=_("Berisi data pribadi tanpa kunci. Tanpa bagian ini arsip hanya dapat dibuka oleh Loket."),
    )
    context = {
        "title": _("Serahkan data kantor sebagai arsip"),
        "caption": found.full_name,
        "happens": [
            _("Semua data kantor ini ditulis ke satu berkas: baris, surat, unggahan, kunci terbungkus."),
            _("Kantor tetap bekerja; isi arsip adalah keadaan pada satu saat."),
            _("Kunci pembuka arsip ditampilkan satu kali. Kirim lewat jalan lain daripada arsipnya."),
            _("Arsip disimpan beberapa hari saja, lalu dihapus sendiri."),
        ],
        "fields": [readable, *confirming(typed, errors, found.slug)],
        "button": _("Buat arsip"),
        "back_url": reverse("office_life", args=[code]),
    }
    return confirm_page(request, context, errors)


def to_job(request: HttpRequest, job: Job, new: bool) -> HttpResponse:
    """To the page of a job; who asked second learns who asked first."""
    if not new:
        who = queries.name_of(job.asked_by, now=clock.now())
        messages.info(request, _("Pekerjaan ini sudah diminta {who}; ini halamannya.").format(who=who))
    return redirect("office_job", job.pk)


@role_required(ADMIN)
@never_cache
@sensitive_variables("key")
@sensitive_post_parameters("key")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Bring an archive: it is looked at first, and nothing is restored by that."""
    errors: Errors = []
    if request.method == "POST":
        sent = request.FILES.get("archive")
        if sent is None:
            errors = [problem(_("Pilih berkas arsipnya dulu."), "archive")]
        else:
            try:
                job = operations.look_at(
                    upload=sent.chunks(),
                    name=sent.name or "",
                    key=request.POST.get("key", ""),
                    actor=the_actor(request),
                    now=clock.now(),
                )
            except DomainError as refusal:
                errors = [problem(refusal, "key")]
            else:
                return redirect("office_job", job.pk)
    key = question(
        "key",
        _("Kunci arsip"),
        "",
        errors,
        required=False,
        hint=_("Kosongkan bila arsip dibuat di Loket ini tanpa kunci perjalanan."),
    )
    missing = next((each["message"] for each in errors if each["field"] == "archive"), "")
    context = {"page": HERE, "errors": errors, "field": key, "archive_error": missing}
    return render(request, "officelife/upload.html", context, status=ANSWERED if errors else 200)


def _job_or_404(job_id: UUID, *kinds: JobKind) -> Job:
    found = queries.job_of(job_id)
    if found is None or (kinds and found.kind not in kinds):
        raise Http404
    return found


@role_required(ADMIN)
@never_cache
@require_safe
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """How far a job is and what came of it; refreshes itself while it is at work."""
    found = queries.shown(_job_or_404(job_id), now=clock.now())
    if request.headers.get("HX-Request") == "true" and not found.busy:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _job_page(request, found)


def _job_page(request: HttpRequest, found: queries.Shown, key: str = "") -> HttpResponse:
    row = found.job
    people = []
    if row.kind == JobKind.RESTORE and row.state == JobState.DONE and row.office is not None:
        people = staff_from(row.office, on=clock.today())
    context = {
        "page": HERE,
        "shown": found,
        "details": row.details,
        "is_export": row.kind == JobKind.EXPORT,
        "is_look": row.kind == JobKind.VERIFY,
        "done": row.state == JobState.DONE,
        "merged": queries.merged_by(row) if row.kind == JobKind.MERGE else [],
        "failed": row.state == JobState.FAILED,
        "key": key,
        "people": people,
    }
    return render(request, "officelife/job.html", context)


@role_required(ADMIN)
@never_cache
@sensitive_variables("key", "shown")
@require_POST
def key(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Show the key of an archive, this once: nothing of it is kept."""
    found = _job_or_404(job_id, JobKind.EXPORT)
    if found.state != JobState.DONE:
        raise Http404
    try:
        shown = operations.show_key(job_id=job_id, actor=the_actor(request), now=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("office_job", job_id)
    return _job_page(request, queries.shown(_job_or_404(job_id), now=clock.now()), shown)


@role_required(ADMIN)
@never_cache
@require_POST
def take(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Note who takes the archive away, and give a link that is good for this person for five minutes."""
    found, actor = _job_or_404(job_id, JobKind.EXPORT), the_actor(request)
    if found.state != JobState.DONE:
        raise Http404
    try:
        operations.note_taken(job=found, actor=actor, now=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("office_job", job_id)
    word = signing.dumps([str(job_id), str(actor.user_id)], salt=SALT)
    return redirect(f"{reverse('office_archive', args=[job_id])}?t={word}")


@role_required(ADMIN)
@never_cache
@require_safe
def archive(request: HttpRequest, job_id: UUID) -> HttpResponseBase:
    """The archive itself, to who was given the link."""
    found, actor = _job_or_404(job_id, JobKind.EXPORT), the_actor(request)
    try:
        word = signing.loads(request.GET.get("t", ""), salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    if word != [str(job_id), str(actor.user_id)] or not archive_store.is_there(found.details["file"]):
        raise Http404
    assert found.office is not None
    name = f"loket-{found.office.slug}-{wib(found.created_at):%Y%m%d}.zip"
    source = archive_store.path_of(found.details["file"]).open("rb")
    return FileResponse(source, as_attachment=True, filename=name, content_type=ZIP)


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Restore what was looked at."""
    seen = _job_or_404(job_id, JobKind.VERIFY)
    if seen.state != JobState.DONE or "refused" in seen.details:
        raise Http404
    errors: Errors = []
    if request.method == "POST":
        try:
            found, new = operations.ask_to_restore(
                look_id=job_id,
                slug=request.POST.get("address", "").strip().lower(),
                typed=request.POST.get("slug", ""),
                reason=request.POST.get("reason", ""),
                actor=the_actor(request),
                now=clock.now(),
            )
        except DomainError as refusal:
            fields = {"wrong_code": "slug", "bad_slug": "address", "slug_taken": "address"}
            errors = [problem(refusal, fields.get(refusal.code, "reason"))]
        else:
            return to_job(request, found, new)
    typed, code = request.POST, seen.details["code"]
    address = question(
        "address",
        _("Alamat web"),
        typed.get("address", ""),
        errors,
        required=False,
        hint=_("Kosongkan untuk memakai alamat dari arsip."),
    )
    context = {
        "title": _("Pulihkan {office}").format(office=seen.details["office"]),
        "caption": seen.details["name"],
        "happens": [
            _("Kantor masuk utuh atau tidak sama sekali: data, surat, berkas, jejak."),
            _("Kunci datanya dibungkus dengan kunci induk Loket ini."),
            _("Kantor tetap tertutup sampai Anda membukanya."),
            _("Kata sandi tidak ada dalam arsip: petugasnya diundang sesudah ini."),
        ],
        "fields": [
            address,
            *confirming(typed, errors, code, label=_("Ketik kode {code} untuk memastikan").format(code=code)),
        ],
        "button": _("Pulihkan kantor ini"),
        "danger": True,
        "back_url": reverse("office_job", args=[job_id]),
    }
    return confirm_page(request, context, errors)
