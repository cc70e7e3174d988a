"""Addresses of a rehearsal, on the host of the office it happens in."""

from django.urls import path

from onboarding import views_rehearsal

urlpatterns = [
    path("latihan/", views_rehearsal.tasks, name="rehearsal"),
    path("latihan/jam/", views_rehearsal.clock_on, name="rehearsal_clock"),
    path("latihan/selesai/", views_rehearsal.finish, name="rehearsal_finish"),
]
