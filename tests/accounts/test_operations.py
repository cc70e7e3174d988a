"""People and assignments: what is refused changes nothing, what is done is on the right trail."""

import threading
from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.db import IntegrityError, connection, transaction

from accounts import operations, queries, throttle
from accounts.backends import CredentialBackend
from accounts.errors import AccountError, Forbidden, LockedOut
from accounts.models import Assignment, Credential, LoginThrottle, Role, User
from audit import queries as kabupaten_trail
from commons.clock import now, today
from commons.text import BadText
from offices.scope import office_scope, public_scope
from tests.accounts.conftest import SINCE, actor, assign
from trail import queries as trail


def create(**facts):
    """A new account with good facts but those given."""
    values = {"username": "sari", "name": "Sari Wulandari", "actor": None, "now": now(), **facts}
    return operations.create_user(**values)


def test_a_new_account_has_an_argon2_hash_and_a_first_password(public_db):
    made = create(nip="198001012006041001", grade="Penata", name="  Sari   Wulandari ")
    assert made.user.name == "Sari Wulandari"
    credential = Credential.objects.get(user=made.user)
    assert identify_hasher(credential.password).algorithm == "argon2"
    assert credential.must_change
    assert made.password not in credential.password
    assert CredentialBackend().authenticate(None, "sari", made.password) == made.user
    assert create(username="budi").password != made.password


def test_an_account_for_whom_a_link_invites_has_no_password_that_opens_it(public_db):
    made = create(by_link=True)
    credential = Credential.objects.get(user=made.user)
    assert made.password is None
    assert credential.must_change
    for guess in ("", credential.password, "None"):
        assert CredentialBackend().authenticate(None, "sari", guess) is None


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"username": "ab"}, "bad_username"),
        ({"username": "sari wulan"}, "bad_username"),
        ({"username": "śari"}, "bad_username"),
        ({"username": "<script>"}, "bad_username"),
        ({"username": "-sari"}, "bad_username"),
        ({"username": "x" * 61}, "bad_username"),
        ({"name": "   "}, "bad_name"),
        ({"nip": "12345"}, "bad_nip"),
        ({"nip": "19800101200604100x"}, "bad_nip"),
        ({"password": "pendek"}, "weak_password"),
        ({"password": "1234567890"}, "weak_password"),
        ({"password": "sari wulandari"}, "weak_password"),
        ({"password": "x" * 300}, "weak_password"),
    ],
)
def test_bad_facts_make_no_account(public_db, facts, code):
    before = len(kabupaten_trail.latest())
    with pytest.raises(AccountError) as refusal:
        create(**facts)
    assert refusal.value.code == code
    assert not User.objects.exists()
    assert len(kabupaten_trail.latest()) == before


@pytest.mark.parametrize("facts", [{"name": "x" * 121}, {"name": "Sari\u202eiras"}, {"grade": "x" * 61}])
def test_bad_text_makes_no_account(public_db, facts):
    with pytest.raises(BadText):
        create(**facts)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name", ["Ma'ruf", "R. Aj. Sulastri, S.Sos., M.Si.", "Sri", "Nguyễn 😀", "<b>Tebal</b>"]
)
def test_names_stay_as_they_are(public_db, name):
    assert create(name=name).user.name == name


def test_a_user_name_is_taken_whatever_its_letter_case(public_db):
    create()
    with pytest.raises(AccountError) as refusal:
        create(username="SARI", name="Orang Lain")
    assert refusal.value.code == "username_taken"
    assert User.objects.get().name == "Sari Wulandari"


def test_an_office_cannot_read_passwords_or_factors(office_a, person):
    person("sari", office_a, "COUNTER")
    from django.db import ProgrammingError  # noqa: PLC0415

    for table in ("accounts_credential", "accounts_secondfactor", "accounts_apitoken", "django_session"):
        with (
            office_scope(office_a),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT * FROM {table}")


def test_an_assignment_is_on_the_trail_of_its_office(office_a, office_b, person):
    sari = person("sari")
    assign(sari, office_a, "OPERATOR", "COUNTER", title="Petugas loket")
    with office_scope(office_a):
        line = trail.latest()[0]
    assert (line.action, line.subject, line.actor_name) == ("assignment.created", f"user:{sari.pk}", "")
    assert line.data["roles"] == ["COUNTER", "OPERATOR"]
    with office_scope(office_b):
        assert trail.latest() == []
    assert "assignment.created" not in [row.action for row in kabupaten_trail.latest()]


@pytest.mark.parametrize(
    ("place", "roles", "code"),
    [
        ("a", [], "no_roles"),
        ("a", ["WIZARD"], "unknown_role"),
        ("a", ["COUNTER", "KAB_ADMIN"], "wrong_place"),
        (None, ["COUNTER"], "wrong_place"),
        (None, ["KAB_ADMIN", "HEAD"], "wrong_place"),
    ],
)
def test_roles_belong_where_they_belong(office_a, person, place, roles, code):
    sari = person("sari")
    with pytest.raises(AccountError) as refusal:
        assign(sari, office_a if place else None, *roles)
    assert refusal.value.code == code
    with public_scope():
        assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"title": " "}, "no_title"),
        ({"to_date": SINCE - timedelta(days=1)}, "bad_dates"),
        ({"user": "nobody"}, "unknown_user"),
    ],
)
def test_an_assignment_needs_a_title_dates_and_a_person(office_a, person, facts, code):
    sari = person("sari")
    if facts.pop("user", None):
        sari.pk = office_a.pk
    with pytest.raises(AccountError) as refusal:
        assign(sari, office_a, "COUNTER", **facts)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (("2026-01-01", None), ("2026-06-01", None), True),
        (("2026-01-01", "2026-05-31"), ("2026-06-01", None), False),
        (("2026-01-01", "2026-06-01"), ("2026-06-01", None), True),
        (("2026-06-01", None), ("2026-01-01", "2026-05-31"), False),
        (("2026-06-01", None), ("2026-01-01", "2026-06-01"), True),
        (("2026-06-01", "2026-06-30"), ("2026-01-01", None), True),
        (("2026-01-01", None), ("2025-01-01", "2025-12-31"), False),
    ],
)
def test_one_assignment_at_a_time_in_one_office(office_a, office_b, person, first, second, refused):
    sari = person("sari")
    days = [[date.fromisoformat(day) if day else None for day in pair] for pair in (first, second)]
    assign(sari, office_a, "COUNTER", from_date=days[0][0], to_date=days[0][1])
    assign(sari, office_b, "COUNTER", from_date=days[0][0], to_date=days[0][1])
    if not refused:
        assign(sari, office_a, "HEAD", from_date=days[1][0], to_date=days[1][1])
        return
    with pytest.raises(AccountError) as refusal:
        assign(sari, office_a, "HEAD", from_date=days[1][0], to_date=days[1][1])
    assert refusal.value.code == "overlap"


def test_an_ended_assignment_makes_room_at_once(office_a, person):
    sari = person("sari")
    row = assign(sari, office_a, "COUNTER")
    operations.end_assignment(assignment_id=row.pk, actor=None, now=now())
    assign(sari, office_a, "HEAD")
    assert queries.people(office_a, on=today())[0].roles == ("HEAD",)


def test_ending_on_a_day_leaves_that_day(office_a, person, clock):
    sari = person("sari")
    row = assign(sari, office_a, "COUNTER")
    for bad in (today() - timedelta(days=1), SINCE - timedelta(days=1)):
        with pytest.raises(AccountError) as refusal:
            operations.end_assignment(assignment_id=row.pk, last_day=bad, actor=None, now=now())
        assert refusal.value.code == "bad_dates"
    operations.end_assignment(assignment_id=row.pk, last_day=today(), actor=None, now=now())
    assert len(queries.people(office_a, on=today())) == 1
    clock.advance(days=1)
    assert queries.people(office_a, on=today()) == []
    with pytest.raises(AccountError) as refusal:
        operations.end_assignment(assignment_id=row.pk, actor=None, now=now())
    assert refusal.value.code == "ended"


def test_the_people_of_an_office_are_its_own(office_a, office_b, person):
    person("sari", office_a, "COUNTER", "OPERATOR", name="Sari")
    person("budi", office_b, "HEAD", name="Budi")
    person("adi", None, "KAB_ADMIN", name="Adi")
    assert [row.name for row in queries.people(office_a)] == ["Sari"]
    assert queries.people(office_a)[0].role_labels == ["Petugas loket", "Operator"]
    assert [row.name for row in queries.people(office_b, roles=["HEAD"])] == ["Budi"]
    assert queries.people(office_b, roles=["COUNTER"]) == []
    assert [row.name for row in queries.people(None)] == ["Adi"]
    with office_scope(office_a):
        assert list(Assignment.objects.values_list("office", flat=True)) == [office_a.pk], "the second wall"


def test_an_office_has_one_head_or_none_is_named(office_a, person):
    assert queries.head_of(office_a, on=today()) is None
    person("retno", office_a, "HEAD", name="Retno")
    head = queries.head_of(office_a, on=today())
    assert head is not None
    assert head.name == "Retno"
    person("joko", office_a, "HEAD")
    assert queries.head_of(office_a, on=today()) is None


@pytest.fixture
def cast(office_a, office_b, person):
    """Admins of each kind, and people they may and may not manage."""
    people = {
        "admin_a": actor(person("admina", office_a, "OFFICE_ADMIN"), office_a),
        "admin_b": actor(person("adminb", office_b, "OFFICE_ADMIN"), office_b),
        "counter_a": actor(person("petugas", office_a, "COUNTER"), office_a),
        "kabupaten": actor(person("adi", None, "KAB_ADMIN")),
        "auditor": actor(person("ani", None, "AUDITOR")),
        "sari": person("sari", office_a, "COUNTER"),
        "both": person("both", office_a, "COUNTER"),
        "high": person("high", office_a, "COUNTER"),
        "nobody": person("nobody"),
    }
    assign(people["both"], office_b, "COUNTER", from_date=today() + timedelta(days=30))
    assign(people["high"], None, "KAB_ADMIN")
    return people


@pytest.mark.parametrize(
    ("who", "whom", "allowed"),
    [
        ("admin_a", "sari", True),
        ("admin_a", "both", False),
        ("admin_a", "high", False),
        ("admin_a", "nobody", False),
        ("admin_b", "sari", False),
        ("counter_a", "sari", False),
        ("auditor", "sari", False),
        ("kabupaten", "sari", True),
        ("kabupaten", "high", True),
        ("kabupaten", "nobody", True),
    ],
)
def test_who_may_manage_whom(cast, who, whom, allowed):
    user, by = cast[whom], cast[who]
    work = [
        lambda: operations.set_password(user_id=user.pk, actor=by, now=now()),
        lambda: operations.set_active(user_id=user.pk, active=False, actor=by, now=now()),
        lambda: operations.change_user(user_id=user.pk, name="Lain", nip="", grade="", actor=by, now=now()),
    ]
    for step in work:
        if allowed:
            step()
            continue
        with pytest.raises(Forbidden):
            step()
    with public_scope():
        stored = User.objects.select_related("credential").get(pk=user.pk)
    assert (stored.name == "Lain", stored.is_active, stored.credential.must_change) == (
        (True, False, True) if allowed else (False, True, False)
    )


@pytest.mark.parametrize(
    ("who", "place", "roles", "allowed"),
    [
        ("admin_a", "a", ["COUNTER"], True),
        ("admin_a", "b", ["COUNTER"], False),
        ("admin_a", None, ["KAB_ADMIN"], False),
        ("admin_b", "a", ["COUNTER"], False),
        ("counter_a", "a", ["COUNTER"], False),
        ("auditor", None, ["AUDITOR"], False),
        ("kabupaten", "a", ["HEAD"], True),
        ("kabupaten", None, ["AUDITOR"], True),
    ],
)
def test_who_may_assign_where(cast, office_a, office_b, who, place, roles, allowed):
    office = {"a": office_a, "b": office_b, None: None}[place]
    before = len(queries.people(office))
    if allowed:
        assign(cast["nobody"], office, *roles, actor=cast[who])
        assert len(queries.people(office)) == before + 1
        return
    with pytest.raises(Forbidden):
        assign(cast["nobody"], office, *roles, actor=cast[who])
    assert len(queries.people(office)) == before


def test_an_admin_ends_assignments_of_their_office_only(cast, office_a):
    [row] = [each for each in queries.people(office_a) if each.username == "sari"]
    for by, error in [(cast["admin_b"], AccountError), (cast["counter_a"], Forbidden)]:
        with pytest.raises(error):
            operations.end_assignment(assignment_id=row.assignment_id, actor=by, now=now())
    assert "sari" in [each.username for each in queries.people(office_a, on=today())]
    operations.end_assignment(assignment_id=row.assignment_id, actor=cast["admin_a"], now=now())
    assert "sari" not in [each.username for each in queries.people(office_a, on=today())]


def test_an_admins_work_is_on_the_trail_of_the_host(cast, office_a, office_b):
    with office_scope(office_a):
        operations.set_password(user_id=cast["sari"].pk, actor=cast["admin_a"], now=now())
        line = trail.latest()[0]
    assert (line.action, line.actor_name, line.data) == ("account.password_set", "Admina", {"by": "admin"})
    with public_scope():
        operations.set_password(user_id=cast["sari"].pk, actor=cast["kabupaten"], now=now())
    assert kabupaten_trail.latest()[0].actor_name == "Adi"
    with office_scope(office_b):
        assert "account.password_set" not in [row.action for row in trail.latest()]


def test_an_unchanged_person_leaves_no_line(cast, office_a):
    sari = cast["sari"]
    before = len(kabupaten_trail.latest(limit=1000))
    operations.change_user(user_id=sari.pk, name="Sari", nip="", grade="", actor=None, now=now())
    operations.set_active(user_id=sari.pk, active=True, actor=None, now=now())
    assert len(kabupaten_trail.latest(limit=1000)) == before
    operations.change_user(user_id=sari.pk, name="Sari", nip="", grade="Penata", actor=None, now=now())
    assert kabupaten_trail.latest()[0].data == {"fields": ["grade"]}


def test_a_failed_line_undoes_the_change(person, office_a, monkeypatch):
    from accounts import records  # noqa: PLC0415

    def broken(**_facts):
        raise IntegrityError("trail")

    sari = person("sari")
    monkeypatch.setitem(records._recorders, "office", broken)
    with pytest.raises(IntegrityError):
        assign(sari, office_a, "COUNTER")
    assert queries.people(office_a) == []


def test_every_role_has_a_label_and_a_place():
    from accounts.models import KABUPATEN_ROLES, OFFICE_ROLES  # noqa: PLC0415

    assert set(Role) == OFFICE_ROLES | KABUPATEN_ROLES
    assert not OFFICE_ROLES & KABUPATEN_ROLES
    assert all(role.label for role in Role)


def in_threads(count: int, work) -> list[BaseException | None]:
    """Run `work(number)` in threads at once; what each ended with."""
    barrier = threading.Barrier(count)
    ends: list[BaseException | None] = [None] * count

    def run(number: int) -> None:
        try:
            barrier.wait()
            work(number)
        except BaseException as error:
            ends[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def test_guesses_at_the_same_time_get_no_more_answers(live_database):
    limits, moment = throttle.password_limits("sari", "10.0.0.1", now=now()), now()
    ends = in_threads(12, lambda _number: throttle.take(limits, now=moment))
    assert sum(end is None for end in ends) == throttle.USER_LIMIT
    assert all(isinstance(end, LockedOut) for end in ends if end is not None)
    with public_scope():
        assert (
            LoginThrottle.objects.get(key=throttle.user_key("sari")).locked_until == moment + throttle.WINDOW
        )


def test_two_assignments_at_the_same_time_leave_one(live_database, office_a, person):
    sari = person("sari")
    ends = in_threads(4, lambda _number: assign(sari, office_a, "COUNTER"))
    assert sum(end is None for end in ends) == 1
    assert {end.code for end in ends if isinstance(end, AccountError)} == {"overlap"}
    assert len(queries.people(office_a)) == 1
