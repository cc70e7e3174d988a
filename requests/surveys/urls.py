"""Addresses of the satisfaction survey on an office host."""

from django.urls import path

from surveys import views, views_import, views_public, views_settings, views_tablet, views_work

urlpatterns = [
    path("survei/", views_public.start, name="survey_start"),
    path("survei/terima-kasih/", views_public.thanks, name="survey_thanks"),
    path("survei/undian/", views_public.draw, name="survey_draw"),
    path("survei/tablet/", views_tablet.tablet, name="survey_tablet"),
    path("survei/tablet/selesai/", views_tablet.tablet_thanks, name="survey_tablet_thanks"),
    path("survei/tablet/pasang/", views_tablet.tablet_pair, name="survey_tablet_pair"),
    path("survei-kepuasan/", views.index, name="surveys"),
    path("survei-kepuasan/baru/", views.period_new, name="survey_period_new"),
    path("survei-kepuasan/koin/", views_work.coins, name="survey_coins"),
    path("survei-kepuasan/undangan/<uuid:file_id>/", views_work.invite, name="survey_invite"),
    path("survei-kepuasan/<uuid:period_id>/", views.period, name="survey_period"),
    path("survei-kepuasan/<uuid:period_id>/tindakan/", views.period_act, name="survey_period_act"),
    path("survei-kepuasan/<uuid:period_id>/undian/", views.draws, name="survey_draws"),
    path("survei-kepuasan/<uuid:period_id>/undian.csv", views.draws_table, name="survey_draws_table"),
    path("survei-kepuasan/<uuid:period_id>/kertas/", views_work.papers, name="survey_papers"),
    path("survei-kepuasan/<uuid:period_id>/kertas/entri/", views_work.paper, name="survey_paper"),
    path("survei-kepuasan/<uuid:period_id>/impor/", views_import.import_forms, name="survey_import"),
    path(
        "survei-kepuasan/<uuid:period_id>/impor/templat.xlsx",
        views_import.import_template,
        name="survey_import_template",
    ),
    path(
        "survei-kepuasan/<uuid:period_id>/impor/muat/",
        views_import.import_confirm,
        name="survey_import_confirm",
    ),
    path("pengaturan/survei/", views_settings.settings_survey, name="settings_survey"),
]
