"""Addresses of what is promised behind the counter. No address names a person by more than an id."""

from django.urls import path, re_path

from supervision import views, views_competences, views_meetings, views_notes, views_reviews, views_roster

urlpatterns = [
    path("di-balik-loket/", views.behind, name="behind"),
    path("jadwal/", views_roster.roster, name="roster"),
    path("jadwal/minggu/", views_roster.week, name="roster_week"),
    path("kompetensi/", views_competences.competences, name="competences"),
    path("kompetensi/bukti/<uuid:id>/", views_competences.proof, name="competence_proof"),
    path("kompetensi/<uuid:id>/", views_competences.person, name="competences_of"),
    path("pengawasan/", views_reviews.reviews, name="reviews"),
    re_path(
        r"^pengawasan/(?P<month>[0-9]{4}-[0-9]{2})/(?P<role>[a-z_]{1,20})/$",
        views_reviews.review,
        name="review",
    ),
    path("rapat/", views_meetings.meetings, name="meetings"),
    path("rapat/<uuid:id>/", views_meetings.meeting, name="meeting"),
    path("rapat/<uuid:id>/notulen.pdf", views_meetings.minutes_pdf, name="meeting_pdf"),
    path("keputusan/", views_meetings.decisions, name="decisions"),
    path("catatan/", views_notes.notes, name="notes"),
]
