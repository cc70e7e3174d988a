"""The settings pages of this app and of the office itself, as the list shows them, and the list."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import guests_may_open, role_required, the_actor
from commons import clock
from documents import queries as documents
from documents.office_settings.hours import is_example
from documents.office_settings.shared import LOOKERS
from offices import opening, queries, readiness, settings_pages
from offices.http import office_of
from offices.models import ContactKind, Office
from offices.scope import current_office
from offices.settings_pages import SettingsPage
from regulations.queries import authority_of

Sentence = str | Promise


@role_required(*LOOKERS)
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every settings page, and what is still to be done in it."""
    office, day, actor = office_of(request), clock.today(), the_actor(request)
    items = [
        {
            "url": reverse(page.url_name),
            "title": page.title,
            "text": page.text,
            "missing": page.missing(office.id, day),
        }
        for page in settings_pages.all_pages()
        if not actor.is_support or guests_may_open(reverse(page.url_name))
    ]
    return render(request, "offices/settings.html", {"items": items, "page": "settings"})


def _hours(office_id: UUID, day: date) -> Sentence:
    return _("Masih jam contoh") if is_example(opening.usual_week(office_id, day=day)) else ""


def _letterhead(_office_id: UUID, _day: date) -> Sentence:
    office = current_office()
    if not office.letterhead:
        return _("Kop surat belum diisi")
    return _("Kode unit masih contoh") if office.unit_code_is_example else ""


def _contacts(office_id: UUID, _day: date) -> Sentence:
    kinds = {line.kind for line in queries.contacts(office_id)}
    if ContactKind.ADDRESS not in kinds:
        return _("Alamat kantor belum diisi")
    return "" if kinds & {ContactKind.MOBILE_SERVICE, ContactKind.WHATSAPP} else _("HP Pelayanan belum diisi")


def _sections(office_id: UUID, _day: date) -> Sentence:
    return "" if queries.sections(office_id) else _("Belum diisi")


def _authority(office_id: UUID, day: date) -> Sentence:
    return "" if authority_of(office_id, on=day) else _("Tidak ada kewenangan yang berlaku hari ini")


def _books(_office_id: UUID, day: date) -> Sentence:
    begun = any(book.last for book in documents.books(day.year))
    return "" if begun else _("Buku tahun ini belum dimulai: isi nomor terakhir di buku kertas")


def register_pages() -> None:
    """Put these pages on the list, and what an office needs of them among its readiness checks."""
    _register_checks()
    settings_pages.register(
        SettingsPage(
            "settings_hours",
            _("Jam layanan dan hari tutup"),
            _("Jam buka, istirahat, Ramadan, dan hari tutup kantor ini sendiri."),
            10,
            _hours,
        ),
        SettingsPage(
            "settings_letterhead",
            _("Kop surat dan lambang"),
            _("Yang tercetak di atas surat, kode unit dalam nomor surat, ukuran kertas."),
            30,
            _letterhead,
        ),
        SettingsPage(
            "settings_contacts",
            _("Kontak kantor"),
            _("Alamat, HP Pelayanan, WhatsApp, surel: tampil di halaman untuk warga."),
            40,
            _contacts,
        ),
        SettingsPage("settings_sections", _("Seksi"), _("Susunan seksi dan subbagian."), 50, _sections),
        SettingsPage(
            "settings_authority",
            _("Kewenangan menandatangani"),
            _("Dasar hukum tanda tangan pimpinan; dicatat oleh Bagian Organisasi."),
            60,
            _authority,
        ),
        SettingsPage(
            "settings_pattern",
            _("Pola nomor surat"),
            _("Susunan nomor surat: kode, nomor urut, kode unit, bulan, tahun."),
            65,
        ),
        SettingsPage(
            "settings_books",
            _("Buku dan nomor"),
            _("Nomor awal dari buku kertas, dan memuat Buku Register kertas."),
            70,
            _books,
        ),
        SettingsPage(
            "settings_retention",
            _("Masa simpan data"),
            _("Berapa lama data pemohon disimpan, dan memusnahkan yang boleh dimusnahkan."),
            90,
        ),
    )


def _register_checks() -> None:
    admin, kabupaten = readiness.Doer.OFFICE_ADMIN, readiness.Doer.KABUPATEN
    readiness.register(
        readiness.Check(
            "letterhead", _("Kop surat"), admin, 10, _for(_letterhead), page="settings_letterhead"
        ),
        readiness.Check(
            "contacts", _("Kontak kantor"), admin, 20, _for(_contacts), False, "settings_contacts"
        ),
        readiness.Check("hours", _("Jam layanan"), admin, 30, _for(_hours), False, "settings_hours"),
        readiness.Check("authority", _("Kewenangan menandatangani"), kabupaten, 40, _for(_authority)),
        readiness.Check("books", _("Buku dan nomor"), admin, 70, _for(_books), False, "settings_books"),
    )


def _for(missing: settings_pages.Missing) -> Callable[[Office, date], Sentence]:
    return lambda office, day: missing(office.id, day)
