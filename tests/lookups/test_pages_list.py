"""The poverty list: looked at, loaded, looked up, withdrawn. Its people are nobody else's."""

import pytest
from django.core.cache import cache
from django.db import connection

from commons import clock as clocks
from lookups import operations
from lookups.findings import Outcome
from lookups.models import PovertyEntry, PovertyList
from lookups.rows import parse
from offices.scope import office_scope
from tests import world
from tests.applications.pages import inputs, text
from tests.desk import address, asked, upload, xlsx
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
NIK = world.VALUES["nik"]
OTHER = "3508175203850001"
HEAD = ["NIK", "NAMA", "KK", "DESIL"]
SITI = [NIK, "SITI AMINAH", world.VALUES["kk"], "2"]


@pytest.fixture(autouse=True)
def _nothing_held(database):
    yield
    cache.clear()


def check(site, *rows, content=None, **typed):
    sent = {"source": "DTSEN triwulan III 2026", "as_of": "30-09-2026", **typed}
    if content is not None or rows:
        sent["table"] = upload(xlsx(HEAD, *rows) if content is None else content)
    return site.at("admin").post(address("settings_poverty"), sent)


def confirm(site, page, who="admin"):
    form = inputs(page, address("settings_poverty_confirm"))
    return site.at(who).post(address("settings_poverty_confirm"), form)


def counts(site):
    with office_scope(site.office):
        return (PovertyList.objects.count(), PovertyEntry.objects.count(), TrailEntry.objects.count())


def find(site, nik):
    with office_scope(site.office):
        return operations.find(nik, now=clocks.now())


def test_a_list_is_looked_at_and_then_loaded(site, elsewhere):
    page = check(site, SITI, [OTHER, "BUDI", "", ""], [NIK, "SITI LAGI", "", ""])
    assert page.status_code == 200
    seen = text(page)
    assert "Orang yang akan dimuat 2" in seen
    assert "4 NIK ini sudah ada di baris sebelumnya" in seen
    assert "350817******0001" in seen
    assert NIK not in page.content.decode()
    assert counts(site) == (0, 0, 0), "looking loads nothing"
    assert confirm(site, page).status_code == 302
    found = find(site, NIK)
    assert (found.outcome, found.desil, found.name) == (Outcome.FOUND, 2, "SITI AMINAH")
    assert find(elsewhere, NIK).outcome is Outcome.NOT_CHECKED
    assert "2 orang dimuat" in text(site.at("admin").get(address("settings_poverty")))
    with office_scope(site.office):
        line = TrailEntry.objects.get()
        assert (line.action, line.actor_name) == ("lookups.list_loaded", site.people["admin"].name)
        assert NIK not in str(line.data)


def test_people_of_a_list_are_sealed(site):
    confirm(site, check(site, SITI))
    with office_scope(site.office), connection.cursor() as cursor:
        cursor.execute("SELECT person, nik_index FROM lookups_povertyentry")
        ((person, index),) = cursor.fetchall()
    assert NIK.encode() not in bytes(person)
    assert b"SITI" not in bytes(person)
    assert NIK not in index


def test_a_spaced_nik_is_found_all_the_same(site):
    confirm(site, check(site, ["3508 1745 0868 0001", *SITI[1:]]))
    assert find(site, NIK).outcome is Outcome.FOUND


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["350817450868000", "A", "", ""], "harus 16 angka"),
        ([NIK, "", "", ""], "Nama kosong"),
        ([NIK, "A", "123", ""], "Nomor KK"),
        ([NIK, "A", "", "11"], "Desil harus angka 1 sampai 10"),
        ([NIK, "A", "", "²"], "Desil harus angka"),
        ([NIK, "A\x07", "", ""], "tanda tak terlihat"),
        ([3508174508680000, "A", "", ""], "digit terakhirnya hilang"),
    ],
)
def test_a_bad_line_is_named_and_left_out(site, row, says):
    page = check(site, row, [OTHER, "BUDI", "", ""])
    assert says in text(page)
    confirm(site, page)
    assert counts(site)[1] == 1


def test_a_list_of_bad_lines_only_cannot_be_loaded(site):
    page = check(site, ["x", "A", "", ""])
    assert page.status_code == 422
    assert "Tidak ada baris yang dapat dimuat" in text(page)
    assert 'name="token"' not in page.content.decode()
    assert counts(site) == (0, 0, 0)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"source": ""}, "Tulis dari mana"),
        ({"source": "x" * 121}, "terlalu panjang"),
        ({"as_of": ""}, "Tulis tanggal"),
        ({"as_of": "31-02-2026"}, "tidak ada di kalender"),
        ({"as_of": "21-11-2026"}, "masa depan"),
        ({"content": b"\x00\x00"}, "bukan XLSX atau CSV"),
        ({"content": b"PK\x03\x04"}, "rusak atau terkunci"),
        ({"content": b"nama;alamat\nA;B\n"}, "Judul kolom tidak ditemukan"),
    ],
)
def test_what_cannot_be_a_list_is_refused_and_kept_in_the_form(site, typed, says):
    answer = check(site, SITI, **{"content": None, **typed})
    assert answer.status_code == 422
    assert says in text(answer)
    if "source" not in typed:
        assert "DTSEN triwulan III 2026" in answer.content.decode()
    assert counts(site) == (0, 0, 0)


def test_without_a_file_it_is_said(site):
    answer = check(site)
    assert answer.status_code == 422
    assert "Pilih berkasnya dulu" in text(answer)


def test_loading_needs_what_was_looked_at(site, elsewhere):
    page = check(site, SITI)
    form = inputs(page, address("settings_poverty_confirm"))
    stranger = elsewhere.at("admin").post(address("settings_poverty_confirm"), form)
    assert stranger.status_code == 422
    assert counts(elsewhere) == (0, 0, 0)
    for spoiled in ({"token": "x"}, {"as_of": "kemarin"}, {"source": ""}):
        answer = site.at("admin").post(address("settings_poverty_confirm"), form | spoiled)
        assert answer.status_code == 422
    assert confirm(site, page).status_code == 302
    again = confirm(site, page)
    assert again.status_code == 422
    assert "sudah dimuat atau sudah kedaluwarsa" in text(again)
    assert counts(site)[0] == 1


def test_the_newest_list_counts_and_an_old_one_says_so(site):
    confirm(site, check(site, SITI))
    confirm(site, check(site, [OTHER, "BUDI", "", ""], source="DTSEN lama", as_of="01-01-2026"))
    assert find(site, OTHER).outcome is Outcome.TOO_OLD
    seen = text(site.at("admin").get(address("settings_poverty")))
    assert "DTSEN lama Dipakai Terlalu lama" in seen
    assert "DTSEN triwulan III 2026 Digantikan" in seen
    assert "lebih dari enam bulan" in text(site.at("admin").get(address("settings")))


def test_an_old_list_is_said_before_it_is_loaded(site):
    assert "lebih dari enam bulan" in text(check(site, SITI, as_of="01-01-2026"))


def test_a_withdrawn_list_loses_its_people_and_stays_as_a_line(site, elsewhere):
    confirm(site, check(site, SITI))
    with office_scope(site.office):
        row = PovertyList.objects.get()
    path = address("settings_poverty_withdraw", row.id)
    assert elsewhere.at("admin").post(path).status_code == 404
    assert site.at("counter").post(path).status_code == 403
    asked_first = site.at("admin").get(path)
    assert "Tarik daftar ini?" in text(asked_first)
    assert counts(site)[1] == 1
    assert site.at("admin").post(path).status_code == 302
    assert counts(site) == (1, 0, 2)
    assert find(site, NIK).outcome is Outcome.NOT_CHECKED
    assert site.at("admin").post(path).status_code == 404
    assert "Ditarik" in text(site.at("admin").get(address("settings_poverty")))


def test_verifying_uses_the_loaded_list(site):
    confirm(site, check(site, SITI))
    outcome = site.until("sktm", "VERIFY")
    outcome = site.step(outcome, lookup_reason="")
    assert site.file(outcome).step_kind == "SIGN"


def test_the_page_costs_the_same_for_a_long_list(site):
    confirm(site, check(site, SITI))
    few = asked(site.at("admin"), address("settings_poverty"))
    people = [[f"350817{40 + n % 30 + 1:02d}0868{n + 1:04d}", f"ORANG {n}", "", ""] for n in range(300)]
    confirm(site, check(site, *people))
    assert counts(site)[1] == 301
    assert asked(site.at("admin"), address("settings_poverty")) == few


def test_a_list_is_read_line_by_line():
    parsed = parse(b"\xef\xbb\xbfNomor NIK,Nama Lengkap,Desil Nasional\n" + f"{NIK},SITI,4\n\n".encode())
    assert [(p.nik, p.name, p.kk, p.desil) for p in parsed.people] == [(NIK, "SITI", "", 4)]
    assert parsed.bad == []
