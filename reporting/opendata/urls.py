"""Addresses of open data and of standards side by side, on the kabupaten's host."""

from django.urls import path

from opendata import views, views_data, views_why

urlpatterns = [
    path("standar/banding/", views.choose, name="standards_compare"),
    path("standar/banding/<slug:code>/", views.compare, name="standards_compared"),
    path("beda/", views_why.index, name="standards_why_index"),
    path("beda/<slug:code>/", views_why.why, name="standards_why"),
    path("data-terbuka/", views_data.index, name="open_data"),
    path("data-terbuka/katalog.json", views_data.catalogue, name="open_catalogue"),
    path("data-terbuka/kamus.csv", views_data.dictionary, name="open_dictionary"),
    path("data-terbuka/kantor.csv", views_data.offices, name="open_offices"),
    path("data-terbuka/standar.csv", views_data.standards, name="open_standards"),
    path("data-terbuka/indikator-<int:year>-<int:month>.<str:kind>", views_data.figures, name="open_figures"),
]
