"""Addresses of the board on the kabupaten's host."""

from django.urls import path

from board import views, views_disputes

urlpatterns = [
    path("kinerja/", views.board, name="board"),
    path("kinerja/ukuran/<slug:key>/", views.measure, name="board_measure"),
    path("kinerja/kantor/<str:code>/", views.office, name="board_office"),
    path("kinerja/banding/", views.compare, name="board_compare"),
    path("kinerja/keberatan/", views_disputes.disputes, name="board_disputes"),
    path("kinerja/keberatan/<uuid:dispute_id>/", views_disputes.answer, name="board_answer"),
]
