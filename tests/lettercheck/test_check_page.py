"""Is this letter real? Every state, what is never told, what the NIK opens, how often one may ask."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.workflow_types import Action
from commons import clock
from commons.ids import show_code
from documents.models import Letter
from lettercheck import operations
from lettercheck.details import open_details
from lettercheck.models import LetterIndex
from lettercheck.opening import LETTER_TRIES
from lettercheck.views import NIK_TRIES, TRIES
from offices.hosts import url_of
from offices.models import Job, JobItem, Office, OfficeState
from offices.scope import office_scope, public_scope
from tests import world
from tests.applications.pages import text

pytestmark = pytest.mark.django_db
NIK = world.VALUES["nik"]
OTHER = "3508175203850001"
SECRETS = (NIK, "SITI", "AMINAH", "Krajan", world.VALUES["telepon"], world.VALUES["kk"])


@pytest.fixture(autouse=True)
def _no_counts(database):
    yield
    cache.clear()


def letters(site, outcome):
    with office_scope(site.office):
        return list(Letter.objects.filter(file_id=outcome.file_id).order_by("drawn_at", "id"))


def signed(site, code="sktm-rekomendasi"):
    outcome = site.until(code, "HAND_OVER")
    return letters(site, outcome)[-1]


def look(client, code, **post):
    return client.post(f"/v/{code}", post) if post else client.get(f"/v/{code}")


def test_a_signed_letter_is_real(site, client_base):
    letter = signed(site)
    answer = look(client_base, letter.code)
    seen = text(answer)
    assert answer.status_code == 200
    assert "Surat ini sah" in seen
    facts = (letter.number, "20 November 2026", "Kecamatan Uji Barat", "S. A.", "Retno Wahyuni")
    for words in (*facts, letter.sha256):
        assert words in seen


def test_a_strip_is_checked_like_a_letter(site, client_base):
    letter = signed(site, "sktm")
    assert "Surat ini sah" in text(look(client_base, letter.code))


def test_a_letter_waiting_for_its_signature_says_so(site, client_base):
    (letter,) = letters(site, site.until("sktm-rekomendasi", "SIGN"))
    seen = text(look(client_base, letter.code))
    assert "Belum ditandatangani" in seen
    assert "Surat ini sah" not in seen
    assert "Retno" not in seen


def test_a_void_letter_says_do_not_use(site, client_base):
    outcome = site.until("sktm-rekomendasi", "SIGN")
    site.step(outcome, Action.REJECT, who="head", ground="Data tidak sesuai")
    (letter,) = letters(site, outcome)
    seen = text(look(client_base, letter.code))
    assert "Surat ini batal" in seen
    assert "Jangan dipakai" in seen
    assert "Data tidak sesuai" not in seen, "why is the office's affair"


def test_a_replaced_letter_leads_to_the_new_one(site, client_base):
    outcome = site.until("sktm-rekomendasi", "HAND_OVER")
    outcome = site.step(outcome, receiver="SITI AMINAH")
    outcome = site.step(outcome, Action.CORRECT, who="section_head", reason="Salah tulis alamat")
    assert "Surat ini sah" in text(look(client_base, letters(site, outcome)[0].code)), "until it is replaced"
    outcome = site.step(outcome, Action.CORRECT, who="head")
    old, new = letters(site, outcome)
    answer = look(client_base, old.code)
    assert "Surat ini sudah diganti" in text(answer)
    assert new.number in text(answer)
    assert f'href="/v/{new.code}"' in answer.content.decode()
    assert "Surat ini sah" in text(look(client_base, new.code))


@pytest.mark.parametrize(
    "code", ["AAAABBBBCCCC", "x", "0" * 500, "%00", "<script>alert(1)</script>", "' OR 1=1 --", "😀"]
)
def test_a_code_nobody_has_is_unknown(site, client_base, code):
    signed(site)
    answer = look(client_base, code)
    assert answer.status_code in {400, 404}
    assert "Surat ini sah" not in text(answer)
    assert "<script>alert" not in answer.content.decode()


def test_a_code_may_be_typed_as_it_is_read(site, client_base):
    letter = signed(site)
    grouped = show_code(letter.code)
    misread = letter.code.replace("0", "O").replace("1", "l")
    for typed in (grouped, grouped.lower(), misread, f" {letter.code} "):
        assert "Surat ini sah" in text(look(client_base, typed))


@pytest.mark.parametrize("kind", ["SIGN", "HAND_OVER"])
def test_nothing_personal_is_told_to_a_stranger(site, client_base, kind):
    letter = letters(site, site.until("sktm-rekomendasi", kind))[-1]
    page = look(client_base, letter.code).content.decode()
    for secret in SECRETS:
        assert secret not in page
    assert letter.number in page


def test_the_nik_on_the_letter_opens_what_it_says(site, client_base):
    letter = signed(site)
    answer = look(client_base, letter.code, nik=" 3508 1745 0868 0001 ")
    seen = text(answer)
    assert "SITI AMINAH" in seen
    assert "Kaliboto Lor" in seen
    assert "0001/2026" in seen
    assert NIK not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_another_nik_opens_nothing(site, client_base):
    letter = signed(site)
    answer = look(client_base, letter.code, nik=OTHER)
    assert "NIK ini bukan NIK pada surat" in text(answer)
    assert "Surat ini sah" in text(answer), "that it is real anybody may know"
    for secret in (*SECRETS, OTHER):
        assert secret not in answer.content.decode()


@pytest.mark.parametrize("nik", ["", "123", "350817450868000", "350817450868000X", "9908174508680001"])
def test_a_nik_that_cannot_be_says_why(site, client_base, nik):
    letter = signed(site)
    page = look(client_base, letter.code, nik=nik).content.decode()
    assert "error-text" in page
    assert "SITI" not in page


def test_the_database_alone_does_not_tell(site):
    letter = signed(site)
    with public_scope():
        row = LetterIndex.objects.get(code=letter.code)
    assert b"AMINAH" not in bytes(row.details)
    assert open_details(letter.code, OTHER, bytes(row.details)) is None
    assert open_details("AAAABBBBCCCC", NIK, bytes(row.details)) is None


def test_a_closed_office_s_letters_can_still_be_checked(site, client_base):
    letter = signed(site)
    with public_scope():
        Office.objects.filter(pk=site.office.pk).update(state=OfficeState.SUSPENDED)
    assert "Surat ini sah" in text(look(client_base, letter.code))


def test_the_letters_of_a_merged_office_name_its_successor(site, elsewhere, client_base):
    letter, theirs = signed(site), signed(elsewhere)
    with public_scope():
        job = Job.objects.create(kind="MERGE", office=elsewhere.office, created_at=clock.now())
        JobItem.objects.create(job=job, office=site.office, state="DONE", at=clock.now())
    assert "bergabung" not in text(look(client_base, letter.code)), "it is not over yet"
    with public_scope():
        Office.objects.filter(pk=site.office.pk).update(state=OfficeState.ARCHIVED)
    answer = look(client_base, letter.code)
    assert "Surat ini sah" in text(answer)
    assert "Kantor ini bergabung ke Kelurahan Uji Timur sejak 20 November 2026." in text(answer)
    assert f'href="{url_of("kel-uji-timur")}"' in answer.content.decode()
    assert "bergabung" not in text(look(client_base, theirs.code))


def test_the_check_is_on_the_base_host_only(site, client_a, client_kabupaten):
    letter = signed(site)
    for client in (client_a, client_kabupaten):
        assert client.get(f"/v/{letter.code}").status_code == 404


def test_asking_changes_nothing_and_costs_little(site, client_base):
    letter = signed(site)
    with public_scope():
        before = LetterIndex.objects.values().get(code=letter.code)
    look(client_base, letter.code)
    with CaptureQueriesContext(connection) as captured:
        look(client_base, letter.code)
    assert len(captured) <= 2
    look(client_base, letter.code, nik=NIK)
    with public_scope():
        assert LetterIndex.objects.values().get(code=letter.code) == before


def test_a_form_of_another_site_is_refused(site):
    letter = signed(site)
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert client.post(f"/v/{letter.code}", {"nik": NIK}).status_code == 403


def test_who_asks_too_often_waits(site, client_base):
    letter = signed(site)
    for _n in range(TRIES):
        assert look(client_base, letter.code).status_code == 200
    refused = look(client_base, letter.code)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "sah" not in text(refused)
    other = Client(SERVER_NAME="localhost", REMOTE_ADDR="10.1.2.3")
    assert look(other, letter.code).status_code == 200


def test_niks_are_tried_less_often_still(site, client_base):
    letter = signed(site)
    for _n in range(NIK_TRIES):
        assert look(client_base, letter.code, nik=OTHER).status_code == 200
    refused = look(client_base, letter.code, nik=NIK)
    assert refused.status_code == 429
    assert "SITI" not in text(refused)
    assert look(client_base, letter.code).status_code == 200


def from_everywhere(code, nik, times):
    """Answers to so many tries, each from an address of its own."""
    for number in range(times):
        client = Client(SERVER_NAME="localhost", REMOTE_ADDR=f"10.2.{number // 250}.{number % 250}")
        yield look(client, code, nik=nik)


def test_niks_of_one_letter_are_tried_no_more_often_from_many_addresses(site, client_base):
    letter, other = signed(site), signed(site, "sktm")
    for answer in from_everywhere(letter.code, OTHER, LETTER_TRIES):
        assert "NIK ini bukan NIK pada surat" in text(answer)
    for answer in from_everywhere(letter.code, NIK, 2):
        assert "terlalu sering" in text(answer)
        assert "SITI" not in text(answer)
        assert "Surat ini sah" in text(answer), "that it is real anybody may know"
    assert "SITI AMINAH" in text(look(client_base, other.code, nik=NIK)), "another letter is another count"
    for spelling in (letter.code.lower(), show_code(letter.code)):
        assert "terlalu sering" in text(look(client_base, spelling, nik=NIK))


def test_the_right_nik_is_not_counted(site):
    letter = signed(site)
    for answer in from_everywhere(letter.code, NIK, LETTER_TRIES + 5):
        assert "SITI AMINAH" in text(answer)


def test_a_code_nobody_has_is_not_counted(site, monkeypatch):
    counted: list[object] = []
    monkeypatch.setattr("lettercheck.opening.attempts_left", counted.append)
    for answer in from_everywhere("AAAABBBBCCCC", NIK, 3):
        assert answer.status_code == 404
    assert counted == []


def test_no_nik_is_tried_while_nobody_counts(site, client_base, monkeypatch):
    letter = signed(site)

    def down(*_args, **_kwargs):
        raise ConnectionError

    monkeypatch.setattr("accounts.ratelimit._count", down)
    answer = look(client_base, letter.code, nik=NIK)
    assert "SITI" not in text(answer)
    assert "Surat ini sah" in text(answer)


def test_letters_of_two_offices_are_told_apart(site, elsewhere, client_base):
    mine, theirs = signed(site), signed(elsewhere)
    assert mine.number == theirs.number
    assert "Kecamatan Uji Barat" in text(look(client_base, mine.code))
    assert "Kelurahan Uji Timur" in text(look(client_base, theirs.code))


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("SITI AMINAH", "S. A."),
        ("Moh. Nasa'i", "M. N."),
        ("😀", "–"),
        ("", "–"),
        ("a b c d e f g h", "A. B. C. D. E. F."),
        ("x" * 500, "X."),
    ],
)
def test_initials(name, initials):
    assert operations.initials(name) == initials
    assert len(initials) <= 40
