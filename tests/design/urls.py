"""The URL names that the templates use, answered by nothing: enough for `{% url %}` in the preview."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [
    path("", nothing, name="home"),
    path("layanan/<slug:code>/", nothing, name="service"),
    path("layanan/<slug:code>/standar.json", nothing, name="service_json"),
    path("layanan/<slug:code>/standar.csv", nothing, name="service_csv"),
    path("layanan/<slug:code>/selebaran.pdf", nothing, name="service_leaflet"),
    path("janji/", nothing, name="pledges"),
    path("janji/<slug:kind>/poster-<slug:paper>.pdf", nothing, name="pledge_poster"),
    path("pengaturan/janji/", nothing, name="settings_pledges"),
    path("pengaturan/janji/<slug:kind>/", nothing, name="settings_pledge"),
    path("standar-pelayanan.pdf", nothing, name="standards_book"),
    path("status/<slug:code>/", nothing, name="status"),
    path("masuk/", nothing, name="login"),
    path("keluar/", nothing, name="logout"),
    path("masuk/kode/", nothing, name="totp"),
    path("ganti-kata-sandi/", nothing, name="password_change"),
    path("pilih-kantor/", nothing, name="choose_office"),
    path("pindah-kantor/", nothing, name="switch_office"),
    path("antrean/", nothing, name="inbox"),
    path("terima/", nothing, name="intake"),
    path("terima/<slug:code>/", nothing, name="intake_service"),
    path("berkas/<slug:id>/", nothing, name="file"),
    path("berkas/<slug:id>/tindakan/<slug:action>/", nothing, name="file_action"),
    path("berkas/<slug:id>/nik/", nothing, name="file_reveal"),
    path("berkas/<slug:id>/surat/", nothing, name="file_letter"),
    path("berkas/<slug:id>/cetak/<slug:sheet>/", nothing, name="file_print"),
    path("berkas/<slug:id>/hubungi/", nothing, name="file_contact"),
    path("tanda-tangan/", nothing, name="pile"),
    path("tanda-tangan/kirim/", nothing, name="pile_sign"),
    path("register/", nothing, name="register"),
    path("register.xlsx", nothing, name="register_xlsx"),
    path("pengaturan/buku/kertas/isian.xlsx", nothing, name="settings_paper_template"),
    path("register/cetak/", nothing, name="register_print"),
    path("cari/", nothing, name="search"),
    path("kinerja/", nothing, name="own_board"),
    path("laporan/", nothing, name="own_reports"),
    path("pimpinan/", nothing, name="absences"),
    path("pengaturan/", nothing, name="settings"),
    path("pengaturan/jam/", nothing, name="settings_hours"),
    path("pengaturan/pola-nomor/", nothing, name="settings_pattern"),
    path("pengaturan/petugas/", nothing, name="settings_staff"),
    path("pengaturan/daftar/<slug:id>/", nothing, name="settings_poverty_withdraw"),
    path("nomor-antrean/", nothing, name="ticket_new"),
    path("bantuan/", nothing, name="support_files"),
    path("bantuan/berkas/<uuid:id>/", nothing, name="support_file"),
    path("bantuan/akhiri/", nothing, name="support_end"),
    path("pengumuman/", nothing, name="notices"),
    path("pengumuman/<slug:id>/dibaca/", nothing, name="notice_read"),
    path("kantor/", nothing, name="directory"),
    path("bahasa/", nothing, name="set_language"),
    path("v/<slug:code>/", nothing, name="check"),
    path("kantor/urus/", nothing, name="office_care"),
    path("kantor/pulihkan/", nothing, name="office_upload"),
    path("kantor/gabung/", nothing, name="office_merge"),
    path("kantor/<slug:code>/urus/", nothing, name="office_life"),
]
