"""Two people at once, pressing twice, the wrong person, no session: nothing lost, nothing done twice."""

import pytest

from tests.functional import counter
from tests.functional.by_token import Hands, page_of

pytestmark = pytest.mark.browser
JATIROTO = "kec-jatiroto"
LUMAJANG = "kec-lumajang"


def test_two_tabs_the_second_is_told_who_came_first_and_keeps_its_words(enter, site) -> None:
    file = Hands(site, LUMAJANG).receive("kp4")
    first, second = enter(LUMAJANG, "COUNTER"), enter(LUMAJANG, "OPERATOR")
    first.open(page_of(file))
    second.open(page_of(file))
    second.page.locator("#act-return > summary").click()
    second.page.fill("#act-return [name=missing_other]", "Materai belum ada")
    second.page.fill("#act-return [name=note]", "Mohon dibawa besok")
    first.press("Lengkap dan benar")
    second.press("Kembalikan kepada pemohon")
    second.sees("Berkas ini sudah diubah orang lain", "Sari Wulandari", "Diperiksa")
    assert second.page.input_value("[name=missing_other]") == "Materai belum ada"
    assert second.page.input_value("[name=note]") == "Mohon dibawa besok"
    first.open(page_of(file))
    first.sees("Menunggu tanda tangan Camat Lumajang")


def test_two_tabs_of_the_same_intake_make_two_files_but_one_form_only_one(enter, site) -> None:
    """Pressed twice, and sent once more from behind: the same file, the same number."""
    officer = enter(LUMAJANG, "COUNTER")
    counter.begin(officer, "kp4", counter.new_nik())
    page = officer.page
    counter.answer(page, {**counter.PERSON, "desa": "Kaliboto Lor", "sk_pensiun": "SK-1"})
    counter.tick_all(page)
    before = site.ask("SELECT count(*) FROM o_350810.applications_file")[0][0]
    sent = page.evaluate(
        """async () => {
            const form = document.querySelector('[data-finish]').form;
            const body = new URLSearchParams(new FormData(form));
            body.append('do', 'receive');
            const send = () => fetch(form.action, {method: 'POST', body});
            const answers = await Promise.all([send(), send(), send()]);
            return answers.map(answer => answer.url);
        }"""
    )
    assert len(set(sent)) == 1, sent
    assert "/berkas/" in sent[0]
    with officer.leaving():
        page.locator("[data-finish]").dblclick()
    assert page.url == sent[0]
    assert site.ask("SELECT count(*) FROM o_350810.applications_file")[0][0] == before + 1


def test_a_double_press_does_a_step_once(enter, site) -> None:
    file = Hands(site, LUMAJANG).receive("kp4")
    officer = enter(LUMAJANG, "COUNTER")
    officer.open(page_of(file))
    with officer.leaving():
        officer.page.get_by_role("button", name="Lengkap dan benar").dblclick()
    officer.sees("Menunggu tanda tangan Camat Lumajang")
    events = site.ask(
        "SELECT count(*) FROM o_350810.applications_event WHERE file_id = %s AND action = 'complete'",
        file["file_id"],
    )
    assert events == [(2,)]


def test_the_wrong_person_is_told_and_nothing_happens(enter, site) -> None:
    file = Hands(site, LUMAJANG).until("kp4", "SIGN")
    informant = enter(LUMAJANG, "INFORMATION")
    assert informant.open("/terima/") == 403
    informant.sees("Peran Anda di kantor ini tidak mencakup halaman ini")
    assert informant.open(page_of(file)) == 200
    informant.sees("Menunggu tanda tangan Camat Lumajang")
    assert informant.page.locator("main form[action*='/tindakan/']").count() == 0
    assert informant.page.get_by_role("button", name="Tampilkan NIK lengkap").count() == 0
    officer = enter(LUMAJANG, "COUNTER")
    officer.open(page_of(file))
    with officer.leaving():
        officer.page.evaluate(POST, f"{page_of(file)}tindakan/complete/")
    officer.sees("Menunggu tanda tangan Camat Lumajang")
    assert enter(LUMAJANG, "OFFICE_ADMIN").open(page_of(file)) == 403
    assert officer.open("/pengaturan/") == 403


# A form as a hostile page or a curious officer would build it: with a good token, for what is not theirs.
POST = """path => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = path;
    const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
    for (const [name, value] of [['csrfmiddlewaretoken', token], ['expected_event', '3']]) {
        const input = document.createElement('input');
        input.name = name;
        input.value = value;
        form.append(input);
    }
    document.body.append(form);
    form.submit();
}"""


def test_a_file_of_another_office_does_not_exist_here(enter, site) -> None:
    file = Hands(site, JATIROTO).receive("sktm-rekomendasi")
    officer = enter(LUMAJANG, "COUNTER")
    for path in ("", "surat/", "surat/pdf/", "cetak/tanda-terima/", "lengkapi/", "perubahan/"):
        assert officer.open(page_of(file) + path) == 404, path
        officer.sees_not(file["receipt_number"] + " ", "SUMIYATI")
    officer.open("/antrean-kerja/")
    with officer.page.expect_navigation() as going:
        officer.page.evaluate(POST, f"{page_of(file)}tindakan/complete/")
    assert going.value.status == 404
    officer.open("/cari/")
    officer.page.fill("[name=q]", "SUMIYATI")
    officer.press("Cari")
    officer.sees_not(str(file["file_id"]))
    there = enter(JATIROTO, "COUNTER")
    there.open(page_of(file))
    there.sees("Sekarang giliran Anda")


def test_who_is_no_longer_signed_in_comes_back_to_the_file(enter, site) -> None:
    """The session ended while a form stood open: sign in, nothing was done, the form is there again."""
    file = Hands(site, LUMAJANG).receive("kp4")
    officer = enter(LUMAJANG, "COUNTER")
    officer.open(page_of(file))
    officer.page.context.clear_cookies(name="sessionid")
    officer.press("Lengkap dan benar")
    officer.sees("Yang baru saja dikirim belum dijalankan")
    account = site.account(LUMAJANG, "COUNTER")
    officer.page.fill("[name=username]", account.username)
    officer.page.fill("[name=password]", account.password)
    officer.press("Masuk")
    assert officer.page.url.endswith(page_of(file))
    officer.sees("Sekarang giliran Anda")


def test_a_form_without_its_token_explains_itself(enter, site) -> None:
    file = Hands(site, LUMAJANG).receive("kp4")
    officer = enter(LUMAJANG, "COUNTER")
    officer.open(page_of(file))
    officer.page.context.clear_cookies(name="csrftoken")
    officer.press("Lengkap dan benar")
    officer.sees("muat ulang", "Belum ada yang disimpan")
    again = enter(LUMAJANG, "COUNTER")
    again.open(page_of(file))
    again.sees("Sekarang giliran Anda")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("nik", "350817450868000", "16 angka"),
        ("tanggal_lahir", "31021968", "tanggal"),
        ("tanggal_lahir", "01012099", "belum terjadi"),
        ("nama", "\U0001f600", "nama"),
        ("nama", "X" * 500, "terlalu panjang"),
        ("telepon", "12", "telepon"),
    ],
)
def test_bad_answers_are_named_and_everything_typed_is_kept(enter, field: str, value: str, said: str) -> None:
    officer = enter(LUMAJANG, "COUNTER")
    counter.begin(officer, "ktp-el", counter.new_nik())
    page = officer.page
    good = {**counter.PERSON, "desa": "Kaliboto Lor"}
    counter.answer(page, {**good, field: value})
    page.check("[name=requirement_group][value=baru]")
    counter.tick_all(page)
    officer.press("Terima berkas")
    summary = page.inner_text(".error-summary")
    assert said.lower() in summary.lower(), summary
    page.locator(".error-summary a").first.click()
    assert page.evaluate("() => document.activeElement.name") == field
    assert page.input_value("[name=kk]") == good["kk"]
    assert page.is_checked("[name=requirement_group][value=baru]")
    assert page.locator("[name=requirement]:checked:visible").count() == 2


def test_an_empty_checklist_is_asked_about(enter) -> None:
    officer = enter(LUMAJANG, "COUNTER")
    counter.begin(officer, "kp4", counter.new_nik())
    page = officer.page
    counter.answer(page, {**counter.PERSON, "desa": "Kaliboto Lor", "sk_pensiun": "SK-1"})
    officer.press("Terima berkas")
    officer.sees("belum ada yang ditandai")
    page.check("[name=none_here]")
    officer.press("Terima berkas")
    officer.sees("Dikembalikan", "Menunggu pemohon")
