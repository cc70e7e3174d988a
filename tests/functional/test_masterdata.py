"""The kabupaten announces, closes offices, keeps its law and its sentences; an office reads and uses them."""

import pytest

from tests.config.waiting import until
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
LUMAJANG = "kec-lumajang"
READ = (
    "",
    "layanan/",
    "layanan/sktm-rekomendasi/",
    "layanan/sktm/ubah/",
    "hukum/",
    "hukum-baru/",
    "hukum/uu:32:2004/",
    "kewenangan/",
    "kewenangan/baru/",
    "kalender/2027/",
    "kalender/2031/",
    "jam-khusus/",
    "jawaban/",
)


def test_every_page_of_the_master_data(enter) -> None:
    admin = enter("kabupaten", "KAB_ADMIN")
    admin.open("/")
    admin.follow("Data induk")
    for path in READ:
        assert admin.open(f"/data-induk/{path}") == 200


def test_an_announcement_is_read_at_the_counter(enter) -> None:
    admin = enter("kabupaten", "KAB_ADMIN")
    admin.open("/pengumuman/")
    admin.follow("Pengumuman baru")
    admin.press("Simpan rancangan")
    admin.sees("Tulis judulnya.", "Isian Anda masih ada di bawah")
    admin.page.fill("[name=title]", "Loket dipelihara Sabtu malam")
    admin.page.fill("[name=text]", "Sabtu pukul 20.00 Loket tidak dapat dibuka.")
    admin.page.get_by_label("Penting").check()
    admin.press("Simpan rancangan")
    admin.press("Terbitkan")
    admin.sees("Pengumuman diterbitkan", "Di 0 dari")
    counter = enter(LUMAJANG, "COUNTER", viewport=PHONE)
    counter.open("/antrean-kerja/")
    counter.sees("Penting: Loket dipelihara Sabtu malam")
    counter.press("Sudah saya baca")
    counter.sees("Ditandai sudah dibaca")
    assert counter.page.get_by_text("Sabtu pukul 20.00").count() == 0
    counter.open("/pengumuman/")
    counter.sees("sudah Anda baca")
    admin.page.reload()
    admin.sees("Di 1 dari")
    admin.page.get_by_text("Tarik pengumuman").first.click()
    admin.page.fill("[name=reason]", "Jadwalnya diundur")
    admin.page.locator("button[value=withdraw]").click()
    admin.page.wait_for_load_state()
    admin.sees("Jadwalnya diundur", "Ditarik")
    counter.page.reload()
    counter.sees("Ditarik kabupaten: Jadwalnya diundur")


def test_a_closure_of_all_offices_stands_on_their_public_pages(enter, visit) -> None:
    admin = enter("kabupaten", "KAB_ADMIN")
    admin.open("/data-induk/tutup/")
    day = admin.page.evaluate("""() => {
        const day = new Date(Date.now() + 9 * 86400000);
        return [day.getDate(), day.getMonth() + 1].map(n => String(n).padStart(2, '0')).join('-')
            + '-' + day.getFullYear();
    }""")
    admin.page.fill("[name=reason]", "Pemilihan umum")
    admin.page.fill("[name=from_date]", day)
    admin.press("Tutup kantor pada hari ini")
    admin.sees("Perhitungan ulang janji", "Kantor selesai")
    anybody = visit("kec-jatiroto", viewport=PHONE)
    anybody.open("/")
    anybody.sees("Pemilihan umum")
    admin.open("/data-induk/tutup/")
    admin.press("Batalkan hari tutup")
    anybody.page.reload()
    anybody.sees_not("Pemilihan umum")


def test_a_service_type_from_its_file(enter) -> None:
    admin = enter("kabupaten", "KAB_ADMIN")
    admin.open("/data-induk/layanan-unggah/")
    file = {"name": "baru.yaml", "mimeType": "application/yaml", "buffer": b"code: baru\nbukan: 1\n"}
    admin.page.set_input_files("[name=file]", file)
    admin.press("Periksa berkas")
    admin.sees("Berkas ini belum dapat dipakai", "Baris 2: bukan: isian ini tidak dikenal")
    whole = admin.fetch("/data-induk/layanan/sktm/berkas/").body.decode()
    text = whole.replace("code: sktm\n", "code: legalisasi\n", 1).encode()
    admin.page.set_input_files("[name=file]", {**file, "buffer": text})
    admin.press("Periksa berkas")
    admin.sees("Jenis layanan baru. Belum ada yang disimpan.", "Isian pemohon")
    admin.press("Tambah jenis layanan")
    admin.sees("Jenis layanan disimpan", "legalisasi", "Jenis layanan ditambahkan")


def offered(person) -> bool:
    """Whether the open file page offers sentences."""
    return bool(person.page.locator("#act-return .suggestions").count())


def test_a_sentence_is_offered_where_a_reason_is_typed(enter, site) -> None:
    admin = enter("kabupaten", "KAB_ADMIN", java_script_enabled=False)
    admin.open("/data-induk/jawaban/baru/")
    admin.page.fill("[name=key]", "ktp-buram")
    admin.page.get_by_label("Berkas dikembalikan kepada pemohon").check()
    admin.page.fill("[name=title]", "Fotokopi KTP buram")
    admin.page.fill("[name=text]", "Yth. {pemohon}, fotokopi KTP tidak terbaca.")
    admin.page.get_by_label("Ya", exact=True).check()
    admin.press("Simpan")
    admin.sees("Contoh jawaban disimpan", "Fotokopi KTP buram")
    rows = site.ask(
        "SELECT id FROM o_350810.applications_file WHERE phase = 'OPEN' AND step_kind = 'VERIFY' LIMIT 1"
    )
    assert rows, "the demo has a file to verify"
    counter = enter(LUMAJANG, "COUNTER")
    # A process may go on for a while with the sentences it read before.
    until(lambda: counter.open(f"/berkas/{rows[0][0]}/") and offered(counter))
    counter.page.locator("#act-return > summary").click()
    counter.page.locator("#act-return .suggestions > summary").click()
    counter.page.locator("#act-return [data-insert]").first.click()
    typed = counter.page.input_value("#f-return-note")
    assert typed.startswith("Yth. ")
    assert typed.endswith(", fotokopi KTP tidak terbaca.")
    assert "{" not in typed
