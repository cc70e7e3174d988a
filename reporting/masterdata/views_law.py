"""The law register and the delegations."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import the_actor
from audit import changing
from audit.queries import latest
from commons import clock
from commons.errors import DomainError
from commons.typed import Question, shown_date
from commons.typedform import TypedForm, read_id
from masterdata import queries
from masterdata.views import changing_page, reading, show
from offices import calendars
from regulations import keeping
from regulations.keeping import Facts
from regulations.models import Amendment, Instrument, InstrumentStatus

TONES = {"IN_FORCE": "good", "REVOKED": "bad", "OUTDATED": "warn", "UNKNOWN": "plain"}
STATES = {
    "IN_FORCE": gettext_lazy("berlaku"),
    "SOON": gettext_lazy("segera berakhir"),
    "OVER": gettext_lazy("sudah berakhir"),
    "REVOKED": gettext_lazy("dasarnya dicabut"),
    "LATER": gettext_lazy("belum mulai"),
}


@reading
def register(request: HttpRequest) -> HttpResponse:
    """The list, filtered by words, kind, status."""
    asked = TypedForm(request.GET if request.GET else None)
    kinds = queries.kinds()
    status, kind = asked.raw("status"), asked.raw("jenis")
    rows = queries.instruments(
        text=asked.raw("cari")[:100],
        status=status,
        kind=kind if kind in kinds else "",
        cited=asked.raw("dikutip") == "ya",
    )
    context = {
        "rows": [{"line": row, "tone": TONES[row.status]} for row in rows],
        "fields": [
            asked.ask("cari", _("Kata"), required=False),
            asked.ask(
                "jenis", _("Jenis"), "select", required=False, choices=[(each, each) for each in kinds]
            ),
            asked.ask("status", _("Status"), "choice", required=False, choices=InstrumentStatus.choices),
        ],
        "cited": asked.raw("dikutip") == "ya",
        "hits": queries.impact(),
    }
    return show(request, "masterdata/law.html", context)


@reading
def instrument(request: HttpRequest, key: str) -> HttpResponse:
    """One instrument: status, relations, and the standards that cite it."""
    return _page(request, _found(key), TypedForm(None))


def _page(request: HttpRequest, row: Instrument, form: TypedForm) -> HttpResponse:
    subject = keeping.subject_of(row.key)
    names = queries.names()
    cited = queries.citing().get(row.key, [])
    choices = [(key, name[:160]) for key, name in names.items() if key != row.key]
    context = {
        "row": row,
        "cited_as": queries.cited_as(row),
        "words": InstrumentStatus(row.status).label,
        "tone": TONES[row.status],
        "by": names.get(row.status_by, row.status_by),
        "by_key": row.status_by if row.status_by in names else "",
        "relations": queries.relations(row),
        "standards": [{"standard": standard, "text": text} for standard, text in cited],
        "offices": len({standard.slug for standard, _text in cited}),
        "over": row.status in queries.OVER,
        "touched": queries.touched(row, today=clock.today()),
        "seen": changing.newest(subject),
        "history": latest(subject=subject, limit=20),
        "errors": form.errors,
        "fields": [
            form.ask("by", _("Diubah oleh"), "select", choices=choices),
            form.ask("since", _("Sejak"), "date", required=False),
            form.ask("note", _("Catatan"), required=False, hint=_("Misalnya pasal yang diubah.")),
        ],
    }
    return show(request, "masterdata/instrument.html", context, refused=bool(form.errors))


@changing_page
def amend(request: HttpRequest, key: str) -> HttpResponse:
    """Enter or take back that another instrument changes this one."""
    row, form = _found(key), TypedForm(request.POST)
    if request.method != "POST":
        return redirect("md_instrument", key)
    common: dict[str, Any] = {
        "key": row.key,
        "seen": form.seen(),
        "actor": the_actor(request),
        "now": clock.now(),
    }
    ref = read_id(request.POST.get("remove", ""))
    try:
        if ref is not None:
            keeping.forget_amendment(amendment_id=ref, **common)
        else:
            since, note = form.day("since"), form.line("note", longest=300)
            if not form.errors:
                keeping.amend(by=form.raw("by"), since=since, note=note, **common)
    except Amendment.DoesNotExist as error:
        raise Http404 from error
    except DomainError as refusal:
        form.refuse(refusal, "" if refusal.code == "stale" else "by")
    if form.errors:
        return _page(request, row, form)
    messages.success(request, _("Hubungan antarproduk hukum disimpan."))
    return redirect("md_instrument", row.key)


@changing_page
def edit(request: HttpRequest, key: str | None = None) -> HttpResponse:
    """Enter an instrument by its citation, or change one."""
    row = _found(key) if key else None
    form = TypedForm(request.POST if request.method == "POST" else None, _start(row))
    if request.method == "POST" and (saved := _save(request, row, form)) is not None:
        messages.success(request, _("Produk hukum disimpan."))
        return redirect("md_instrument", saved.key)
    back = reverse("md_instrument", args=[row.key]) if row else reverse("md_law")
    context = {
        "title": queries.cited_as(row) if row else _("Produk hukum baru"),
        "lead": ""
        if row
        else _("Nomor dan jenisnya dibaca dari kutipan, supaya ejaan yang berbeda bertemu."),
        "fields": _questions(form, row),
        "errors": form.errors,
        "seen": changing.newest(keeping.subject_of(row.key)) if row else 0,
        "back": back,
    }
    return show(request, "masterdata/form.html", context, refused=bool(form.errors))


def _start(row: Instrument | None) -> dict[str, Any]:
    if row is None:
        return {"status": InstrumentStatus.IN_FORCE}
    return {
        "title": row.title,
        "status": row.status,
        "since": shown_date(row.status_since),
        "by": row.status_by,
        "note": row.note,
    }


def _save(request: HttpRequest, row: Instrument | None, form: TypedForm) -> Instrument | None:
    citation = "" if row else form.line("citation", longest=600, missing=_("Tulis kutipannya."))
    title = form.line("title", longest=600)
    if row is None and citation and not title:
        title = _title(citation)
    facts = Facts(
        title=title,
        status=form.choice("status", InstrumentStatus.values, missing=_("Pilih statusnya.")),
        since=form.day("since"),
        by=form.raw("by"),
        note=form.text("note", longest=1000),
    )
    if form.errors:
        return None
    common: dict[str, Any] = {"facts": facts, "actor": the_actor(request), "now": clock.now()}
    try:
        if row is None:
            return keeping.enter(citation=citation, **common)
        return keeping.change(key=row.key, seen=form.seen(), **common)
    except DomainError as refusal:
        form.refuse(refusal, _PLACES.get(refusal.code, ""))
        return None


_PLACES = {
    "unknown_kind": "citation",
    "unknown_number": "citation",
    "there_already": "citation",
    "no_title": "title",
    "revoked_by": "by",
    "itself": "by",
    "older": "by",
    "loop": "by",
    "not_there": "by",
}


def _title(citation: str) -> str:
    try:
        return keeping.read_citation(citation).title
    except DomainError:
        return "-"  # the citation itself is refused, in words


def _questions(form: TypedForm, row: Instrument | None) -> list[Question]:
    others = [(key, name[:160]) for key, name in queries.names().items() if row is None or key != row.key]
    first = [] if row else [
        form.ask(
            "citation",
            _("Kutipan"),
            hint=_("Misalnya: Peraturan Bupati Lumajang Nomor 96 Tahun 2019 tentang Pelimpahan …"),
        )
    ]  # fmt: skip
    return [
        *first,
        form.ask(
            "title",
            _("Judul (sesudah kata “tentang”)"),
            required=row is not None,
            hint="" if row else _("Kosongkan bila sudah ada dalam kutipan."),
        ),
        form.ask("status", _("Status"), "choice", choices=InstrumentStatus.choices),
        form.ask("since", _("Status berlaku sejak"), "date", required=False),
        form.ask("by", _("Dicabut atau digantikan oleh"), "select", required=False, choices=others),
        form.ask("note", _("Catatan"), "long_text", required=False, max_length=1000),
    ]


def _found(key: str | None) -> Instrument:
    row = queries.instrument(key or "")
    if row is None:
        raise Http404
    return row


@reading
def delegations(request: HttpRequest) -> HttpResponse:
    """Every authority given to an office."""
    rows = queries.delegations(today=clock.today())
    context = {
        "rows": [
            {"line": row, "words": STATES[row.state], "pieces": row.instrument.split("/")} for row in rows
        ],
        "without": queries.without_authority(rows),
        "history": latest(subject=keeping.DELEGATIONS, limit=10),
    }
    return show(request, "masterdata/delegations.html", context)


@changing_page
def delegation(request: HttpRequest, delegation_id: UUID | None = None) -> HttpResponse:
    """Enter an authority, or change its last day and note."""
    row = queries.delegation(delegation_id) if delegation_id else None
    if delegation_id and row is None:
        raise Http404
    start = {"to_date": shown_date(row.to_date), "note": row.note} if row else {}
    form = TypedForm(request.POST if request.method == "POST" else None, start)
    if request.method == "POST" and _save_delegation(request, form, delegation_id):
        messages.success(request, _("Pelimpahan kewenangan disimpan."))
        return redirect("md_delegations")
    context = {
        "title": row.office.full_name if row else _("Pelimpahan kewenangan baru"),
        "lead": queries.cited_as(row.instrument) if row else "",
        "fields": _delegation_questions(form, fresh=row is None),
        "errors": form.errors,
        "seen": changing.newest(keeping.DELEGATIONS),
        "back": reverse("md_delegations"),
    }
    return show(request, "masterdata/form.html", context, refused=bool(form.errors))


def _save_delegation(request: HttpRequest, form: TypedForm, delegation_id: UUID | None) -> bool:
    common: dict[str, Any] = {
        "to_date": form.day("to_date"),
        "note": form.line("note", longest=300),
        "seen": form.seen(),
        "actor": the_actor(request),
        "now": clock.now(),
    }
    offices = {str(each.pk): each for each in calendars.served()} if delegation_id is None else {}
    office = offices.get(form.raw("office"))
    first = form.day("from_date", missing=_("Isi tanggal mulainya.")) if delegation_id is None else None
    if delegation_id is None and office is None:
        form.refuse(_("Pilih kantornya."), "office")
    if form.errors:
        return False
    try:
        if delegation_id is not None:
            keeping.change_delegation(delegation_id=delegation_id, **common)
        elif office is not None and first is not None:
            keeping.delegate(office=office, key=form.raw("key"), from_date=first, **common)
    except DomainError as refusal:
        form.refuse(refusal, {"dates": "to_date", "revoked": "key", "not_there": "key"}.get(refusal.code, ""))
        return False
    return True


def _delegation_questions(form: TypedForm, *, fresh: bool) -> list[Question]:
    asked = [
        form.ask("to_date", _("Sampai"), "date", required=False, hint=_("Kosongkan bila belum ditentukan.")),
        form.ask("note", _("Catatan"), required=False),
    ]
    if not fresh:
        return asked
    offices = [(str(office.pk), office.full_name) for office in calendars.served()]
    instruments = [(key, name[:160]) for key, name in queries.names().items()]
    return [
        form.ask("office", _("Kantor"), "select", choices=offices),
        form.ask("key", _("Dasar hukum"), "select", choices=instruments),
        form.ask("from_date", _("Mulai"), "date"),
        *asked,
    ]
