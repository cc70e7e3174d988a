"""Addresses of an office's public pages."""

from django.urls import path

from standards import views, views_enact, views_export, views_pledges

urlpatterns = [
    path("", views.home, name="home"),
    path("layanan/<slug:code>/", views.service, name="service"),
    path("layanan/<slug:code>/standar.json", views_export.service_json, name="service_json"),
    path("layanan/<slug:code>/standar.csv", views_export.service_csv, name="service_csv"),
    path("janji/", views_pledges.pledges, name="pledges"),
    path("pengaturan/janji/", views_pledges.settings, name="settings_pledges"),
    path("pengaturan/janji/<slug:kind>/", views_pledges.write, name="settings_pledge"),
    path("pengaturan/standar/", views_enact.enact, name="settings_standards"),
]
