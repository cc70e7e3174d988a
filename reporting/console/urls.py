"""Addresses of the console, on the kabupaten's host."""

from django.urls import path

from console import views, views_jobs, views_support

urlpatterns = [
    path("", views.home, name="kabupaten_home"),
    path("kesehatan/<str:code>/", views.office, name="console_office"),
    path("pekerjaan/", views_jobs.jobs, name="console_jobs"),
    path("pekerjaan/<uuid:job_id>/", views_jobs.job, name="console_job"),
    path("pekerjaan/<uuid:job_id>/ulangi/", views_jobs.again, name="console_job_again"),
    path("bantuan/", views_support.history, name="support_history"),
    path("bantuan/minta/<str:code>/", views_support.ask, name="support_ask"),
    path("bantuan/<uuid:access_id>/akhiri/", views_support.end, name="support_stop"),
]
