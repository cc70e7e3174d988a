"""Retention: everything is kept until a rule says else; looking counts, removing needs its minutes."""

from datetime import date, timedelta

import pytest

from commons import clock as clocks
from lookups.models import PovertyEntry, PovertyList
from lookups.operations import load_list
from lookups.rows import ParsedList, Person
from offices.scope import office_scope, public_scope
from regulations.models import RetentionRule
from tests.applications.pages import inputs, text
from tests.desk import address
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
URL = "settings_retention"
MINUTES = "045/77/427.98/2026"


def load(site, days_ago, *names):
    with office_scope(site.office):
        load_list(
            actor=site.people["admin"],
            parsed=ParsedList(
                people=[Person(f"350817450868{n:04d}", name, "", 2) for n, name in enumerate(names, start=1)]
            ),
            source="Uji",
            as_of=date(2024, 1, 2),
            now=clocks.now() - timedelta(days=days_ago),
        )


def rule(months=24):
    with public_scope():
        RetentionRule.objects.create(
            subject="lookups.poverty_people",
            keep_months=months,
            ground="Perbup 12/2025",
            changed_at=clocks.now(),
        )


def people(site):
    with office_scope(site.office):
        return PovertyEntry.objects.count()


def lines(site):
    with office_scope(site.office):
        found = TrailEntry.objects.filter(action="retention.removed").order_by("seq")
        return [(row.actor_name, row.data) for row in found]


@pytest.fixture
def old(site):
    """Two people of a list of long ago, one of the list in use."""
    load(site, 800, "SITI AMINAH", "BUDI SANTOSO")
    load(site, 1, "SITI AMINAH")
    return site


def page(site):
    return site.at("admin").get(address(URL))


def send(site, **typed):
    return site.at("admin").post(address(URL), {**inputs(page(site), ""), "minutes": MINUTES, **typed})


def test_without_a_rule_everything_is_kept_and_there_is_nothing_to_press(old):
    seen = text(page(old))
    assert "Orang pada daftar kemiskinan lama Disimpan untuk seterusnya 0 catatan" in seen
    assert "Data pemohon pada berkas selesai Disimpan untuk seterusnya 0 catatan" in seen
    assert "Tidak ada yang perlu dimusnahkan." in seen
    assert "Musnahkan sekarang" not in seen
    assert send(old, sure="1").status_code == 422
    assert people(old) == 3


def test_looking_counts_and_changes_nothing(old):
    rule()
    seen = text(page(old))
    assert "Sebelum 20 November 2024 boleh dimusnahkan Dasar: Perbup 12/2025 2 catatan" in seen
    assert "2 catatan akan hilang untuk selamanya" in seen
    assert (people(old), lines(old)) == (3, [])


def test_removing_takes_what_was_shown_and_is_on_the_trail(old, elsewhere):
    load(elsewhere, 800, "SUMIYATI")
    load(elsewhere, 1, "SUMIYATI")
    rule()
    answer = send(old, sure="1")
    assert answer.status_code == 302
    assert people(old) == 1
    data = {"subject": "lookups.poverty_people", "count": 2, "minutes": MINUTES}
    assert lines(old) == [("Dewi Anggraini", data)]
    seen = text(page(old))
    assert "2 catatan dimusnahkan." in seen
    assert f"Orang pada daftar kemiskinan lama: 2 catatan, berita acara {MINUTES}" in seen
    assert people(elsewhere) == 2
    assert MINUTES not in text(page(elsewhere))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"sure": "1", "minutes": "  "}, "Isi nomor berita acara pemusnahan."),
        ({}, "Centang dulu bahwa data ini memang boleh dimusnahkan."),
        ({"sure": "1", "minutes": "9" * 81}, "Teks terlalu panjang"),
        ({"sure": "1", "seen": "x"}, "Jumlahnya berubah sejak halaman ini dibuka."),
    ],
)
def test_what_is_missing_is_said_and_nothing_goes(old, typed, said):
    rule()
    answer = send(old, **typed)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Belum ada yang dimusnahkan." in text(answer)
    assert (people(old), lines(old)) == (3, [])


def test_a_count_that_changed_since_is_shown_again_first(old):
    rule()
    form = {**inputs(page(old), ""), "minutes": MINUTES, "sure": "1"}
    load(old, 0, "WAGIYEM")
    with office_scope(old.office):
        oldest = PovertyList.objects.order_by("loaded_at")[0]
        PovertyEntry.objects.filter(list=oldest)[0].delete()
    answer = old.at("admin").post(address(URL), form)
    assert answer.status_code == 422
    assert people(old) == 3
    assert inputs(answer, "")["minutes"] == MINUTES
