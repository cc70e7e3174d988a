"""Addresses of files on an office host. Nothing personal stands in one."""

from django.urls import path

from applications import (
    views_absences,
    views_file,
    views_inbox,
    views_intake,
    views_letter,
    views_mend,
    views_papers,
    views_phone,
    views_pile,
    views_public,
    views_search,
    views_uncollected,
)

urlpatterns = [
    path("antrean-kerja/", views_inbox.inbox, name="inbox"),
    path("antrean-kerja/perubahan/", views_inbox.inbox_changes, name="inbox_changes"),
    path("terima/", views_intake.intake, name="intake"),
    path("terima/<slug:code>/", views_intake.intake_service, name="intake_service"),
    path("berkas/<uuid:id>/", views_file.file, name="file"),
    path("berkas/<uuid:id>/perubahan/", views_file.file_changes, name="file_changes"),
    path("berkas/<uuid:id>/tindakan/<slug:action>/", views_file.file_action, name="file_action"),
    path("berkas/<uuid:id>/lengkapi/", views_mend.file_mend, name="file_mend"),
    path("berkas/<uuid:id>/nik/", views_file.file_reveal, name="file_reveal"),
    path("berkas/<uuid:id>/hubungi/", views_file.file_contact, name="file_contact"),
    path("berkas/<uuid:id>/surat/", views_letter.file_letter, name="file_letter"),
    path("berkas/<uuid:id>/surat/pdf/", views_letter.file_letter_pdf, name="file_letter_pdf"),
    path("berkas/<uuid:id>/surat/<int:number>/", views_letter.file_letter_page, name="file_letter_page"),
    path("berkas/<uuid:id>/cetak/<slug:sheet>/", views_letter.file_print, name="file_print"),
    path("berkas/<uuid:id>/lampiran/", views_papers.file_attach, name="file_attach"),
    path("berkas/<uuid:id>/lampiran/syarat/", views_papers.file_paper, name="file_paper"),
    path(
        "berkas/<uuid:id>/lampiran/<uuid:attachment_id>/coret/",
        views_papers.attachment_strike,
        name="attachment_strike",
    ),
    path("lampiran/<uuid:id>/", views_papers.attachment, name="attachment"),
    path("lampiran/<uuid:id>/kecil/", views_papers.attachment_thumb, name="attachment_thumb"),
    path("lampiran/syarat/", views_papers.draft_attach, name="draft_attach"),
    path("lampiran/hp/", views_phone.phone_link, name="phone_link"),
    path("lampiran/hp/<uuid:id>/", views_phone.phone_arrived, name="phone_arrived"),
    path("foto/<str:token>/", views_phone.phone_send, name="phone_send"),
    path("belum-diambil/", views_uncollected.uncollected, name="uncollected"),
    path("tanda-tangan/", views_pile.pile, name="pile"),
    path("tanda-tangan/sahkan/", views_pile.pile_sign, name="pile_sign"),
    path("cari/", views_search.search, name="search"),
    path("pimpinan/", views_absences.absences, name="absences"),
    path("s/<str:code>/", views_public.status, name="status"),
]
