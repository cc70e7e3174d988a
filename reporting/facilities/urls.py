"""Addresses of the inventory on an office's host."""

from django.urls import path, re_path

from facilities import views

urlpatterns = [
    path("sarana/", views.inventory, name="facilities"),
    re_path(r"^sarana/bulan/(?P<month>[0-9]{4}-[0-9]{2})/$", views.month, name="facilities_round"),
    path("sarana/foto/<uuid:id>/", views.photo, name="facility_photo"),
    path("sarana/<uuid:id>/", views.item, name="facility"),
]
