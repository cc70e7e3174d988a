"""Addresses of the queue on an office host."""

from django.urls import path

from queueing import (
    views,
    views_console,
    views_devices,
    views_display,
    views_end,
    views_kiosk,
    views_screens_settings,
    views_settings,
    views_trips,
    views_turn,
)

urlpatterns = [
    path("antrean/", views_console.console, name="queue"),
    path("antrean/perubahan/", views_console.console_changes, name="queue_changes"),
    path("antrean/loket/", views_console.console_counter, name="queue_counter"),
    path("antrean/berikutnya/", views_console.console_next, name="queue_next"),
    path("antrean/cepat/", views_console.console_quick, name="queue_quick"),
    path("antrean/akhir-hari/", views_end.end, name="queue_end"),
    path("antrean/ambil/", views.ticket_new, name="ticket_new"),
    path("antrean/pulang/", views_trips.trips, name="trips"),
    path("antrean/pulang/<slug:code>/", views_trips.trip_new, name="trip_new"),
    path("antrean/pulang/<uuid:trip_id>/slip.pdf", views_trips.trip_slip, name="trip_slip"),
    path("antrean/pulang/<uuid:trip_id>/datang-lagi/", views_trips.trip_close, name="trip_close"),
    path("antrean/<uuid:ticket_id>/karcis.pdf", views.ticket_print, name="ticket_print"),
    path("kiosk/", views_kiosk.kiosk, name="kiosk"),
    path("kiosk/pekerja.js", views_devices.kiosk_worker, name="kiosk_worker"),
    path("kiosk/ambil/", views_kiosk.kiosk_issue, name="kiosk_issue"),
    path("kiosk/karcis/<slug:code>/", views_kiosk.kiosk_ticket, name="kiosk_ticket"),
    path("kiosk/karcis/<slug:code>/karcis.pdf", views_kiosk.kiosk_ticket_print, name="kiosk_ticket_print"),
    path("tv/", views_display.display, name="display"),
    path("tv/pekerja.js", views_devices.display_worker, name="display_worker"),
    path("tv/papan/", views_display.display_board, name="display_board"),
    path("giliran/<slug:code>/", views_turn.turn, name="turn"),
    path("giliran/<slug:code>/isi/", views_turn.turn_part, name="turn_part"),
    path("perangkat/", views_devices.device_pair, name="device_pair"),
    path("perangkat/<slug:kind>/detak/", views_devices.device_beat, name="device_beat"),
    path("pengaturan/layar/", views_screens_settings.settings_screens, name="settings_screens"),
    path(
        "pengaturan/layar/<uuid:device_id>/", views_screens_settings.settings_screen, name="settings_screen"
    ),
    path("antrean/<uuid:ticket_id>/<slug:action>/", views_console.console_act, name="queue_act"),
    path("pengaturan/antrean/", views_settings.index, name="settings_queue"),
    path("pengaturan/antrean/kelompok/", views_settings.group_new, name="settings_queue_group_new"),
    path("pengaturan/antrean/kelompok/<uuid:group_id>/", views_settings.group, name="settings_queue_group"),
    path("pengaturan/antrean/loket/", views_settings.counter_new, name="settings_queue_counter_new"),
    path(
        "pengaturan/antrean/loket/<uuid:counter_id>/", views_settings.counter, name="settings_queue_counter"
    ),
]
