"""Addresses of signing in, on office hosts and on the kabupaten's host."""

from django.urls import path

from accounts import views, views_invitation

urlpatterns = [
    path("masuk/", views.login, name="login"),
    path("masuk/kode/", views.totp_step, name="totp"),
    path("masuk/kode/pasang/", views.totp_setup, name="totp_setup"),
    path("masuk/tiket/<str:code>/", views.switch_ticket, name="switch_ticket"),
    path("undangan/<str:code>/", views_invitation.accept, name="invitation"),
    path("keluar/", views.logout, name="logout"),
    path("pilih-kantor/", views.choose_office, name="choose_office"),
    path("ganti-kantor/", views.switch_office, name="switch_office"),
    path("ganti-kata-sandi/", views.password_change, name="password_change"),
]
