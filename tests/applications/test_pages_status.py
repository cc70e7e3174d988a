"""The applicant's page: by a code, without names, without NIK, not for search engines."""

import secrets
from datetime import timedelta

import pytest

from applications import absences, views_public
from applications.workflow_types import Action
from commons import clock as clocks
from commons.clock import wib
from commons.indonesian import back_words
from offices.scope import office_scope
from tests import world
from tests.applications.pages import text, url

pytestmark = pytest.mark.django_db
SKTM = "sktm-rekomendasi"


def status(site, outcome, code=None, address=""):
    """The applicant's page, asked for from an address of its own: what other tests count is not ours."""
    address = address or f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}"
    path = url("status", code or site.file(outcome).track_code)
    return site.stranger().get(path, REMOTE_ADDR=address)


@pytest.mark.parametrize(
    ("kind", "headline", "todo"),
    [
        ("VERIFY", "Berkas Anda sedang dikerjakan", "Kami hubungi lewat WhatsApp bila sudah dapat diambil."),
        ("SIGN", "Berkas Anda menunggu tanda tangan Camat", "Tidak perlu apa-apa."),
        ("HAND_OVER", "Berkas Anda sudah dapat diambil", "Ambil di loket pada jam layanan."),
    ],
)
def test_it_says_where_the_file_is_and_what_to_do(site, kind, headline, todo):
    shown = text(status(site, site.until(SKTM, kind)))
    assert headline in shown
    assert todo in shown


def test_a_returned_file_says_what_to_bring(site):
    outcome = site.receive(SKTM)
    outcome = site.step(outcome, Action.RETURN, missing=("KTP pemohon",), note="x")
    shown = text(status(site, outcome))
    assert "Berkas Anda perlu dilengkapi" in shown
    assert "KTP pemohon" in shown
    assert "Waktu berjalan setelah berkas lengkap dan benar." in shown


def test_what_lies_ready_is_done_and_only_to_be_fetched(site):
    shown = text(status(site, site.until(SKTM, "HAND_OVER")))
    assert "Sudah selesai, tinggal diambil." in shown
    assert "Waktu berjalan setelah" not in shown


@pytest.mark.parametrize(
    ("action", "who", "inputs", "headline"),
    [
        (
            Action.REJECT,
            "secretary",
            {"ground": "RAHASIA TETANGGA"},
            "Permohonan Anda tidak dapat dikabulkan",
        ),
        (Action.WITHDRAW, "counter", {"reason": "RAHASIA TETANGGA"}, "Permohonan ini sudah dicabut"),
        (Action.WAIT, "counter", {"agency": "RAHASIA TETANGGA"}, "Berkas Anda menunggu instansi lain"),
    ],
)
def test_what_colleagues_wrote_is_not_for_passers_by(site, action, who, inputs, headline):
    shown = text(status(site, site.step(site.receive(SKTM), action, who=who, **inputs)))
    assert headline in shown
    assert "RAHASIA" not in shown


def test_a_leader_who_returns_after_the_promise_is_said_as_it_is(site, clock):
    """No hour is made up for the return, and nobody is sent for a letter that cannot be there yet."""
    outcome = site.until(SKTM, "SIGN")
    now = clocks.now()
    back = (wib(now) + timedelta(days=5)).replace(hour=0, minute=0, second=0, microsecond=0)
    with office_scope(site.office):
        absences.enter_absence(
            actor=site.people["secretary"], from_at=now, to_at=back, reason="Dinas luar", now=now
        )
    shown = text(status(site, outcome))
    assert f"kembali {back_words(back)}." in shown
    assert "00.00" not in shown
    assert "Tanyakan dulu sebelum datang." in shown


def test_no_name_no_nik_no_telephone_no_officer(site):
    outcome = site.until(SKTM, "HAND_OVER")
    body = status(site, outcome).content.decode()
    for part in ("SITI", "AMINAH", world.VALUES["nik"], "350817", "0812", "Krajan", "Sari", "Bagus", "Retno"):
        assert part not in body, part
    assert "S. A." in body


def test_a_signed_letter_leads_to_its_check_page(site):
    outcome = site.until(SKTM, "HAND_OVER")
    assert "localhost:8000/v/" in status(site, outcome).content.decode()
    assert "/v/" not in status(site, site.until(SKTM, "SIGN")).content.decode()


def test_the_code_is_read_as_people_type_it(site):
    outcome = site.receive(SKTM)
    code = site.file(outcome).track_code
    typed = f"{code[:4]}-{code[4:8]}-{code[8:]}".lower()
    assert status(site, outcome, typed).status_code == 200


def test_an_unknown_code_and_another_offices_code_are_not_found(site, elsewhere):
    outcome = site.receive(SKTM)
    for code in ("0000-0000-0000", "x", "%", "1" * 200):
        assert status(site, outcome, code).status_code == 404
    assert status(elsewhere, outcome, site.file(outcome).track_code).status_code == 404


def test_it_is_not_for_search_engines_and_caches(site):
    answer = status(site, site.receive(SKTM))
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_guessing_is_slowed_down(site):
    outcome = site.receive(SKTM)
    address = f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.7"
    for _n in range(views_public.PER_MINUTE):
        assert status(site, outcome, "0000-0000-0000", address).status_code == 404
    answer = status(site, outcome, address=address)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"


def test_it_costs_few_queries_and_changes_nothing(site, django_assert_max_num_queries):
    outcome = site.until(SKTM, "HAND_OVER")
    code = site.file(outcome).track_code
    status(site, outcome, code)  # what a process remembers of standards is remembered
    with django_assert_max_num_queries(13):
        status(site, outcome, code)
    with office_scope(site.office):
        assert site.file(outcome).event_no == outcome.event
