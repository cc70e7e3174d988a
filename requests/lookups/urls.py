"""Addresses of the poverty list."""

from django.urls import path

from lookups import views

urlpatterns = [
    path("pengaturan/daftar-kemiskinan/", views.lists, name="settings_poverty"),
    path("pengaturan/daftar-kemiskinan/muat/", views.confirm, name="settings_poverty_confirm"),
    path(
        "pengaturan/daftar-kemiskinan/<uuid:list_id>/tarik/", views.withdraw, name="settings_poverty_withdraw"
    ),
]
