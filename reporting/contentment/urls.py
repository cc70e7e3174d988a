"""Addresses on the kabupaten's host."""

from django.urls import path

from contentment import views

urlpatterns = [
    path("skm/", views.compilation, name="contentment"),
    path("skm/<slug:slug>/", views.compilation, name="contentment_span"),
    path("skm/<slug:slug>/kompilasi.xlsx", views.workbook, name="contentment_xlsx"),
    path("skm/<slug:slug>/kompilasi.pdf", views.report, name="contentment_pdf"),
]
