"""Addresses of objectives and reports, on an office's host."""

from django.urls import path

from quality import views, views_evidence, views_plan, views_report, views_work

urlpatterns = [
    path("sasaran-mutu/", views.index, name="quality"),
    path("sasaran-mutu/mulai/", views.begin, name="quality_begin"),
    path("sasaran-mutu/susun/", views.draw, name="quality_draw"),
    path("sasaran-mutu/dokumen/<uuid:plan_id>/", views_plan.plan, name="quality_plan"),
    path("sasaran-mutu/dokumen/<uuid:plan_id>/sasaran-mutu.pdf", views_plan.pdf, name="quality_plan_pdf"),
    path("sasaran-mutu/dokumen/<uuid:plan_id>/sasaran/", views_plan.objective, name="quality_objective_new"),
    path(
        "sasaran-mutu/dokumen/<uuid:plan_id>/sasaran/<uuid:objective_id>/",
        views_plan.objective,
        name="quality_objective",
    ),
    path("sasaran-mutu/dokumen/<uuid:plan_id>/<slug:step>/", views_plan.act, name="quality_plan_act"),
    path("sasaran-mutu/laporan/<uuid:report_id>/", views_report.report, name="quality_report"),
    path("sasaran-mutu/laporan/<uuid:report_id>/laporan.pdf", views_report.pdf, name="quality_report_pdf"),
    path(
        "sasaran-mutu/laporan/<uuid:report_id>/penyebab/<uuid:line_id>/",
        views_report.analysis,
        name="quality_analysis",
    ),
    path(
        "sasaran-mutu/laporan/<uuid:report_id>/bukti/<uuid:line_id>/<uuid:evidence_id>/",
        views_evidence.evidence,
        name="quality_evidence",
    ),
    path(
        "sasaran-mutu/laporan/<uuid:report_id>/bukti/<uuid:line_id>/<uuid:evidence_id>/coret/",
        views_evidence.strike,
        name="quality_evidence_strike",
    ),
    path(
        "sasaran-mutu/laporan/<uuid:report_id>/berkas/<uuid:line_id>/",
        views_report.files,
        name="quality_files",
    ),
    path("sasaran-mutu/laporan/<uuid:report_id>/<slug:step>/", views_report.act, name="quality_report_act"),
    path("beban-kerja/", views_work.workload, name="workload"),
    path("beban-kerja/saya/", views_work.own, name="own_work"),
]
