"""Addresses on an office's host."""

from django.urls import path

from recommended import views

urlpatterns = [
    path("pengaturan/anjuran/", views.index, name="settings_recommended"),
    path("pengaturan/anjuran/<uuid:recommendation_id>/", views.one, name="settings_recommended_one"),
]
