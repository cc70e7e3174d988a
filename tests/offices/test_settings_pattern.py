"""The page of the number pattern: what it shows, what it refuses, who was first, who may."""

import pytest

from documents.book_patterns import ACTION, change_pattern, seen_now
from documents.models import BookYear, Letter
from documents.queries import letter_rules
from offices.models import Office
from offices.scope import office_scope, public_scope
from tests import world
from tests.applications.pages import inputs, text
from tests.desk import address, asked
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
USUAL = "{kode}/{urut:3}/{unit}/{tahun}"
OTHER = "{urut:4}/{kode}/{unit}/{bulan}/{tahun}"
WHY = "Mengikuti surat edaran <b>penomoran</b>"
FIRST = "0001/100.2.2.5/427.99/XI/2026"


@pytest.fixture(autouse=True)
def _unit(site):
    with public_scope():
        Office.objects.filter(pk=site.office.pk).update(unit_code="427.99")
    site.office.refresh_from_db()


def opened(site):
    return site.at("admin").get(address("settings_pattern"))


def send(site, pattern, *, reason=WHY, do="keep", who="admin", seen=None, **headers):
    known = inputs(opened(site), "")["seen"] if seen is None else seen
    typed = {"pattern": pattern, "reason": reason, "do": do, "seen": known}
    return site.at(who).post(address("settings_pattern"), typed, **headers)


def state(site):
    with office_scope(site.office):
        rows = list(BookYear.objects.exclude(pattern="").values_list("kind", "year", "pattern"))
        return rows, TrailEntry.objects.filter(action=ACTION).count()


def test_it_shows_what_holds_and_the_next_number(site):
    seen = text(opened(site))
    assert USUAL in seen
    assert "Pola bawaan layanan" in seen
    assert "Nomor berikutnya akan menjadi" in seen
    assert "100.2.2.5/001/427.99/2026" in seen
    for words in ("{kode}", "{urut:3}", "{unit}", "{bulan}", "{tahun}", "XI", "427.99"):
        assert words in seen
    assert inputs(opened(site), "")["pattern"] == USUAL


def test_it_is_kept_said_and_used_for_the_next_letter(site, elsewhere):
    answer = send(site, f"  {OTHER} ")
    assert (answer.status_code, answer.url) == (302, address("settings_pattern"))
    assert state(site) == ([("LETTER", 2026, OTHER)], 1)
    assert state(elsewhere) == ([], 0)
    raw = opened(site).content.decode()
    seen = text(opened(site))
    assert "Pola nomor disimpan. Nomor yang sudah terbit tidak berubah." in raw
    assert f"pola bawaan → {OTHER}" in seen
    assert "Mulai nomor 1 tahun 2026" in seen
    assert site.people["admin"].name in seen
    assert "&lt;b&gt;penomoran" in raw
    assert FIRST in seen
    site.until("sktm-rekomendasi", "SIGN")
    with office_scope(site.office):
        assert Letter.objects.get().number == FIRST
    assert "0002/100.2.2.5" in text(opened(site))
    assert USUAL in text(elsewhere.at("admin").get(address("settings_pattern")))


def test_a_look_keeps_nothing_and_what_was_typed_stays(site):
    answer = send(site, OTHER, reason="", do="preview", HTTP_HX_REQUEST="true")
    assert answer.status_code == 200
    assert FIRST in text(answer)
    found = inputs(answer, "")
    assert found["pattern"] == OTHER
    assert state(site) == ([], 0)


def test_a_look_at_what_cannot_be_says_why(site):
    answer = send(site, "{urut}-{unit}/{tahun}", do="preview")
    assert answer.status_code == 200
    assert "Pisahkan {urut} dan {unit} dengan garis miring" in text(answer)
    assert "Nomor berikutnya" not in text(answer)
    assert state(site) == ([], 0)
    assert "tidak memuat kode klasifikasi" in text(send(site, "{urut}/{unit}/{tahun}", do="preview"))


def test_a_look_knows_the_numbers_that_exist(site):
    site.until("sktm-rekomendasi", "SIGN")
    with office_scope(site.office):
        Letter.objects.update(number="0009/100.2.2.5/427.99/XI/2026")
    assert "0009/100.2.2.5/427.99/XI/2026" in text(send(site, OTHER, do="preview"))
    answer = send(site, OTHER)
    assert answer.status_code == 422
    assert "kelak keluar sekali lagi" in text(answer)
    assert state(site) == ([], 0)


@pytest.mark.parametrize(
    ("pattern", "reason", "field", "says"),
    [
        ("{urut}/{tahun}", WHY, "pattern", "Tulis {unit}"),
        ("{urut}/{unit}/<b>{tahun}", WHY, "pattern", "huruf, angka"),
        ("x" * 500, WHY, "pattern", "terlalu panjang"),
        ("{urut}/{unit}/{tahun}\x07", WHY, "pattern", "tanda tak terlihat"),
        (USUAL, WHY, "pattern", "sudah dipakai"),
        ("", WHY, "pattern", "sudah dipakai"),
        (OTHER, "", "reason", "mengapa pola"),
        (OTHER, "x" * 201, "reason", "terlalu panjang"),
        (OTHER, "alasan\x07 yang rusak", "reason", "tanda tak terlihat"),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(site, pattern, reason, field, says):
    answer = send(site, pattern, reason=reason)
    assert answer.status_code == 422
    assert says in text(answer)
    assert f'href="#f-{field}"' in answer.content.decode()
    if len(pattern) < 100 and "\x07" not in pattern:
        assert inputs(answer, "")["pattern"] == pattern
    assert state(site) == ([], 0)


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 30])
def test_a_form_that_says_nothing_of_what_it_saw_is_old_once_something_changed(site, seen):
    send(site, OTHER)
    assert send(site, "{urut}/{unit}/{tahun}", seen=seen or " ").status_code == 422
    assert state(site) == ([("LETTER", 2026, OTHER)], 1)


def test_who_comes_second_is_told_and_may_then_save(site):
    form = inputs(opened(site), "")["seen"]
    with office_scope(site.office):
        change_pattern(
            actor=site.people["secretary"],
            year=2026,
            pattern=OTHER,
            rules=letter_rules(),
            unit="427.99",
            reason="Lebih dahulu daripada admin",
            seen=seen_now(),
            now=site.office.created_at,
        )
    mine = "{urut}/{unit}/{bulan}/{tahun}"
    looked = send(site, mine, seen=form, do="preview")
    assert inputs(looked, "")["seen"] == form, "a look makes no form newer"
    unsaid = send(site, mine, seen=form, reason="")
    assert inputs(unsaid, "")["seen"] == form
    answer = send(site, mine, seen=form)
    assert answer.status_code == 422
    assert f"{site.people['secretary'].name} sudah mengubah pola nomor" in text(answer)
    found = inputs(answer, "")
    assert found["pattern"] == mine
    assert OTHER in text(answer)
    assert state(site) == ([("LETTER", 2026, OTHER)], 1)
    assert send(site, mine, seen=found["seen"]).status_code == 302
    assert state(site) == ([("LETTER", 2026, mine)], 2)


def test_nobody_else_changes_it(site, elsewhere):
    form = inputs(opened(site), "")["seen"]
    for who in set(world.PEOPLE) - {"admin"}:
        for do in ("keep", "preview"):
            assert send(site, OTHER, who=who, seen=form, do=do).status_code == 403
    visitor = site.stranger()
    assert visitor.post(address("settings_pattern"), {"pattern": OTHER}).status_code == 302
    visitor.cookies = elsewhere.at("admin").cookies
    assert visitor.post(address("settings_pattern"), {"pattern": OTHER}).status_code in {302, 403}
    assert state(site) == ([], 0)
    assert state(elsewhere) == ([], 0)


def test_an_office_without_a_unit_code_is_told_so(site):
    with public_scope():
        Office.objects.filter(pk=site.office.pk).update(unit_code="")
    assert "unit belum diisi" in text(send(site, OTHER, do="preview"))
    assert send(site, OTHER).status_code == 422
    assert state(site) == ([], 0)


def test_the_page_costs_the_same_after_many_letters_and_changes(site):
    before = asked(site.at("admin"), address("settings_pattern"))
    site.until("sktm-rekomendasi", "SIGN")
    for pattern in (OTHER, "{urut}/{unit}/{tahun}", OTHER):
        assert send(site, pattern).status_code == 302
    assert asked(site.at("admin"), address("settings_pattern")) <= before
