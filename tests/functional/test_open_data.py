"""What everybody may fetch, standards side by side, and telling another system."""

import pytest

from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser


def test_a_stranger_finds_open_data_without_a_cookie(visit) -> None:
    stranger = visit("kabupaten", viewport=PHONE)
    assert stranger.open("/data-terbuka/") == 200
    stranger.sees("Data terbuka", "Kamus data", "Yang tidak diterbitkan")
    assert stranger.page.context.cookies() == []
    offices = stranger.fetch("/data-terbuka/kantor.csv")
    assert (offices.status, offices.kind.split(";")[0]) == (200, "text/csv")
    assert b"Kecamatan Lumajang" in offices.body
    assert b"sktm" in stranger.fetch("/api/v1/offices/kec-lumajang/").body


def test_the_bupatis_office_compares_what_offices_promise(enter) -> None:
    bupati = enter("kabupaten", "EXECUTIVE")
    assert bupati.open("/standar/banding/") == 200
    bupati.follow("Legalisasi Keterangan Model C (KP4)")
    bupati.sees("Jangka Waktu Pelayanan", "Kantor tanpa standar layanan ini", "Kecamatan Jatiroto")
    bupati.sees_not("code_of_ethics")


def test_the_admin_adds_a_receiver_and_pauses_it(enter) -> None:
    admin = enter("kabupaten", "KAB_ADMIN")
    assert admin.open("/webhook/") == 200
    admin.follow("Tambah penerima")
    admin.page.fill("[name=name]", "Dasbor")
    admin.page.fill("[name=url]", "https://10.0.0.1/loket")
    admin.page.get_by_label("Kantor dibuka").check()
    admin.press("Simpan penerima")
    admin.sees("Ada yang perlu dibetulkan", "jaringan dalam")
    admin.page.fill("[name=url]", "https://8.8.8.8/loket")
    admin.press("Simpan penerima")
    admin.sees("Kunci webhook", "whsec_", "hanya ditampilkan sekali")
    admin.follow("Sudah saya simpan, lanjut")
    admin.sees("Dasbor", "Aktif", "Belum ada pesan.")
    admin.press("Hentikan sementara")
    admin.sees("Dihentikan sementara", "Jalankan lagi")
    admin.follow("Hapus penerima")
    admin.press("Hapus penerima")
    admin.sees("Belum ada penerima.")
