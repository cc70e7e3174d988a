"""Sentences for answers: placeholders, whose they are, and that they are offered where a reason is typed."""

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from audit.changing import Stale, newest
from audit.queries import latest
from commons import clock as times
from offices.scope import office_scope, public_scope
from responses import operations, queries
from responses.models import Category, ResponseTemplate
from responses.operations import ResponseRefused, Sentence
from responses.words import PLACEHOLDERS, BadPlaceholder, check, fill
from tests.applications.pages import sit_down
from tests.onboarding.conftest import kabupaten_person, signed_in
from tests.world import staff
from trail import queries as trail

FACTS = {"pemohon": "Sutrisno", "layanan": "SKTM", "nomor": "12", "kantor": "Kecamatan Uji"}


def sentence(key="ktp-buram", **more):
    words = {"category": "RETURN", "title": "KTP buram", "text": "Yth. {pemohon}, fotokopi KTP buram."}
    return Sentence(key=key, **{**words, **more})


def test_placeholders_are_filled_and_unknown_ones_refused():
    text = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    check(text)
    assert fill(text, FACTS) == "Sutrisno SKTM 12 Kecamatan Uji"
    for bad in ("{nik}", "{}", "tanpa } pasangan", "{pemohon", "{{pemohon}}", "{0.__class__}"):
        with pytest.raises(BadPlaceholder):
            check(bad)


@given(st.text(), st.text())
def test_filling_never_fails_and_never_fills_twice(text, name):
    filled = fill(text, {**FACTS, "pemohon": name})
    if "{" not in text:
        assert filled == text


@pytest.mark.django_db
class TestKeeping:
    @pytest.fixture
    def admin(self, database, clock):
        return kabupaten_person("KAB_ADMIN")

    def add(self, actor, scope, **more):
        with scope:
            return operations.add(sentence=sentence(**more), actor=actor, now=times.now())

    def test_an_office_reads_the_kabupatens_and_its_own(self, admin, office_a, office_b):
        people = {office: staff(office)["admin"] for office in (office_a, office_b)}
        self.add(admin, public_scope())
        self.add(people[office_a], office_scope(office_a), title="Milik A")
        self.add(people[office_b], office_scope(office_b), title="Milik B")
        with office_scope(office_a):
            found = queries.suggestions(office_a.id, Category.RETURN, FACTS)
            assert set(ResponseTemplate.objects.values_list("title", flat=True)) == {"KTP buram", "Milik A"}
        assert [each.title for each in found] == ["Milik A", "KTP buram"]
        assert found[0].text == "Yth. Sutrisno, fotokopi KTP buram."

    def test_an_office_changes_neither_the_kabupatens_nor_anothers(self, admin, office_a, office_b):
        shared = self.add(admin, public_scope())
        theirs = self.add(staff(office_b)["admin"], office_scope(office_b))
        own = staff(office_a)["admin"]
        for row in (shared, theirs):
            with office_scope(office_a), pytest.raises(ResponseTemplate.DoesNotExist):
                operations.change(response_id=row.pk, sentence=sentence(), seen=0, actor=own, now=times.now())
        with office_scope(office_a), pytest.raises(ProgrammingError), transaction.atomic():
            ResponseTemplate.objects.create(key="x", category="RETURN", title="x", text="x")

    def test_every_change_is_on_its_trail(self, admin, office_a):
        row = self.add(admin, public_scope())
        with public_scope():
            operations.change(
                response_id=row.pk,
                sentence=sentence(is_active=False),
                seen=newest("response:ktp-buram"),
                actor=admin,
                now=times.now(),
            )
            with pytest.raises(Stale):
                operations.change(
                    response_id=row.pk, sentence=sentence(), seen=0, actor=admin, now=times.now()
                )
        (changed, added) = latest(subject="response:ktp-buram")
        assert (added.action, changed.action) == ("response.added", "response.changed")
        assert (changed.data["old"], changed.data["new"]) == ({"is_active": True}, {"is_active": False})
        with office_scope(office_a):
            self.add(staff(office_a)["admin"], office_scope(office_a))
            assert trail.has_any("response.added")
        assert len(latest(subject="response:ktp-buram")) == 2

    @pytest.mark.parametrize("wrong", [{"key": ""}, {"title": ""}, {"text": ""}, {"category": "X"}])
    def test_what_lacks_something_is_refused(self, admin, wrong):
        with pytest.raises(ResponseRefused):
            self.add(admin, public_scope(), **wrong)
        self.add(admin, public_scope())
        with pytest.raises(ResponseRefused):
            self.add(admin, public_scope())
        with public_scope():
            assert ResponseTemplate.objects.count() == 1

    def test_pages_of_the_kabupaten(self, admin):
        client = signed_in(Client(SERVER_NAME="kabupaten.localhost"), admin)
        data = {
            "key": "ktp-buram",
            "category": "RETURN",
            "title": "KTP buram",
            "text": "Halo {pemohon}",
            "active": "ya",
        }
        for bad in ({"text": "{nik}"}, {"key": "KTP Buram"}, {"active": ""}):
            assert client.post("/data-induk/jawaban/baru/", {**data, **bad}).status_code == 422
        assert client.post("/data-induk/jawaban/baru/", data).status_code == 302
        with public_scope():
            row = ResponseTemplate.objects.get()
        path = f"/data-induk/jawaban/{row.pk}/"
        assert client.get(path).status_code == 200
        assert client.post(path, {**data, "title": "Lain", "seen": "0"}).status_code == 422
        seen = newest("response:ktp-buram")
        assert client.post(path, {**data, "title": "Lain", "seen": seen}).status_code == 302
        assert "Lain" in client.get("/data-induk/jawaban/").content.decode()

    def test_pages_of_an_office(self, admin, office_a, office_b):
        self.add(admin, public_scope())
        people = staff(office_a)
        client = sit_down(office_a, people["admin"])
        data = {"key": "lain", "category": "REJECT", "title": "Lain", "text": "Tidak dapat.", "active": "ya"}
        assert client.post("/pengaturan/contoh-jawaban/baru/", {**data, "text": "{x}"}).status_code == 422
        assert client.post("/pengaturan/contoh-jawaban/baru/", data).status_code == 302
        page = client.get("/pengaturan/contoh-jawaban/").content.decode()
        assert "KTP buram" in page
        assert "Lain" in page
        with office_scope(office_a):
            row = ResponseTemplate.objects.get(key="lain")
        path = f"/pengaturan/contoh-jawaban/{row.pk}/"
        assert client.post(path, {**data, "active": "tidak"}).status_code == 302
        other = sit_down(office_b, staff(office_b)["admin"])
        assert other.get(path).status_code == 404
        for key in ("counter", "head"):
            assert sit_down(office_a, people[key]).get(path).status_code == 403
