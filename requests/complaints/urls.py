"""Addresses of complaints on an office host. No code, no name and no words of anybody stand in one."""

from django.urls import path

from complaints import views, views_book, views_lapor, views_public, views_settings

urlpatterns = [
    path("pengaduan/", views_public.complain, name="complain"),
    path("pengaduan/lacak/", views_public.progress, name="complaint_progress"),
    path("pengaduan/poster.pdf", views_public.poster, name="complaint_poster"),
    path("buku-pengaduan/", views.book, name="complaints"),
    path("buku-pengaduan/catat/", views.enter, name="complaint_enter"),
    path("buku-pengaduan/cetak.pdf", views_book.book_pdf, name="complaints_pdf"),
    path("buku-pengaduan/ekspor.xlsx", views_book.book_xlsx, name="complaints_xlsx"),
    path("buku-pengaduan/lapor/", views_lapor.lapor_list, name="complaints_lapor"),
    path("buku-pengaduan/lapor/<uuid:id>/", views_lapor.batch, name="complaints_lapor_batch"),
    path("buku-pengaduan/dari-bawah/", views_book.from_below, name="complaints_below"),
    path("buku-pengaduan/dari-bawah/<uuid:id>/", views_book.below, name="complaint_below"),
    path(
        "buku-pengaduan/dari-bawah/<uuid:id>/bukti/<uuid:paper_id>/",
        views_book.below_evidence,
        name="complaint_below_evidence",
    ),
    path("buku-pengaduan/<uuid:id>/", views.complaint, name="complaint"),
    path("buku-pengaduan/<uuid:id>/lampiran/", views.add_evidence, name="complaint_attach"),
    path("buku-pengaduan/<uuid:id>/lampiran/<uuid:paper_id>/", views.evidence, name="complaint_evidence"),
    path("buku-pengaduan/<uuid:id>/<slug:action>/", views.act, name="complaint_act"),
    path("pengaturan/pengaduan/", views_settings.settings_complaints, name="settings_complaints"),
]
