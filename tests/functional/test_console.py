"""The kabupaten's admin watches the offices and looks around one; its own admin sees that and ends it."""

from typing import Any

import pytest

from tests.functional.site import manage
from tests.functional.visiting import PHONE, Visitor

pytestmark = pytest.mark.browser
OFFICE, CODE = "kec-jatiroto", "35.08.10"
REASON = "Membantu admin kantor: nomor surat tidak keluar sejak pagi"
JOB = """
    INSERT INTO offices_job (id, kind, state, office_id, steps, details, total, done, error, attempts,
        created_at, beat_at)
    SELECT gen_random_uuid(), %s, s.state, (SELECT id FROM offices_office WHERE kemendagri_code = %s),
        '[]', '{}', 28, 4, CASE WHEN s.state = 'FAILED' THEN 'Skema kantor belum lengkap.' ELSE '' END,
        1, now(), now()
    FROM (SELECT %s AS state) AS s RETURNING id
"""
LOOK = """
from console import operations
from commons import clock
operations.look_at_all(now=clock.now())
operations.survey(now=clock.now())
"""


@pytest.fixture(scope="module")
def looked(site) -> None:
    """The offices were looked at, as beat would have it."""
    manage(site.environment, "shell", "-c", LOOK)


def code_of(site: Any) -> str:
    """The code of the office that is visited."""
    return str(site.ask("SELECT kemendagri_code FROM offices_office WHERE slug = %s", OFFICE)[0][0])


def test_watching_every_office(enter, looked, site):
    admin: Visitor = enter("kabupaten", "KAB_ADMIN")
    admin.open("/")
    admin.sees("kantor perlu perhatian", "Kecamatan Jatiroto")
    admin.page.check("#f-perlu")
    admin.page.select_option("#f-urut", "overdue")
    admin.press("Tampilkan")
    admin.page.select_option("#f-tingkat", "KELURAHAN")
    admin.press("Tampilkan")
    admin.sees_not(f"/kesehatan/{code_of(site)}/")
    admin.open(f"/kesehatan/{code_of(site)}/")
    admin.sees("Berkas terbuka", "Diperiksa dan baik")
    jobs = [
        site.ask(JOB, kind, office, state)[0][0]
        for kind, state, office in (("PROVISION", "FAILED", code_of(site)), ("MIGRATE", "RUNNING", None))
    ]
    admin.open("/pekerjaan/")
    admin.sees("Skema kantor", "Mutakhir", "4 dari 28", "yang sudah selesai tidak diulang")
    admin.follow("Pemutakhiran skema")
    admin.sees("Berjalan")
    site.ask("DELETE FROM offices_job WHERE id = ANY(%s) RETURNING id", jobs)
    admin.eye.check()


def test_looking_around_an_office_until_it_says_no(enter, looked, site):
    admin: Visitor = enter("kabupaten", "KAB_ADMIN")
    admin.open("/")
    admin.follow("Kecamatan Jatiroto")
    admin.follow("Minta akses bantuan")
    admin.press("Mulai akses")
    admin.sees("paling sedikit 20 huruf")
    admin.page.fill("[name=reason]", REASON)
    admin.press("Mulai akses")
    admin.sees(REASON, "Berlaku")
    admin.page.get_by_role("button", name="Masuk").first.click()
    admin.page.wait_for_url("**/bantuan/")
    admin.host = OFFICE
    admin.eye.look(admin.page)
    admin.sees("Berkas kantor ini")
    with admin.leaving():
        admin.page.locator("main .checks a").first.click()
    admin.sees("isinya tidak ditampilkan", "Riwayat")
    admin.open("/pengaturan/")
    admin.sees("Jam layanan")
    assert admin.open("/masuk-antrean-kerja/", OFFICE) == 404
    head: Visitor = enter(OFFICE, "OFFICE_ADMIN", viewport=PHONE)
    head.open("/pengaturan/")
    assert REASON in head.page.inner_text(".support-band")
    head.press("Akhiri akses")
    head.sees("berakhir")
    assert admin.open("/bantuan/") == 403
    admin.host = "kabupaten"
    admin.open("/bantuan/")
    admin.sees("Diakhiri kantor")
    admin.eye.check()


def test_by_keyboard_only(enter, looked, site):
    admin: Visitor = enter("kabupaten", "KAB_ADMIN")
    admin.open(f"/bantuan/minta/{code_of(site)}/")
    page = admin.page
    for _n in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "reason":
            break
    page.keyboard.type(REASON)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    with admin.leaving():
        page.keyboard.press("Enter")
    admin.sees(REASON, "Berlaku")
    for _n in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip().startswith("Akhiri"):
            break
    with admin.leaving():
        page.keyboard.press("Enter")
    admin.sees("Diakhiri yang meminta")
    admin.eye.check()
