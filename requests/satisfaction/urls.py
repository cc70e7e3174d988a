"""Addresses of results on an office's host: staff first, then everybody."""

from django.urls import path

from satisfaction import views, views_plan, views_public, views_sign

urlpatterns = [
    path("skm/hasil/", views.results, name="skm_results"),
    path("skm/hasil/<uuid:period_id>/", views.result, name="skm_result"),
    path("skm/hasil/<uuid:period_id>/bekukan/", views.freeze, name="skm_freeze"),
    path("skm/hasil/<uuid:period_id>/saran/", views.comments, name="skm_comments"),
    path("skm/hasil/<uuid:period_id>/olah-data.xlsx", views.table, name="skm_table"),
    path("skm/hasil/<uuid:period_id>/rencana/", views_plan.plan, name="skm_plan"),
    path("skm/rencana/<uuid:follow_up_id>/", views_plan.progress, name="skm_progress"),
    path("skm/revisi/<uuid:snapshot_id>/laporan.pdf", views_sign.report, name="skm_report"),
    path("skm/revisi/<uuid:snapshot_id>/tanda-tangan/", views_sign.sign, name="skm_sign"),
    path("kepuasan/", views_public.results, name="skm_public"),
    path("kepuasan/<slug:slug>/", views_public.result, name="skm_public_result"),
    path("kepuasan/<slug:slug>/hasil.json", views_public.as_json, name="skm_public_json"),
    path("kepuasan/<slug:slug>/poster-<str:paper>.pdf", views_public.poster, name="skm_poster"),
]
