"""Addresses of an office's life after its opening, on the kabupaten's host."""

from django.urls import path

from officelife import views, views_archive, views_merge

urlpatterns = [
    path("kantor/urus/", views.care, name="office_care"),
    path("kantor/pulihkan/", views_archive.upload, name="office_upload"),
    path("kantor/gabung/", views_merge.merge, name="office_merge"),
    path("kantor/<str:code>/urus/", views.office, name="office_life"),
    path("kantor/<str:code>/urus/arsip/", views_archive.export, name="office_export"),
    path("kantor/<str:code>/urus/<slug:what>/", views.change, name="office_change"),
    path("urusan/<uuid:job_id>/", views_archive.job, name="office_job"),
    path("urusan/<uuid:job_id>/kunci/", views_archive.key, name="office_key"),
    path("urusan/<uuid:job_id>/unduh/", views_archive.take, name="office_take"),
    path("urusan/<uuid:job_id>/arsip.zip", views_archive.archive, name="office_archive"),
    path("urusan/<uuid:job_id>/pulihkan/", views_archive.restore, name="office_restore"),
]
