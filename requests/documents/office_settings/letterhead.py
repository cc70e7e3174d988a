"""Settings: the kop of letters with its emblem, and a look at it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typed import Question, problem
from documents.blocks import Fields, Paragraph
from documents.letterheads import emblem_of, letterhead_of
from documents.office_settings import operations
from documents.office_settings.pictures import MOST_BYTES
from documents.office_settings.shared import ADMIN, LOOKERS, line, show
from documents.sheets import PREVIEW, LetterSheet, Signer, capacity_lines, print_sheet
from offices.http import office_of
from offices.letterhead import LONGEST
from offices.models import Office, PaperSize

Errors = list[dict[str, str]]
ASKED = [
    ("government_line", gettext_lazy("Pemerintah"), True, "PEMERINTAH KABUPATEN LUMAJANG"),
    ("parent_line", gettext_lazy("Kecamatan di atasnya"), False, gettext_lazy("Hanya untuk kelurahan.")),
    ("office_line", gettext_lazy("Nama kantor"), True, "KECAMATAN JATIROTO"),
    ("address", gettext_lazy("Alamat"), False, ""),
    ("phone", gettext_lazy("Telepon"), False, gettext_lazy("Seperti dicetak: Telp. (0334) 321465")),
    ("mail", gettext_lazy("Surel"), False, ""),
    ("website", gettext_lazy("Situs web"), False, ""),
    ("postal_line", gettext_lazy("Baris terakhir"), False, "JATIROTO - 67355"),
    ("place_line", gettext_lazy("Tempat di depan tanggal surat"), True, "Jatiroto"),
]
UNIT = "unit_code"


@role_required(*LOOKERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letterhead(request: HttpRequest) -> HttpResponse:
    """The lines of the kop, the unit code in letter numbers, the paper."""
    office = office_of(request)
    if request.method != "POST":
        return _page(request, {**office.letterhead, UNIT: office.unit_code, "paper_size": office.paper_size})
    errors: Errors = []
    lines = {name: _typed(request, name, label, errors, needed) for name, label, needed, _h in ASKED}
    unit = line(request, UNIT, errors, longest=12, missing=_("Kode unit belum diisi."))
    paper = request.POST.get("paper_size", "")
    if paper not in PaperSize.values:
        errors.append(problem(_("Pilih ukuran kertas."), "paper_size"))
    if not errors:
        errors += _saved(request, office, lines, unit, PaperSize(paper))
    if errors:
        return _page(request, {**lines, UNIT: unit, "paper_size": paper}, errors)
    messages.success(request, _("Kop surat disimpan. Surat yang sudah ditandatangani tidak berubah."))
    return redirect("settings_letterhead")


def _typed(request: HttpRequest, name: str, label: Any, errors: Errors, needed: bool) -> str:
    missing = _("{what} belum diisi.").format(what=label) if needed else ""
    return line(request, name, errors, longest=LONGEST, missing=missing)


def _saved(
    request: HttpRequest, office: Office, lines: dict[str, str], unit: str, paper: PaperSize
) -> Errors:
    try:
        # A line no font can print would stop every letter: it is tried out before it is kept.
        _sample(office, lines, clock.today())
        operations.set_letterhead(
            actor=the_actor(request),
            office_id=office.id,
            lines=lines,
            unit_code=unit,
            paper_size=paper,
            now=clock.now(),
        )
    except DomainError as refusal:
        return [problem(refusal, UNIT if refusal.code == "bad_unit_code" else "government_line")]
    return []


def _page(request: HttpRequest, typed: dict[str, Any], errors: Errors | None = None) -> HttpResponse:
    office = office_of(request)
    context = {
        "title": _("Kop surat"),
        "lead": _("Tercetak di atas setiap surat dan tanda terima kantor ini."),
        "button": _("Simpan kop surat"),
        "fields": [*_lines(typed, errors or []), *_others(typed, errors or [])],
        "unit_is_example": office.unit_code_is_example,
        "preview_url": reverse("settings_letterhead_pdf"),
        "has_emblem": bool(emblem_of(office)),
        "emblem": emblem_of(office),
        "emblem_action": reverse("settings_emblem"),
    }
    return show(request, "documents/settings_letterhead.html", context, errors)


def _lines(typed: dict[str, Any], errors: Errors) -> list[Question]:
    return [
        Question(
            name=name,
            label=label,
            required=needed,
            hint=hint,
            value=typed.get(name, ""),
            max_length=LONGEST,
            errors=_errors_of(name, errors),
        )
        for name, label, needed, hint in ASKED
    ]


def _others(typed: dict[str, Any], errors: Errors) -> list[Question]:
    unit = Question(
        name=UNIT,
        label=_("Kode unit dalam nomor surat"),
        hint=_("Misalnya 427.91. Berlaku untuk surat berikutnya."),
        value=typed.get(UNIT, ""),
        max_length=12,
        errors=_errors_of(UNIT, errors),
    )
    paper = Question(
        name="paper_size",
        label=_("Kertas surat"),
        kind="choice",
        choices=list(PaperSize.choices),
        value=typed.get("paper_size", ""),
        errors=_errors_of("paper_size", errors),
    )
    return [unit, paper]


def _errors_of(name: str, errors: Errors) -> list[str]:
    return [error["message"] for error in errors if error["field"] == name]


@role_required(ADMIN)
@never_cache
@require_POST
def emblem(request: HttpRequest) -> HttpResponse:
    """Upload the emblem of the kop, or take it away."""
    office, picture = office_of(request), request.FILES.get("emblem")
    removing = request.POST.get("do") == "remove"
    typed = {**office.letterhead, UNIT: office.unit_code, "paper_size": office.paper_size}
    if not removing and picture is None:
        return _page(request, typed, [problem(_("Pilih berkas gambarnya dulu."), "emblem")])
    try:
        png = b"" if removing or picture is None else picture.read(MOST_BYTES + 1)
        operations.set_emblem(actor=the_actor(request), office_id=office.id, png=png, now=clock.now())
    except DomainError as refusal:
        return _page(request, typed, [problem(refusal, "emblem")])
    messages.success(request, _("Lambang dihapus.") if removing else _("Lambang disimpan. Lihat contohnya."))
    return redirect("settings_letterhead")


@role_required(ADMIN)
@never_cache
@require_safe
def letterhead_pdf(request: HttpRequest) -> HttpResponse:
    """A sample letter under the kop as it is stored."""
    pdf = _sample(office_of(request), None, clock.today())
    headers = {"Content-Disposition": 'inline; filename="contoh-kop.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _sample(office: Office, lines: dict[str, str] | None, day: date) -> bytes:
    stored = office.letterhead if lines is None else lines
    sheet = LetterSheet(
        letterhead=letterhead_of(office, lines=lines, emblem=True),
        title=_("CONTOH SURAT"),
        number=_("(nomor surat)"),
        place=str(stored.get("place_line") or office.name),
        dated=day,
        body=(
            Paragraph(text=_("Ini contoh untuk memeriksa kop surat. Bukan surat yang berlaku.")),
            Fields(rows=((_("Kantor"), str(office)), (_("Kode unit"), office.unit_code or "–"))),
        ),
        signer=Signer(capacity=capacity_lines(_("PIMPINAN")), name=_("(nama penanda tangan)")),
        paper="f4" if office.paper_size == PaperSize.F4 else "a4",
        watermark=PREVIEW,
    )
    return print_sheet(sheet)
