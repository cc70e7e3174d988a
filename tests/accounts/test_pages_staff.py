"""Who works in an office: added, ended, given a new password, in ones and in lists; by its admin only."""

from datetime import date

import pytest
from django.contrib.auth.hashers import check_password

from accounts.models import Assignment, Credential, User
from commons import clock as clocks
from offices.scope import office_scope, public_scope
from tests import world
from tests.applications.pages import Site, inputs, text
from tests.desk import address, asked, upload, xlsx
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
URL = "settings_staff"
NEW = {
    "name": "Retno Wulandari, S.AP",
    "username": "retno.w",
    "title": "Petugas Loket",
    "roles": ["COUNTER", "OPERATOR"],
    "from": "20-11-2026",
}
HEAD = ["Nama pengguna", "Nama", "Jabatan", "Peran", "NIP"]


@pytest.fixture(autouse=True)
def _site(monkeypatch, database):
    """The real addresses of an office: this folder's own site knows none of the pages."""
    from offices import middleware  # noqa: PLC0415
    from offices.http import HostKind  # noqa: PLC0415

    monkeypatch.setitem(middleware.URLCONFS, HostKind.OFFICE, "config.urls.office")


@pytest.fixture
def site(office_a, clock):
    return Site(office_a, world.staff(office_a))


@pytest.fixture
def elsewhere(office_b, site):
    return Site(office_b, world.staff(office_b))


def send(site, who="admin", **typed):
    return site.at(who).post(address(URL), typed)


def add(site, **changes):
    return send(site, **{**NEW, **changes})


def people(site):
    with public_scope():
        rows = Assignment.objects.filter(office=site.office, ended_at=None).select_related("user")
        return {row.user.username: row for row in rows}


def actions(site):
    with office_scope(site.office):
        return list(TrailEntry.objects.order_by("seq").values_list("action", flat=True))


def password_in(answer):
    return answer.content.decode().split("<code>")[1].split("</code>")[0]


def test_a_person_is_added_with_a_first_password_shown_once(site):
    answer = add(site)
    assert answer.status_code == 200
    assert "Hanya tampil sekali" in text(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    row = people(site)["retno.w"]
    assert (row.title, row.roles, row.from_date) == (
        "Petugas Loket",
        ["COUNTER", "OPERATOR"],
        date(2026, 11, 20),
    )
    with public_scope():
        stored = Credential.objects.get(user=row.user)
    assert check_password(password_in(answer), stored.password)
    assert stored.must_change
    assert password_in(answer) not in site.at("admin").get(address(URL)).content.decode()
    assert "account.created" in actions(site)
    assert "assignment.created" in actions(site)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"username": ""}, "username"),
        ({"username": "R W"}, "username"),
        ({"username": "x"}, "username"),
        ({"title": " "}, "title"),
        ({"roles": []}, "roles"),
        ({"roles": ["KAB_ADMIN"]}, "roles"),
        ({"roles": ["RAJA"]}, "roles"),
        ({"nip": "123"}, "nip"),
        ({"from": "31-02-2026"}, "from"),
        ({"to": "kemarin"}, "to"),
        ({"to": "01-01-2026"}, "to"),
        ({"name": "A\x07"}, ""),
        ({"name": "x" * 121}, ""),
    ],
)
def test_who_cannot_be_added_is_refused_and_kept_in_the_form(site, changes, field):
    with public_scope():
        before = User.objects.count()
    answer = add(site, **{"grade": "Penata Muda", **changes})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.context["errors"]] == [field]
    assert "Penata Muda" in answer.content.decode()
    with public_scope():
        assert User.objects.count() == before
    assert actions(site) == []


def test_a_user_name_of_somebody_else_is_refused(site, elsewhere):
    taken = elsewhere.people["counter"]
    with public_scope():
        username = User.objects.get(id=taken.user_id).username
    answer = add(site, username=username)
    assert answer.status_code == 422
    assert username not in people(site)


def test_a_person_of_another_office_gets_a_second_place_and_no_new_password(site, elsewhere):
    with public_scope():
        user = User.objects.get(id=elsewhere.people["counter"].user_id)
    answer = add(site, username=user.username, name=user.name)
    assert "memakai kata sandi yang sudah ada" in text(answer)
    assert "<code>" not in answer.content.decode()
    assert people(site)[user.username].user_id == user.id


def test_the_list_shows_who_is_here_and_who_comes(site, elsewhere):
    add(site, username="nanti", name="Nanti Datang", **{"from": "01-12-2026"})
    seen = text(site.at("admin").get(address(URL)))
    for words in ("Nanti Datang", "Sari Wulandari", "Petugas loket", "belum memasang kode kedua"):
        assert words in seen
    assert elsewhere.office.slug not in seen


def ref(site, key="counter"):
    return str(site.people[key].assignment_id)


def test_ending_is_asked_first_and_then_done(site):
    page = send(site, do=f"end:{ref(site)}")
    assert page.status_code == 200
    assert "Akhiri tugas ini?" in text(page)
    assert people(site), "asking ends nothing"
    form = inputs(page, address(URL))
    assert send(site, **form).status_code == 302
    assert "counter.kec-uji-barat" not in people(site)
    assert "assignment.ended" in actions(site)
    assert send(site, **form).status_code == 404


def test_an_end_may_lie_ahead(site, clock):
    send(site, do="end_now", ref=ref(site), last_day="30-11-2026")
    assert people(site)["counter.kec-uji-barat"].to_date == date(2026, 11, 30)
    assert "sampai 30 November 2026" in text(site.at("admin").get(address(URL)))


@pytest.mark.parametrize("last_day", ["19-11-2026", "31-02-2026", "besok"])
def test_an_end_that_cannot_be_is_refused(site, last_day):
    answer = send(site, do="end_now", ref=ref(site), last_day=last_day)
    assert answer.status_code == 422
    assert last_day in answer.content.decode()
    assert people(site)["counter.kec-uji-barat"].to_date is None


def test_nobody_ends_themselves(site):
    answer = send(site, do="end_now", ref=ref(site, "admin"))
    assert answer.status_code == 422
    assert "hanya dapat diakhiri oleh admin lain" in text(answer)
    assert "admin.kec-uji-barat" in people(site)


def test_a_new_password_is_asked_first_and_shown_once(site):
    page = send(site, do=f"password:{ref(site)}")
    assert "Beri kata sandi baru?" in text(page)
    assert actions(site) == []
    with public_scope():
        Credential.objects.get_or_create(
            user_id=site.people["counter"].user_id,
            defaults={"password": "!", "changed_at": clocks.now()},
        )
    answer = send(site, **inputs(page, address(URL)))
    with public_scope():
        stored = Credential.objects.get(user_id=site.people["counter"].user_id)
    assert check_password(password_in(answer), stored.password)
    assert actions(site) == ["account.password_set"]


def test_no_new_password_for_who_works_elsewhere_too(site, elsewhere):
    """Else the admin of one office could take over somebody's account in another."""
    with public_scope():
        Assignment.objects.create(
            user_id=site.people["counter"].user_id,
            office=elsewhere.office,
            roles=["HEAD"],
            title="Lurah",
            from_date=date(2026, 1, 1),
        )
    answer = send(site, do="password_now", ref=ref(site))
    assert answer.status_code == 422
    assert "tidak berwenang" in text(answer)
    assert actions(site) == []


@pytest.mark.parametrize("do", ["end", "password"])
def test_people_of_another_office_are_not_there(site, elsewhere, do):
    other = ref(elsewhere)
    assert send(site, do=f"{do}:{other}").status_code == 404
    assert send(site, do=f"{do}_now", ref=other).status_code == 404
    for bad in ("", "x", "' OR 1=1"):
        assert send(site, do=f"{do}:{bad}").status_code == 404
    assert "counter.kel-uji-timur" in people(elsewhere)


def load(site, *rows, content=None):
    return send(site, do="table", table=upload(xlsx(HEAD, *rows) if content is None else content))


ONE = ["wati", "Wati Lestari", "Petugas Loket", "Petugas loket, Operator", ""]
TWO = ["agus", "Agus Salim", "Kasi Umum", "SECTION_HEAD", "198001012006041001"]


def test_a_list_adds_everybody(site):
    answer = load(site, ONE, TWO)
    assert answer.status_code == 200
    assert answer.content.decode().count("<code>") == 2
    found = people(site)
    assert found["wati"].roles == ["COUNTER", "OPERATOR"]
    assert found["agus"].user.nip == "198001012006041001"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["wati", "Orang Lain", "Kasi", "HEAD", ""], "Baris 3: Nama pengguna wati milik Wati Lestari"),
        (["a", "Agus", "Kasi", "HEAD", ""], "Baris 3: Nama pengguna terdiri dari"),
        (["agus", "Agus", "Kasi", "RAJA", ""], "Baris 3: Peran tidak dikenal"),
        (["agus", "", "Kasi", "HEAD", ""], "Baris 3: Kolom name kosong"),
        (["agus", "Agus", "Kasi", "HEAD", "12"], "Baris 3: NIP terdiri dari 18 angka"),
    ],
)
def test_one_bad_line_and_nobody_is_added(site, row, says):
    with public_scope():
        before = User.objects.count()
    answer = load(site, ONE, row)
    assert answer.status_code == 422
    assert says in text(answer)
    with public_scope():
        assert User.objects.count() == before
    assert actions(site) == []


def test_a_line_for_another_office_is_refused(site, elsewhere):
    csv = f"nama pengguna;nama;jabatan;peran;kantor\nwati;Wati;Petugas;COUNTER;{elsewhere.office.slug}\n"
    answer = load(site, content=csv.encode())
    assert answer.status_code == 422
    assert "untuk kantor lain" in text(answer)
    assert "wati" not in people(elsewhere)


@pytest.mark.parametrize("content", [b"\x00\x00", b"a;b\n1;2\n", xlsx(HEAD)])
def test_a_file_that_is_no_list_is_refused(site, content):
    assert load(site, content=content).status_code == 422


def test_no_file_is_said(site):
    assert "Pilih berkasnya dulu" in text(send(site, do="table"))


def test_nobody_else_adds_or_ends(site, elsewhere):
    with public_scope():
        before = Assignment.objects.filter(ended_at=None).count()
    for who in set(world.PEOPLE) - {"admin"}:
        assert send(site, who=who, **NEW).status_code == 403
        assert send(site, who=who, do="end_now", ref=ref(site)).status_code == 403
    visitor = site.stranger()
    visitor.cookies = elsewhere.at("admin").cookies
    assert visitor.post(address(URL), NEW).status_code in {302, 403}
    with public_scope():
        assert Assignment.objects.filter(ended_at=None).count() == before


def test_the_page_costs_the_same_for_a_large_office(site):
    few = asked(site.at("admin"), address(URL))
    load(site, *([f"orang{n}", f"Orang {n}", "Petugas", "COUNTER", ""] for n in range(12)))
    assert asked(site.at("admin"), address(URL)) == few
