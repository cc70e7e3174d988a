"""Addresses of files on an office host. Nothing personal stands in one."""

from django.urls import path

from applications import (
    views_absences,
    views_file,
    views_inbox,
    views_intake,
    views_letter,
    views_letters,
    views_mend,
    views_pile,
    views_public,
    views_search,
)

urlpatterns = [
    path("antrean-kerja/", views_inbox.inbox, name="inbox"),
    path("antrean-kerja/perubahan/", views_inbox.inbox_changes, name="inbox_changes"),
    path("terima/", views_intake.intake, name="intake"),
    path("terima/<slug:code>/surat/", views_letters.letter_look, name="letter_look"),
    path("terima/<slug:code>/", views_intake.intake_service, name="intake_service"),
    path("berkas/<uuid:id>/", views_file.file, name="file"),
    path("berkas/<uuid:id>/perubahan/", views_file.file_changes, name="file_changes"),
    path("berkas/<uuid:id>/tindakan/<slug:action>/", views_file.file_action, name="file_action"),
    path("berkas/<uuid:id>/lengkapi/", views_mend.file_mend, name="file_mend"),
    path("berkas/<uuid:id>/nik/", views_file.file_reveal, name="file_reveal"),
    path(
        "berkas/<uuid:id>/pengantar/<str:requirement>/",
        views_letters.file_letter_check,
        name="file_letter_check",
    ),
    path(
        "berkas/<uuid:id>/pengantar-ditindak/",
        views_letters.file_letters_settled,
        name="file_letters_settled",
    ),
    path("berkas/<uuid:id>/hubungi/", views_file.file_contact, name="file_contact"),
    path("berkas/<uuid:id>/surat/", views_letter.file_letter, name="file_letter"),
    path("berkas/<uuid:id>/surat/pdf/", views_letter.file_letter_pdf, name="file_letter_pdf"),
    path("berkas/<uuid:id>/surat/<int:number>/", views_letter.file_letter_page, name="file_letter_page"),
    path("berkas/<uuid:id>/cetak/<slug:sheet>/", views_letter.file_print, name="file_print"),
    path("tanda-tangan/", views_pile.pile, name="pile"),
    path("tanda-tangan/sahkan/", views_pile.pile_sign, name="pile_sign"),
    path("cari/", views_search.search, name="search"),
    path("pimpinan/", views_absences.absences, name="absences"),
    path("s/<str:code>/", views_public.status, name="status"),
]
