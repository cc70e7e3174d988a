"""Addresses of letters that go from office to office. No code and no NIK stands in one."""

from django.urls import path

from handoff import views

urlpatterns = [
    path("surat/periksa/", views.letter_check, name="letter_check"),
    path("surat/dipakai/", views.letters_elsewhere, name="letters_elsewhere"),
]
