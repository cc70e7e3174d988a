"""Addresses of the Buku Register, the printed standard and the office's settings."""

from django.urls import path

from documents import views, views_draft, views_standard
from documents.office_settings import about, books, hours, letterhead, pages, pattern, retention

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/cetak/", views.register_print, name="register_print"),
    path("register/unduh/", views.register_xlsx, name="register_xlsx"),
    path("layanan/<slug:code>/standar.pdf", views_standard.service_pdf, name="service_pdf"),
    path("layanan/<slug:code>/selebaran.pdf", views_standard.service_leaflet, name="service_leaflet"),
    path("janji/<slug:kind>/poster-<slug:paper>.pdf", views_standard.pledge_poster, name="pledge_poster"),
    path("standar-pelayanan.pdf", views_standard.standards_book, name="standards_book"),
    path("standar/<uuid:version_id>/<slug:slug>.pdf", views_draft.draft_letter, name="draft_letter_pdf"),
    path("pengaturan/", pages.index, name="settings"),
    path("pengaturan/jam/", hours.hours, name="settings_hours"),
    path("pengaturan/jam/khusus/", hours.special, name="settings_special"),
    path("pengaturan/kop/", letterhead.letterhead, name="settings_letterhead"),
    path("pengaturan/kop/contoh/", letterhead.letterhead_pdf, name="settings_letterhead_pdf"),
    path("pengaturan/kop/lambang/", letterhead.emblem, name="settings_emblem"),
    path("pengaturan/kontak/", about.contacts, name="settings_contacts"),
    path("pengaturan/seksi/", about.sections, name="settings_sections"),
    path("pengaturan/kewenangan/", about.authority, name="settings_authority"),
    path("pengaturan/pola-nomor/", pattern.pattern, name="settings_pattern"),
    path("pengaturan/buku/", books.books, name="settings_books"),
    path("pengaturan/buku/kertas/", books.paper, name="settings_paper"),
    path("pengaturan/buku/kertas/isian.xlsx", books.paper_template, name="settings_paper_template"),
    path("pengaturan/masa-simpan/", retention.retention, name="settings_retention"),
    path("pengaturan/buku/kertas/muat/", books.paper_confirm, name="settings_paper_confirm"),
]
