"""The law register and the delegations: citations, relations without loops, impact, authority."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import changing
from audit.changing import Stale
from audit.queries import latest
from commons import clock as times
from masterdata import queries
from offices.scope import public_scope
from regulations import keeping
from regulations.keeping import Facts, RegisterRefused, loops
from regulations.models import Amendment, Delegation, Instrument, InstrumentStatus
from regulations.queries import authority_of
from tests.masterdata.conftest import TODAY

OLD, NEW = "uu:25:2009", "uu:23:2014"


def facts(**more):
    return Facts(**{"title": "Pelayanan Publik", "status": "IN_FORCE", **more})


def change(admin, key, seen=None, **more):
    with public_scope():
        return keeping.change(
            key=key,
            facts=facts(**more),
            seen=changing.newest(keeping.subject_of(key)) if seen is None else seen,
            actor=admin,
            now=times.now(),
        )


def amend(admin, key, by):
    with public_scope():
        return keeping.amend(
            key=key,
            by=by,
            since=None,
            note="",
            seen=changing.newest(keeping.subject_of(key)),
            actor=admin,
            now=times.now(),
        )


nodes = st.integers(0, 6).map(str)


@given(st.lists(st.tuples(nodes, nodes), max_size=12), nodes, nodes)
def test_a_loop_is_found_exactly_when_there_is_a_way(edges, start, target):
    reached, grown = {start}, True
    while grown:
        more = {by for one, by in edges if one in reached} - reached
        reached |= more
        grown = bool(more)
    assert loops(start, target, edges) == (target in reached)


@pytest.mark.django_db
class TestRegister:
    def test_spellings_of_one_rule_meet(self, catalogue, admin):
        with public_scope():
            row = keeping.enter(
                citation="Perbup Lumajang No. 007 Tahun 2025 tentang Uji Coba",
                facts=facts(title="Uji Coba"),
                actor=admin,
                now=times.now(),
            )
            assert (row.key, row.kind, row.year) == (
                "perbup-lumajang:7:2025",
                "Peraturan Bupati Lumajang",
                2025,
            )
            with pytest.raises(RegisterRefused, match="sudah ada"):
                keeping.enter(
                    citation="Peraturan Bupati Nomor : 7 Tahun 2025",
                    facts=facts(),
                    actor=admin,
                    now=times.now(),
                )
        (line,) = latest(subject="instrument:perbup-lumajang:7:2025")
        assert line.data["new"]["title"] == "Uji Coba"

    @pytest.mark.parametrize(
        ("citation", "code"),
        [
            ("Surat Kepala Desa Nomor 1 Tahun 2020", "unknown_kind"),
            ("Undang-Undang Nomor nol", "unknown_number"),
            ("Undang-Undang Nomor 23/2013 Tahun 2014", "unknown_number"),
        ],
    )
    def test_what_cannot_be_read_is_refused(self, catalogue, admin, citation, code):
        with public_scope(), pytest.raises(RegisterRefused) as refused:
            keeping.enter(citation=citation, facts=facts(), actor=admin, now=times.now())
        assert refused.value.code == code

    def test_a_revocation_names_its_instrument_and_day(self, catalogue, admin):
        for lack in ({"by": NEW}, {"since": TODAY}, {}):
            with pytest.raises(RegisterRefused):
                change(admin, OLD, status="REVOKED", **lack)
        with public_scope():
            assert Instrument.objects.get(key=OLD).status == InstrumentStatus.IN_FORCE
        change(admin, OLD, status="REVOKED", by=NEW, since=TODAY)
        (line,) = latest(subject=keeping.subject_of(OLD))
        assert line.data["old"]["status"] == "IN_FORCE"
        assert line.data["new"] == {"status": "REVOKED", "since": TODAY.isoformat(), "by": NEW, "note": ""}

    def test_no_loops_and_nothing_older(self, catalogue, admin):
        for key, by, code in ((OLD, OLD, "itself"), (NEW, OLD, "older"), (OLD, "uu:1:1", "not_there")):
            with pytest.raises(RegisterRefused) as refused:
                amend(admin, key, by)
            assert refused.value.code == code
        with public_scope():
            same_year = [
                Instrument.objects.create(
                    key=f"uu:{n}:2021", kind="Undang-Undang", number=str(n), year=2021, title="X"
                ).key
                for n in (90, 91, 92)
            ]
        amend(admin, same_year[0], same_year[1])
        amend(admin, same_year[1], same_year[2])
        with pytest.raises(RegisterRefused) as refused:
            amend(admin, same_year[2], same_year[0])
        assert refused.value.code == "loop"
        with pytest.raises(RegisterRefused, match="melingkar"):
            change(admin, same_year[2], status="REVOKED", by=same_year[0], since=TODAY)
        with public_scope():
            assert Amendment.objects.count() == 2

    def test_an_amendment_is_shown_on_both_sides_and_taken_back(self, catalogue, admin, as_admin):
        made = amend(admin, OLD, NEW)
        assert "Diubah oleh" in as_admin.get(f"/data-induk/hukum/{OLD}/").content.decode()
        assert "Mengubah" in as_admin.get(f"/data-induk/hukum/{NEW}/").content.decode()
        path, seen = f"/data-induk/hukum/{OLD}/perubahan/", changing.newest(keeping.subject_of(OLD))
        assert as_admin.post(path, {"seen": 0, "remove": str(made.pk)}).status_code == 422
        assert as_admin.post(path, {"seen": seen, "remove": str(made.pk)}).status_code == 302
        with public_scope():
            assert not Amendment.objects.exists()

    def test_a_stale_form_is_told_and_keeps_what_was_typed(self, catalogue, admin, as_admin, other_admin):
        change(other_admin, OLD, seen=0, note="Dari Bunga")
        data = {
            "seen": "0",
            "title": "Pelayanan Umum",
            "status": "IN_FORCE",
            "note": "x",
            "since": "",
            "by": "",
        }
        page = as_admin.post(f"/data-induk/hukum/{OLD}/ubah/", data)
        assert page.status_code == 422
        assert "Bunga Lestari sudah mengubah" in page.content.decode()
        assert "Pelayanan Umum" in page.content.decode()
        with public_scope():
            assert Instrument.objects.get(key=OLD).note == "Dari Bunga"
        with pytest.raises(Stale):
            change(admin, OLD, seen=0)

    def test_the_standards_that_rest_on_what_is_over_are_shown(self, published, admin, as_admin):
        with public_scope():
            cited = next(iter(queries.citing()))
            newer = Instrument.objects.create(
                key="uu:99:2026", kind="Undang-Undang", number="99", year=2026, title="Baru"
            )
        change(admin, cited, status="REVOKED", by=newer.key, since=TODAY)
        with public_scope():
            hits = [hit for hit in queries.impact() if hit.key == cited]
        assert [hit.standard.slug for hit in hits] == ["kec-uji-barat"]
        page = as_admin.get(f"/data-induk/hukum/{cited}/").content.decode()
        assert "masih menunjuk produk hukum ini" in page
        assert "Kecamatan Uji Barat" in page
        assert hits[0].text.split(" tentang ")[0] in as_admin.get("/data-induk/hukum/").content.decode()


@pytest.mark.django_db
class TestDelegations:
    def give(self, admin, office, **more):
        with public_scope():
            wanted = {"key": OLD, "from_date": TODAY, "to_date": None, "note": "", **more}
            return keeping.delegate(
                office=office,
                seen=changing.newest(keeping.DELEGATIONS),
                actor=admin,
                now=times.now(),
                **wanted,
            )

    def test_it_gives_authority_until_it_ends(self, catalogue, admin, office_a, office_b):
        row = self.give(admin, office_a, to_date=TODAY + timedelta(days=10))
        assert authority_of(office_a.id, on=TODAY)
        assert authority_of(office_b.id, on=TODAY) is None
        with public_scope():
            assert queries.delegation_state(row, TODAY) == "SOON"
            keeping.change_delegation(
                delegation_id=row.pk,
                to_date=TODAY,
                note="Berakhir",
                seen=changing.newest(keeping.DELEGATIONS),
                actor=admin,
                now=times.now(),
            )
        assert authority_of(office_a.id, on=TODAY + timedelta(days=1)) is None
        newest = latest(subject=keeping.DELEGATIONS)[0]
        assert newest.data["old"]["to"] == "2026-11-30"
        assert newest.data["new"]["to"] == "2026-11-20"

    @pytest.mark.parametrize(
        "wrong", [{"key": "uu:1:1"}, {"key": "uu:32:2004"}, {"to_date": TODAY - timedelta(days=1)}]
    )
    def test_what_gives_none_is_refused(self, catalogue, admin, office_a, wrong):
        with pytest.raises(RegisterRefused):
            self.give(admin, office_a, **wrong)
        with public_scope():
            assert not Delegation.objects.exists()

    @pytest.mark.parametrize(
        ("first", "last", "revoked", "state"),
        [
            (-10, None, False, "IN_FORCE"),
            (-10, 61, False, "IN_FORCE"),
            (-10, 60, False, "SOON"),
            (-10, 0, False, "SOON"),
            (-10, -1, False, "OVER"),
            (1, None, False, "LATER"),
            (-10, None, True, "REVOKED"),
        ],
    )
    def test_how_it_stands(self, first, last, revoked, state):
        row = Delegation(
            from_date=TODAY + timedelta(days=first),
            to_date=None if last is None else TODAY + timedelta(days=last),
            instrument=Instrument(
                status="REVOKED" if revoked else "IN_FORCE",
                status_since=date(2020, 1, 1) if revoked else None,
            ),
        )
        assert queries.delegation_state(row, TODAY) == state

    def test_the_page_names_offices_without_authority(self, published, as_admin, office_b):
        page = as_admin.get("/data-induk/kewenangan/").content.decode()
        assert re.search(r">[^<]*188\.[\d.]+/<wbr>", page), "a number breaks behind its slashes"
        assert re.search(r'<span class="nowrap">\d+ \w+ \d{4} –</span>', page), "a period between its dates"
        warned = page.split("Tanpa kewenangan hari ini:")[1].split("</p>")[0]
        assert "Kelurahan Uji Timur" in warned
        assert "Kecamatan Uji Barat" not in warned

    def test_the_form_enters_one(self, catalogue, as_admin, office_a):
        data = {
            "seen": "0",
            "office": str(office_a.id),
            "key": OLD,
            "from_date": "20-11-2026",
            "to_date": "",
            "note": "",
        }
        assert as_admin.post("/data-induk/kewenangan/baru/", data).status_code == 302
        assert as_admin.post("/data-induk/kewenangan/baru/", data).status_code == 422
        with public_scope():
            row = Delegation.objects.get()
        path = f"/data-induk/kewenangan/{row.pk}/"
        seen = changing.newest(keeping.DELEGATIONS)
        assert as_admin.get(path).status_code == 200
        assert as_admin.post(path, {"seen": seen, "to_date": "31-12-2026", "note": "x"}).status_code == 302
        with public_scope():
            assert Delegation.objects.get().to_date == date(2026, 12, 31)

    def test_a_rehearsal_is_no_office_here(self, catalogue, admin, as_admin, office_a, monkeypatch):
        row = self.give(admin, office_a)
        with public_scope():
            assert [each.id for each in queries.delegations(today=TODAY)] == [row.pk]
            assert queries.touched(row.instrument, today=TODAY).offices
            monkeypatch.setattr(queries, "REHEARSAL", office_a.kemendagri_code)
            assert queries.delegations(today=TODAY) == []
            assert queries.touched(row.instrument, today=TODAY).offices == []
        assert as_admin.get(f"/data-induk/kewenangan/{row.pk}/").status_code == 404
