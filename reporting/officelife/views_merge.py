"""Merging offices: which, into which, what will happen, and then the job."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from applications import merging
from commons import clock
from commons.errors import DomainError
from commons.typed import Question, problem
from officelife import operations, queries
from officelife.views import ANSWERED, HERE, Errors, confirm_page, confirming, unsure
from officelife.views_archive import to_job
from offices.models import Office

ADMIN = Role.KAB_ADMIN


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest) -> HttpResponse:
    """Choose (GET), see what will happen (GET with the choice), and ask for it (POST)."""
    offices = {office.kemendagri_code: office for office in queries.may_merge()}
    asked = request.POST if request.method == "POST" else request.GET
    leaving = [offices[code] for code in dict.fromkeys(asked.getlist("kantor")) if code in offices]
    successor = offices.get(asked.get("penerus", ""))
    errors: Errors = []
    if "penerus" in asked or "kantor" in asked:
        errors = _unchosen(leaving, successor)
        if successor is not None and not errors:
            return _sure(request, leaving, successor)
    return _choose(request, offices, leaving, successor, errors)


def _unchosen(leaving: list[Office], successor: Office | None) -> Errors:
    errors: Errors = []
    if not leaving:
        errors.append(problem(_("Pilih kantor yang digabung."), "kantor"))
    if successor is None:
        errors.append(problem(_("Pilih kantor penerusnya."), "penerus"))
    elif successor in leaving:
        errors.append(problem(_("Kantor penerus tidak boleh ikut digabung."), "penerus"))
    return errors


def _choose(
    request: HttpRequest,
    offices: dict[str, Office],
    leaving: list[Office],
    successor: Office | None,
    errors: Errors,
) -> HttpResponse:
    choices = [(code, office.full_name) for code, office in offices.items()]

    def said(name: str) -> list[str]:
        return [each["message"] for each in errors if each["field"] == name]

    fields = [
        Question(
            name="kantor",
            label=_("Kantor yang digabung"),
            kind="choices",
            choices=choices,
            value=[office.kemendagri_code for office in leaving],
            errors=said("kantor"),
        ),
        Question(
            name="penerus",
            label=_("Kantor penerus"),
            kind="select",
            choices=choices,
            value=successor.kemendagri_code if successor else "",
            errors=said("penerus"),
        ),
    ]
    context = {"page": HERE, "fields": fields, "errors": errors}
    return render(request, "officelife/merge.html", context, status=ANSWERED if errors else 200)


def _carried(office: str, count: int, successor: str) -> str:
    if not count:
        return _("{office}: tidak ada berkas terbuka.").format(office=office)
    said = _("{office}: {n} berkas terbuka diterima {successor} dengan nomor baru di bukunya sendiri.")
    return said.format(office=office, n=count, successor=successor)


def _sure(request: HttpRequest, leaving: list[Office], successor: Office) -> HttpResponse:
    errors: Errors = []
    seen = merging.preview([office.pk for office in leaving], successor.pk)
    if request.method == "POST":
        errors = unsure(request.POST, successor.slug)
        if not errors:
            try:
                job, new = operations.ask_to_merge(
                    office_ids=[office.pk for office in leaving],
                    successor_id=successor.pk,
                    reason=request.POST.get("reason", ""),
                    actor=the_actor(request),
                    now=clock.now(),
                )
            except DomainError as refusal:
                errors = [problem(refusal)]
            else:
                return to_job(request, job, new)
    elif seen.obstacles:
        errors = [problem(each) for each in seen.obstacles]
    counts = [_carried(str(office), seen.open_files.get(office.pk, 0), str(successor)) for office in leaving]
    context = {
        "title": _("Gabung ke {successor}").format(successor=successor),
        "caption": ", ".join(office.full_name for office in leaving),
        "happens": [
            *counts,
            _("Berkas lama ditutup dengan keterangan ke mana ia dialihkan; pemohon melihatnya juga."),
            _("Tidak ada deret nomor yang disambung: buku tiap kantor berhenti di nomor terakhirnya."),
            _("Kantor yang digabung ditutup sekarang dan diarsipkan; suratnya tetap dapat diperiksa."),
            _("Jam janji layanan berkas yang dialihkan mulai dari awal."),
            _("Warga yang membuka alamat kantor lama dan memeriksa suratnya diberi tahu penerusnya."),
        ],
        "hidden": [
            *(("kantor", office.kemendagri_code) for office in leaving),
            ("penerus", successor.kemendagri_code),
        ],
        "fields": confirming(request.POST, errors, successor.slug),
        "button": _("Gabung sekarang"),
        "danger": True,
        "back_url": request.path,
        "stopped": bool(seen.obstacles),
    }
    return confirm_page(request, context, errors)
