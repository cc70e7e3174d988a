"""Addresses of an office's public pages, and of its standards while they are written."""

from django.urls import path

from standards import (
    views,
    views_control,
    views_drafts,
    views_enact,
    views_export,
    views_import,
    views_pledges,
    views_section,
)

urlpatterns = [
    path("", views.home, name="home"),
    path("layanan/<slug:code>/", views.service, name="service"),
    path("layanan/<slug:code>/standar.json", views_export.service_json, name="service_json"),
    path("layanan/<slug:code>/standar.csv", views_export.service_csv, name="service_csv"),
    path("janji/", views_pledges.pledges, name="pledges"),
    path("pengaturan/janji/", views_pledges.settings, name="settings_pledges"),
    path("pengaturan/janji/<slug:kind>/", views_pledges.write, name="settings_pledge"),
    path("pengaturan/standar/", views_enact.enact, name="settings_standards"),
    path("standar/", views_drafts.index, name="standards"),
    path("standar/impor/", views_import.upload, name="import_standard"),
    path("standar/impor/<slug:token>/", views_import.found, name="import_found"),
    path("standar/impor/<slug:token>/<int:number>/", views_import.review, name="import_review"),
    path("standar/mulai/", views_drafts.begin, name="standard_begin"),
    path("standar/<uuid:version_id>/", views_drafts.draft, name="standard_draft"),
    path("standar/<uuid:version_id>/pratinjau/", views_section.preview, name="standard_preview"),
    path("standar/<uuid:version_id>/tempatkan/", views_drafts.place, name="standard_place"),
    path("standar/<uuid:version_id>/abaikan/", views_drafts.leave_out, name="standard_leave_out"),
    path("standar/<uuid:version_id>/periksa/", views_drafts.settle, name="standard_settle"),
    path("standar/<uuid:version_id>/batalkan/", views_drafts.give_up, name="standard_give_up"),
    path("standar/<uuid:version_id>/maju/", views_control.advance, name="standard_advance"),
    path("standar/<uuid:version_id>/kembalikan/", views_control.send_back, name="standard_send_back"),
    path("standar/<uuid:version_id>/terbitkan/", views_control.publish, name="standard_publish"),
    path("standar/<uuid:version_id>/beda/", views_control.compare, name="standard_compare"),
    path("standar/cabut/<slug:code>/", views_control.withdraw, name="standard_withdraw"),
    path("standar/<uuid:version_id>/tulis/<slug:slug>/", views_section.section, name="standard_section"),
    path("standar/<uuid:version_id>/lihat/<slug:slug>/", views_section.glance, name="standard_glance"),
]
