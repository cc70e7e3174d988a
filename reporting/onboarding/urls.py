"""Addresses of bringing offices on, on the kabupaten's host."""

from django.urls import path

from onboarding import views_bulk, views_case, views_people, views_rehearsal

urlpatterns = [
    path("kantor/baru/", views_case.start, name="onboard_start"),
    path("kantor/daftar/", views_bulk.bulk, name="onboard_bulk"),
    path("kantor/daftar/isian.xlsx", views_bulk.template, name="onboard_template"),
    path("kantor/daftar/<uuid:batch_id>/", views_bulk.batch, name="onboard_batch"),
    path("kantor/daftar/<uuid:batch_id>/siapkan/", views_bulk.send, name="onboard_batch_send"),
    path("kantor/daftar/<uuid:batch_id>/sisa.xlsx", views_bulk.rest, name="onboard_batch_rest"),
    path("kantor/<str:code>/", views_case.case, name="onboard_case"),
    path("kantor/<str:code>/isi/<slug:key>/", views_case.step, name="onboard_step"),
    path("kantor/<str:code>/kop.svg", views_case.letterhead_picture, name="onboard_kop"),
    path("kantor/<str:code>/siapkan/", views_case.prepare, name="onboard_prepare"),
    path("kantor/<str:code>/petugas/", views_people.staff, name="onboard_staff"),
    path("orang/", views_people.people, name="kabupaten_people"),
    path("orang/<uuid:assignment_id>/pindah/", views_people.move, name="kabupaten_move"),
    path("kantor/<str:code>/latihan/", views_rehearsal.begin, name="onboard_rehearse"),
    path("kantor/<str:code>/latihan/selesai/", views_rehearsal.end, name="onboard_rehearsed"),
    path("kantor/<str:code>/standar/", views_case.enact, name="onboard_enact"),
    path("kantor/<str:code>/buka/", views_case.open_office, name="onboard_open"),
    path("kantor/<str:code>/bebaskan/", views_case.waive, name="onboard_waive"),
]
