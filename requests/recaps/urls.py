"""Addresses of the quarterly recap: the office's own, and what everybody may read."""

from django.urls import path

from recaps import views, views_public

urlpatterns = [
    path("rekap/", views.recaps, name="recaps"),
    path("rekap/susun/", views.draft, name="recap_draft"),
    path("rekap/<slug:key>/", views.recap, name="recap"),
    path("rekap/<slug:key>/rekap.pdf", views.recap_pdf, name="recap_pdf"),
    path("rekap/<slug:key>/foto/<uuid:id>/", views.photo, name="recap_photo"),
    path("rekap/<slug:key>/<slug:what>/", views.act, name="recap_act"),
    path("rekap-pengaduan/", views_public.public_recaps, name="public_recaps"),
    path("rekap-pengaduan/<slug:key>/", views_public.public_recap, name="public_recap"),
    path(
        "rekap-pengaduan/<slug:key>/poster-<slug:paper>.pdf", views_public.public_poster, name="recap_poster"
    ),
]
