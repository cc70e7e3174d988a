"""Holidays of a year, seasons, closures of many offices, and the job that renews promises."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import the_actor
from audit import changing
from audit.queries import latest
from commons import clock
from commons.errors import DomainError
from commons.typed import shown_date
from commons.typedform import TypedForm, read_id
from commons.worktime import EXAMPLE_RAMADAN
from documents.office_settings.days import TypedDay, read_days, typed_days
from masterdata import forms_calendar as forms
from masterdata import operations, queries, renewing
from masterdata.operations import FIRST_YEAR, LAST_YEAR, NewHoliday, holidays_of
from masterdata.views import changing_page, reading, show
from offices import calendars, jobs
from offices.hours import day_json
from offices.models import HolidaySort, Job

LONGEST_SEASON = timedelta(days=100)
MAX_UPLOAD = 1_000_000


@reading
def calendar(request: HttpRequest) -> HttpResponse:
    """This year's list."""
    return redirect("md_year", clock.today().year)


@reading
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The free days of a year, and what the kabupaten changed."""
    return _year_page(request, _good(year), TypedForm(None))


def _year_page(
    request: HttpRequest, year: int, form: TypedForm, *, bad: list[forms.BadRow] | None = None
) -> HttpResponse:
    today = clock.today()
    context = {
        "year": year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < LAST_YEAR else None,
        "days": queries.year_of(year),
        "known": queries.year_is_known(year),
        "open_files": renewing.open_files(),
        "seen": changing.newest(holidays_of(year)),
        "history": latest(subject=holidays_of(year), limit=20),
        "jobs": queries.last_jobs(),
        "seasons": calendars.seasons(since=today),
        "seasons_seen": changing.newest(operations.SEASONS),
        "errors": form.errors,
        "bad": bad or [],
        "fields": [
            form.ask("day", _("Tanggal"), "date"),
            form.ask("name", _("Nama hari libur")),
            form.ask("kind", _("Jenis"), "choice", choices=HolidaySort.choices),
            form.ask("source", _("Dasar"), hint=_("Misalnya: SKB 3 Menteri Nomor … Tahun …")),
        ],
        "file_fields": [
            form.ask("file_source", _("Dasar untuk baris yang tidak menyebutnya"), required=False)
        ],
    }
    return show(request, "masterdata/year.html", context, refused=bool(form.errors or bad))


@changing_page
def change_year(request: HttpRequest, year: int) -> HttpResponse:
    """Add a day, remove one, or load a file."""
    year = _good(year)
    if request.method != "POST":
        return redirect("md_year", year)
    form, do = TypedForm(request.POST), request.POST.get("do", "")
    bad: list[forms.BadRow] = []
    job: Job | None = None
    try:
        if do == "import":
            job, bad = _import(request, year, form)
        elif do == "add":
            job = _add(request, year, form)
        else:
            job = _remove(request, year, form, do)
    except DomainError as refusal:
        form.refuse(refusal)
    if job is None:
        return _year_page(request, year, form, bad=bad)
    messages.success(request, _("Kalender disimpan. Janji berkas yang terbuka sedang dihitung ulang."))
    return redirect("md_job", job.pk)


def _by(request: HttpRequest, form: TypedForm) -> dict[str, Any]:
    return {"seen": form.seen(), "actor": the_actor(request), "now": clock.now()}


def _add(request: HttpRequest, year: int, form: TypedForm) -> Job | None:
    day = form.day("day", missing=_("Isi tanggalnya."))
    name = form.line("name", longest=120, missing=_("Tulis nama hari liburnya."))
    kind = form.choice("kind", HolidaySort.values, missing=_("Pilih jenisnya."))
    source = form.line("source", longest=200, missing=_("Tulis dasarnya (keputusan)."))
    if form.errors or day is None:
        return None
    holiday = NewHoliday(day, name, HolidaySort(kind), source)
    return operations.add_holidays(year=year, holidays=[holiday], **_by(request, form))


def _remove(request: HttpRequest, year: int, form: TypedForm, do: str) -> Job | None:
    try:
        day = date.fromisoformat(do.removeprefix("remove:"))
    except ValueError as error:
        raise Http404 from error
    source = form.line(f"source-{day.isoformat()}", longest=200, missing=_("Tulis dasarnya (keputusan)."))
    if form.errors or day.year != year:
        return None
    return operations.remove_holiday(day=day, source=source, **_by(request, form))


def _import(request: HttpRequest, year: int, form: TypedForm) -> tuple[Job | None, list[forms.BadRow]]:
    upload = request.FILES.get("file")
    source = form.line("file_source", longest=200)
    if upload is None or upload.size is None or upload.size > MAX_UPLOAD:
        form.refuse(_("Pilih berkas CSV atau XLSX, paling besar 1 MB."), "file")
    if form.errors or upload is None:
        return None, []
    good, bad = forms.read_file(upload.read(), year=year, source=source)
    if not (good or bad):
        form.refuse(_("Berkas ini tidak memuat satu baris pun."), "file")
    if bad or form.errors:
        return None, bad
    name = (upload.name or "")[:100]
    return operations.add_holidays(year=year, holidays=good, file=name, **_by(request, form)), []


def _good(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


@changing_page
def season(request: HttpRequest) -> HttpResponse:
    """Other hours of many offices for a range of dates, as a rule Ramadan; or take them back."""
    offices, form = calendars.served(), TypedForm(None, {"name": _("Ramadan"), "who": "ALL"})
    days: list[TypedDay] = typed_days(EXAMPLE_RAMADAN.days)
    if request.method == "POST":
        form = TypedForm(request.POST)
        if (batch := read_id(request.POST.get("remove", ""))) is not None:
            return _take_back(request, form, batch, season=True)
        days = read_days(request.POST)
        made = _save_season(request, form, days, offices)
        if made is not None:
            job, kept = made
            said = _("Jam khusus disimpan. {n} kantor memakai jam khususnya sendiri pada tanggal itu.")
            messages.success(request, said.format(n=kept) if kept else _("Jam khusus disimpan."))
            return redirect("md_job", job.pk)
    context = {
        "days": [day.shown() for day in days],
        "fields": [
            form.ask("name", _("Nama")),
            form.ask("from_date", _("Dari tanggal"), "date"),
            form.ask("to_date", _("Sampai tanggal"), "date"),
            *forms.office_questions(form, offices),
        ],
        "errors": form.errors,
        "seen": changing.newest(operations.SEASONS),
        "open_files": renewing.open_files(),
    }
    return show(request, "masterdata/season.html", context, refused=bool(form.errors))


def _save_season(
    request: HttpRequest, form: TypedForm, days: list[TypedDay], offices: list[Any]
) -> tuple[Job, int] | None:
    for day in days:
        if day.error:
            form.refuse(f"{day.label}: {day.error}", f"{day.name}_opens")
    name = form.line("name", longest=80, missing=_("Beri nama, misalnya Ramadan 1448 H."))
    start = form.day("from_date", missing=_("Isi tanggal mulainya."))
    end = form.day("to_date", missing=_("Isi tanggal akhirnya."))
    if start and end and not (clock.today() <= end and start <= end <= start + LONGEST_SEASON):
        form.refuse(_("Masa ini harus berurutan, belum lewat, dan paling lama 100 hari."), "from_date")
    chosen = forms.read_offices(form, offices)
    if form.errors or start is None or end is None:
        return None
    try:
        return operations.add_season(
            office_ids=[office.pk for office in offices] if chosen is None else chosen,
            name=name,
            from_date=start,
            to_date=end,
            days={str(n): day_json(day.hours) for n, day in enumerate(days) if day.given},
            **_by(request, form),
        )
    except DomainError as refusal:
        form.refuse(refusal, "" if refusal.code == "stale" else "from_date")
        return None


@reading
def closures(request: HttpRequest) -> HttpResponse:
    """Days on which many offices are closed."""
    return _closures_page(request, TypedForm(None, {"who": "ALL"}))


def _closures_page(request: HttpRequest, form: TypedForm) -> HttpResponse:
    offices = calendars.served()
    names = {office.pk: office.full_name for office in offices}
    rows = [
        {"batch": each, "names": [names[key] for key in each.offices or () if key in names]}
        for each in calendars.closures(since=clock.today())
    ]
    context = {
        "rows": rows,
        "fields": [
            form.ask("reason", _("Alasan"), hint=_("Tampil di halaman publik kantor."), max_length=200),
            form.ask("from_date", _("Dari tanggal"), "date"),
            form.ask("to_date", _("Sampai tanggal"), "date", required=False),
            form.ask(
                "from_time", _("Dari jam"), "time", required=False, hint=_("Kosongkan bila sehari penuh.")
            ),
            form.ask("to_time", _("Sampai jam"), "time", required=False),
            *forms.office_questions(form, offices),
        ],
        "errors": form.errors,
        "seen": changing.newest(operations.CLOSURES),
        "history": latest(subject=operations.CLOSURES, limit=10),
        "open_files": renewing.open_files(),
    }
    return show(request, "masterdata/closures.html", context, refused=bool(form.errors))


@changing_page
def change_closures(request: HttpRequest) -> HttpResponse:
    """Close many offices, or open them again."""
    if request.method != "POST":
        return redirect("md_closures")
    form = TypedForm(request.POST)
    if (batch := read_id(request.POST.get("remove", ""))) is not None:
        return _take_back(request, form, batch, season=False)
    job = _close(request, form)
    if job is None:
        return _closures_page(request, form)
    messages.success(request, _("Hari tutup disimpan dan tampil di halaman publik kantornya."))
    return redirect("md_job", job.pk)


def _close(request: HttpRequest, form: TypedForm) -> Job | None:
    reason = form.line("reason", longest=200, missing=_("Tulis alasan tutupnya."))
    start = form.day("from_date", missing=_("Isi tanggalnya."))
    end = form.day("to_date") or start
    times = forms.read_clock(form, "from_time"), forms.read_clock(form, "to_time")
    if end is not None and end < clock.today():
        form.refuse(
            _("Hari tutup tidak boleh sudah lewat: janji yang sudah dihitung akan berubah."), "from_date"
        )
    chosen = forms.read_offices(form, calendars.served())
    if form.errors or start is None or end is None:
        return None
    try:
        return operations.close(
            office_ids=chosen,
            from_date=start,
            to_date=end,
            from_time=times[0],
            to_time=times[1],
            reason=reason,
            **_by(request, form),
        )
    except DomainError as refusal:
        form.refuse(refusal, "" if refusal.code == "stale" else "from_date")
        return None


def _take_back(request: HttpRequest, form: TypedForm, batch: UUID, *, season: bool) -> HttpResponse:
    take = operations.remove_season if season else operations.reopen
    try:
        job = take(batch=batch, **_by(request, form))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(reverse("md_calendar") if season else reverse("md_closures"))
    messages.success(request, _("Dihapus. Janji berkas yang terbuka sedang dihitung ulang."))
    return redirect("md_job", job.pk)


@reading
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """How far the promises are worked out anew; refreshes itself."""
    row = _job(job_id)
    failed = row.items.select_related("office").filter(state="FAILED").order_by("office__kemendagri_code")
    context = {
        "job": row,
        "why": row.details.get("why", ""),
        "changed": row.details.get("changed", 0),
        "busy": queries.unfinished(row),
        "silent": jobs.is_silent(row, now=clock.now()),
        "failed": [item.office.full_name for item in failed] if row.state == "FAILED" else [],
        "again": row.state == "FAILED",
    }
    return show(request, "masterdata/job.html", context)


def _job(job_id: UUID) -> Job:
    row = queries.job(job_id)
    if row is None:
        raise Http404
    return row


def template_file(_request: HttpRequest, year: int) -> HttpResponse:
    """An example of the file: its head and two lines."""
    lines = [
        "tanggal;nama;jenis;sumber",
        f"{shown_date(date(_good(year), 1, 1))};{_('Tahun Baru Masehi')};libur nasional;SKB 3 Menteri",
        f"{shown_date(date(year, 12, 26))};{_('Kelahiran Yesus Kristus')};cuti bersama;SKB 3 Menteri",
    ]
    name = f'attachment; filename="hari-libur-{year}.csv"'
    return HttpResponse(
        "\r\n".join(lines), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name}
    )


template_csv = reading(template_file)
