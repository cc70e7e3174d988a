"""Addresses on an office's host."""

from django.urls import path

from responses import views

urlpatterns = [
    path("pengaturan/contoh-jawaban/", views.settings_responses, name="settings_responses"),
    path("pengaturan/contoh-jawaban/baru/", views.edit, name="settings_response_new"),
    path("pengaturan/contoh-jawaban/<uuid:response_id>/", views.edit, name="settings_response"),
]
