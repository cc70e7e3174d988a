"""Addresses of queue numbers."""

from django.urls import path

from queueing import views

urlpatterns = [
    path("antrean/", views.ticket_new, name="ticket_new"),
    path("antrean/<uuid:ticket_id>/karcis.pdf", views.ticket_print, name="ticket_print"),
]
