"""Addresses of the master data on the kabupaten's host."""

from django.urls import path

from masterdata import (
    views,
    views_calendar,
    views_law,
    views_recommended,
    views_responses,
    views_services,
)

urlpatterns = [
    path("data-induk/", views.home, name="masterdata"),
    path("data-induk/layanan/", views_services.services, name="md_services"),
    path("data-induk/layanan-unggah/", views_services.upload, name="md_service_upload"),
    path("data-induk/layanan/<slug:code>/", views_services.service, name="md_service"),
    path("data-induk/layanan/<slug:code>/ubah/", views_services.edit, name="md_service_edit"),
    path("data-induk/layanan/<slug:code>/berkas/", views_services.download, name="md_service_file"),
    path("data-induk/hukum/", views_law.register, name="md_law"),
    path("data-induk/hukum-baru/", views_law.edit, name="md_instrument_new"),
    path("data-induk/hukum/<str:key>/", views_law.instrument, name="md_instrument"),
    path("data-induk/hukum/<str:key>/ubah/", views_law.edit, name="md_instrument_edit"),
    path("data-induk/hukum/<str:key>/perubahan/", views_law.amend, name="md_amend"),
    path("data-induk/kewenangan/", views_law.delegations, name="md_delegations"),
    path("data-induk/kewenangan/baru/", views_law.delegation, name="md_delegation_new"),
    path("data-induk/kewenangan/<uuid:delegation_id>/", views_law.delegation, name="md_delegation"),
    path("data-induk/kalender/", views_calendar.calendar, name="md_calendar"),
    path("data-induk/kalender/<int:year>/", views_calendar.year, name="md_year"),
    path("data-induk/kalender/<int:year>/ubah/", views_calendar.change_year, name="md_year_change"),
    path("data-induk/kalender/<int:year>/contoh.csv", views_calendar.template_csv, name="md_year_template"),
    path("data-induk/jam-khusus/", views_calendar.season, name="md_season"),
    path("data-induk/tutup/", views_calendar.closures, name="md_closures"),
    path("data-induk/tutup/ubah/", views_calendar.change_closures, name="md_closures_change"),
    path("data-induk/hitung-ulang/<uuid:job_id>/", views_calendar.job, name="md_job"),
    path("data-induk/anjuran/", views_recommended.index, name="md_recommended"),
    path("data-induk/anjuran/<slug:code>/", views_recommended.service, name="md_recommended_one"),
    path("data-induk/anjuran/<slug:code>/<slug:level>/baru/", views_recommended.issue, name="md_recommend"),
    path(
        "data-induk/anjuran-akhiri/<uuid:recommendation_id>/",
        views_recommended.end,
        name="md_recommended_end",
    ),
    path("data-induk/jawaban/", views_responses.responses, name="md_responses"),
    path("data-induk/jawaban/baru/", views_responses.edit, name="md_response_new"),
    path("data-induk/jawaban/<uuid:response_id>/", views_responses.edit, name="md_response"),
]
