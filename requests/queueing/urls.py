"""Addresses of queue numbers."""

from django.urls import path

from queueing import views, views_devices, views_display, views_kiosk, views_screens_settings, views_turn

urlpatterns = [
    path("antrean/", views.ticket_new, name="ticket_new"),
    path("antrean/<uuid:ticket_id>/karcis.pdf", views.ticket_print, name="ticket_print"),
    path("kiosk/", views_kiosk.kiosk, name="kiosk"),
    path("kiosk/ambil/", views_kiosk.kiosk_issue, name="kiosk_issue"),
    path("kiosk/karcis/<slug:code>/", views_kiosk.kiosk_ticket, name="kiosk_ticket"),
    path("kiosk/karcis/<slug:code>/karcis.pdf", views_kiosk.kiosk_ticket_print, name="kiosk_ticket_print"),
    path("tv/", views_display.display, name="display"),
    path("tv/papan/", views_display.display_board, name="display_board"),
    path("giliran/<slug:code>/", views_turn.turn, name="turn"),
    path("giliran/<slug:code>/isi/", views_turn.turn_part, name="turn_part"),
    path("perangkat/", views_devices.device_pair, name="device_pair"),
    path("perangkat/<slug:kind>/detak/", views_devices.device_beat, name="device_beat"),
    path("pengaturan/layar/", views_screens_settings.settings_screens, name="settings_screens"),
    path(
        "pengaturan/layar/<uuid:device_id>/", views_screens_settings.settings_screen, name="settings_screen"
    ),
]
