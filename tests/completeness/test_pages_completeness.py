"""The pages of the score: who opens them, whose figures they show, what the files say."""

import csv
import io
from dataclasses import replace
from fractions import Fraction

import pytest

from accounts.permissions import ALL_KABUPATEN
from commons import clock as time
from completeness import facts, linter, queries
from completeness.facts import Fact
from completeness.pages import READERS
from completeness.rules import Found, Proof
from linting.queries import Acceptance, Line
from offices.models import Office
from tests.applications.pages import sit_down
from tests.world import staff

pytestmark = pytest.mark.django_db
KABUPATEN = ("/kelengkapan/", "/kelengkapan/35.99.01/", "/kelengkapan/semua.csv", "/kelengkapan/semua.json")
OWN = ("/kelengkapan/", "/kelengkapan/bukti.csv", "/kelengkapan/bukti.json")


@pytest.mark.parametrize("path", KABUPATEN)
@pytest.mark.parametrize("role", ALL_KABUPATEN)
def test_by_role(published, enter_as, role, path):
    assert enter_as(role).get(path).status_code == (200 if role in READERS else 403)


@pytest.mark.parametrize("path", KABUPATEN)
def test_strangers_are_sent_to_sign_in(published, client_kabupaten, path):
    assert client_kabupaten.get(path).status_code == 302


@pytest.mark.parametrize("path", OWN)
@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("admin", 200), ("head", 200), ("secretary", 200), ("section_head", 200),
        ("counter", 403), ("operator", 403), ("information", 403),
    ],
)  # fmt: skip
def test_an_office_by_role(published, enter_office, key, status, path):
    assert enter_office(key).get(path).status_code == status


def test_an_office_sees_its_own_alone(published, office_a, office_b):
    client = sit_down(office_b, staff(office_b)["admin"])
    page = client.get("/kelengkapan/bukti.csv").content.decode()
    assert office_b.kemendagri_code in page
    assert office_a.kemendagri_code not in page
    assert client.get(f"/kelengkapan/{office_a.kemendagri_code}/").status_code == 404


def test_the_page_says_how_the_parts_make_the_score(published, enter_office):
    client = enter_office("admin")
    (one,) = client.get(OWN[2]).json()["offices"]
    measured = [point for point in one["points"] if point["measured"]]
    whole = sum(point["weight"] for point in measured)
    earned = sum(float(point["got"]) for point in measured)
    assert round(earned * 100 / whole, 1) == float(one["score"])
    sentence = f"÷ {whole} × 100 = {one['score'].replace('.', ',')}."
    assert sentence in client.get(OWN[0]).content.decode()


@pytest.mark.parametrize("path", ["/kelengkapan/35.00.00/", "/kelengkapan/semua.xml"])
def test_what_is_not_there(published, enter_as, path):
    assert enter_as("EXECUTIVE").get(path).status_code == 404


def test_every_point_has_its_proof_in_both_files(published, enter_office):
    client = enter_office("admin")
    rows = list(csv.DictReader(io.StringIO(client.get(OWN[1]).content.decode("utf-8-sig"))))
    (one,) = client.get(OWN[2]).json()["offices"]
    assert len(rows) == sum(len(point["proofs"]) for point in one["points"]) == 5
    assert {row["tautan"] for row in rows} == {
        proof["where"] for point in one["points"] for proof in point["proofs"]
    }
    assert {row["nilai"] for row in rows} == {one["score"]}


def test_what_another_app_measures_appears_everywhere(published, office_a, enter_office, monkeypatch):
    monkeypatch.setattr(facts, "_facts", {})
    proof = Proof("Maklumat", "ditandatangani", "https://x/maklumat/", None, good=True)
    facts.register(
        Fact("maklumat", "Maklumat pelayanan", 10, lambda _o, _n: {office_a.pk: Found(Fraction(1), (proof,))})
    )
    assert "Maklumat pelayanan" in enter_office("admin").get("/kelengkapan/").content.decode()


def test_few_queries_however_many_offices(published, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        found = queries.scored(now=time.now())
    assert {one.code for one in found} >= {"35.99.01", "35.99.02.1001"}


def test_it_is_printed_as_a_pdf(published, enter_office):
    answer = enter_office("admin").get("/laporan/kelengkapan.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_pdf_is_not_for_the_counter(published, enter_office):
    assert enter_office("counter").get("/laporan/kelengkapan.pdf").status_code == 403


@pytest.mark.parametrize("role", ALL_KABUPATEN)
def test_the_kabupaten_prints_it_by_role(published, enter_as, role):
    status = enter_as(role).get("/laporan/kantor/35.99.01/kelengkapan.pdf").status_code
    assert status == (200 if role in READERS else 403)


def checked(office: Office) -> Found | None:
    """What the check of standards says in the office's score."""
    one = queries.scored_one(office.kemendagri_code, now=time.now())
    assert one is not None
    (found,) = [point.found for point in one.points if point.key == "findings"]
    return found


def test_an_open_error_of_the_check_takes_the_standards_part_away(published, office_a, monkeypatch):
    wrong = Line("x", "error", office_a.slug, "sktm", "SKTM", "", "", "", "", "k")
    accepted = replace(wrong, accepted=Acceptance("Sudah diputus.", "Retno", time.now()))
    slight = replace(wrong, severity="warning")
    shares = []
    for lines in ([wrong], [accepted], [slight], []):
        monkeypatch.setattr(linter, "kabupaten_findings", lambda *, now, lines=lines: lines)
        found = checked(office_a)
        assert found is not None
        shares.append(found.share)
    assert shares == [0, 1, 1, 1]


def test_without_standards_the_check_measures_nothing(published, office_b):
    assert checked(office_b) is None
