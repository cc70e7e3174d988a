"""Pure rules: what a post asks and a person lacks, who is whose superior, who is on duty on a day."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from standards.catalogue import document_of
from supervision import promised
from supervision.competences import Gap, Held, Need, gaps, level_of, needs, years_of
from supervision.rostering import Post, Special, Stay, Weekly, against, on_day, together
from supervision.superiors import Placed, below, superior_of, superiors_of

DAY = date(2026, 11, 20)  # a Friday
IDS = [UUID(int=n) for n in range(1, 9)]
COUNTER, OPERATOR, KASI, KASI2, SECRETARY, HEAD, ADMIN, OTHER = IDS


def test_levels_and_years_are_read_from_the_words_of_standards():
    words = {
        "Minimal S1": "S1", "SMU": "SMA", "Minimal SMU sederajat": "SMA", "D-III Komputer": "D3",
        "Sarjana": "S1",
        "S-2": "S2", "D-IV": "S1", "SLTP": "SMP", "Berpenampilan menarik": "", "": "",
    }  # fmt: skip
    assert {text: level_of(text) for text in words} == words
    assert [years_of(text) for text in ("Minimal 4 tahun", "1 (satu) tahun", "berpengalaman")] == [4, 1, 0]


def test_the_table_of_jatiroto_asks_what_it_says():
    found = needs(document_of("kec-jatiroto", "sktm-rekomendasi").kompetensi.posts)
    assert set(found) == {"HEAD", "SECTION_HEAD", "COUNTER"}  # the fourth post has no name in the document
    head = found["HEAD"]
    assert (head.level, head.years, len(head.training)) == ("S1", 4, 3)
    assert (found["COUNTER"].level, found["COUNTER"].years) == ("SMA", 1)


def test_gaps_at_every_edge():
    need = Need("COUNTER", (), "SMA", ("Service Excellent (Manajemen Pelayanan Prima)", "Arsip"), 2)
    degree = Held("EDUCATION", "S1", "Administrasi", date(2010, 1, 1))
    course = Held("TRAINING", "", "Pelatihan service excellent angkatan 3", date(2020, 1, 1))
    archive = Held("TRAINING", "", "ARSIP", date(2020, 1, 1), DAY)
    job = Held("EXPERIENCE", "", "Loket", date(2024, 11, 20))
    everything = [degree, course, archive, job]
    assert gaps(need, everything, day=DAY) == []
    assert gaps(need, [], day=DAY) == [
        Gap("EDUCATION", "SMA"),
        Gap("TRAINING", need.training[0]),
        Gap("TRAINING", "Arsip"),
        Gap("EXPERIENCE", "2"),
    ]
    # The certificate is good on its last day and not the day after; two years are full on their day.
    assert gaps(need, everything, day=DAY + timedelta(1)) == [Gap("TRAINING", "Arsip")]
    assert gaps(need, [degree, course, job], day=DAY - timedelta(1)) == [
        Gap("TRAINING", "Arsip"),
        Gap("EXPERIENCE", "2"),
    ]
    assert gaps(Need("COUNTER", (), "", (), 0), [], day=DAY) == []


def office(*more):
    rows = [(COUNTER, "COUNTER"), (OPERATOR, "OPERATOR"), (KASI, "SECTION_HEAD"), (ADMIN, "OFFICE_ADMIN")]
    rows += [(SECRETARY, "SECRETARY"), (HEAD, "HEAD"), *more]
    return [Placed(user_id, frozenset({role})) for user_id, role in rows]


def test_who_is_whose_superior():
    staff = office()
    wanted = {
        COUNTER: KASI,
        OPERATOR: KASI,
        ADMIN: KASI,
        KASI: SECRETARY,
        SECRETARY: HEAD,
        HEAD: None,
        OTHER: None,
    }
    assert {who: superior_of(who, staff) for who in wanted} == wanted
    assert superiors_of(COUNTER, staff) == [KASI, SECRETARY, HEAD]
    assert below(KASI, staff) == {COUNTER, OPERATOR, ADMIN}
    # Of two kasi nobody knows whose section it is; without a secretary it is the head.
    assert superior_of(COUNTER, office((KASI2, "SECTION_HEAD"))) == SECRETARY
    lonely = [each for each in staff if each.user_id not in {KASI, SECRETARY}]
    assert superior_of(COUNTER, lonely) == HEAD
    # Whoever holds two roles stands as high as the higher one.
    both = [
        Placed(COUNTER, frozenset({"COUNTER"})),
        Placed(KASI, frozenset({"OFFICE_ADMIN", "SECTION_HEAD"})),
    ]
    assert superior_of(COUNTER, both) == KASI


@given(
    st.lists(
        st.tuples(st.sampled_from(IDS), st.sampled_from(["COUNTER", "SECTION_HEAD", "SECRETARY", "HEAD"]))
    )
)
def test_nobody_is_above_themselves_and_every_chain_ends(rows):
    staff = [Placed(user_id, frozenset({role})) for user_id, role in dict(rows).items()]
    for person in staff:
        chain = superiors_of(person.user_id, staff)
        assert person.user_id not in chain
        assert len(chain) == len(set(chain)) <= 3


def stay(user_id, *roles, first=date(2026, 1, 1), until=None):
    return Stay(user_id, f"Orang {user_id.int}", "Jabatan", roles or ("COUNTER",), first, until)


def test_the_week_its_exceptions_and_absences_make_the_day():
    stays = [
        stay(COUNTER),
        stay(OPERATOR, "OPERATOR"),
        stay(HEAD, "HEAD"),
        stay(OTHER, until=DAY - timedelta(1)),
    ]
    weekly = [
        Weekly(4, COUNTER, "COUNTER", 1, date(2026, 1, 1), None),
        Weekly(3, OPERATOR, "OPERATOR", None, date(2026, 1, 1), None),
        Weekly(4, HEAD, "HEAD", None, date(2026, 1, 1), None),
        Weekly(4, OTHER, "COUNTER", 2, date(2026, 1, 1), None),  # no longer works here
    ]
    plain = on_day(DAY, weekly=weekly, special=[], stays=stays)
    assert plain == [Post(COUNTER, "COUNTER", 1), Post(HEAD, "HEAD", None)]
    special = [
        Special(COUNTER, False, "", None, DAY, DAY, "SICK"),
        Special(OPERATOR, True, "OPERATOR", 2, DAY, DAY, "OTHER"),
    ]
    found = on_day(DAY, weekly=weekly, special=special, stays=stays, away={HEAD})
    assert found == [
        Post(COUNTER, "COUNTER", 1, "SICK"),
        Post(HEAD, "HEAD", None, "AWAY"),
        Post(OPERATOR, "OPERATOR", 2),
    ]
    whole = together(found, 3)
    assert (whole.promised, whole.rostered, whole.on_duty, whole.short) == (3, 3, 1, 2)
    assert [(one.role, one.promised, one.on_duty) for one in against(found, {"COUNTER": 1})] == [
        ("COUNTER", 1, 0),
        ("HEAD", None, 0),
        ("OPERATOR", None, 1),
    ]
    assert together(found, None).short == 0


def version(total, *posts):
    staff = {"total": total, "posts": [{"post": post, "role": role, "count": n} for post, role, n in posts]}
    return promised.Version("x", date(2026, 1, 1), None, staff, {}, {})


def test_posts_of_the_promise_add_up_to_its_total():
    table = {
        "no title": ([version(4, ("", "HEAD", 1), ("", "COUNTER", 2), ("", None, 1))], {"": 1}),
        "a title": ([version(3, ("", "HEAD", 1), ("Arsiparis", None, 2))], {"Arsiparis": 2}),
        "the most of several": (
            [version(2, ("Arsiparis", None, 2)), version(2, ("ARSIPARIS", None, 1), ("", "HEAD", 1))],
            {"Arsiparis": 2},
        ),
        "a total alone": ([version(5), version(2, ("", "HEAD", 2))], {"": 3}),
        "all named": ([version(1, ("", "HEAD", 1))], {}),
        "nothing": ([], {}),
    }
    for name, (versions, posts) in table.items():
        assert promised.posts_promised(versions, DAY) == posts, name
        whole = sum(posts.values()) + sum(promised.roles_promised(versions, DAY).values())
        assert whole == (promised.people_promised(versions, DAY) or 0), name


def test_a_line_of_the_week_holds_from_its_first_to_its_last_day():
    weekly = [
        Weekly(4, COUNTER, "COUNTER", 1, date(2026, 1, 1), DAY - timedelta(1)),
        Weekly(4, COUNTER, "COUNTER", 2, DAY, None),
    ]
    posts = {
        day: on_day(day, weekly=weekly, special=[], stays=[stay(COUNTER)])[0].counter
        for day in (DAY - timedelta(7), DAY)
    }
    assert posts == {DAY - timedelta(7): 1, DAY: 2}
