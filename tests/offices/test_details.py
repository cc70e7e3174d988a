"""What offices keep about themselves, and what others are told of it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import ProgrammingError, transaction

from commons.phones import BadPhone
from commons.worktime import EXAMPLE_HOURS, EXAMPLE_RAMADAN, BadHours, DayHours, WeeklyHours
from offices import areas, calendars, details, hours, operations, queries
from offices.details import BadDetail
from offices.letterhead import BadLetterhead
from offices.models import (
    Area,
    Closure,
    Contact,
    ContactKind,
    HolidayChange,
    Level,
    Office,
    OfficeState,
    OpeningHours,
    PaperSize,
)
from offices.operations import BadMove, BadOffice, UnknownArea
from offices.scope import office_scope

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SINCE = date(2026, 1, 1)
LINES = {
    "government_line": "PEMERINTAH KABUPATEN LUMAJANG",
    "office_line": "KECAMATAN  UJI BARAT",
    "address": "Jl. Contoh 1",
    "phone": "(0334) 321465",
    "mail": "uji@example.go.id",
    "website": "",
    "place_line": "Uji Barat",
}
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 30
MOVES = [(a, b) for a in OfficeState for b in OfficeState if a != b]


@pytest.mark.parametrize(("state", "wanted"), MOVES, ids=lambda s: s.value)
def test_an_office_moves_only_where_it_may(office_a, state, wanted):
    Office.objects.filter(pk=office_a.pk).update(state=state)
    if wanted in operations.MOVES[state]:
        assert operations.move_office(office_id=office_a.pk, state=wanted).state == wanted
    else:
        with pytest.raises(BadMove) as refused:
            operations.move_office(office_id=office_a.pk, state=wanted)
        assert refused.value.context["state"] == state
        assert Office.objects.get(pk=office_a.pk).state == state


def test_moving_to_the_same_state_is_no_error(office_a):
    assert operations.move_office(office_id=office_a.pk, state=OfficeState.LIVE).state == "LIVE"


def test_a_name_is_data(office_a):
    assert (
        operations.rename_office(office_id=office_a.pk, name="  Uji   Baru ").full_name
        == "Kecamatan Uji Baru"
    )
    for bad in ("", "   ", "x" * 81):
        with pytest.raises(BadOffice):
            operations.rename_office(office_id=office_a.pk, name=bad)
    office_a.refresh_from_db()
    assert (office_a.name, office_a.schema_name) == ("Uji Baru", "o_359901")


@pytest.mark.parametrize(
    "slug", ["kabupaten", "www", "", "Kec-X", "kec_x", "-x", "x-", "x.y", "kel-uji-timur", "x" * 64]
)
def test_a_bad_address_is_refused(office_a, office_b, slug):
    with pytest.raises(BadOffice):
        operations.move_address(office_id=office_a.pk, slug=slug)
    assert Office.objects.get(pk=office_a.pk).slug == "kec-uji-barat"


def test_a_former_address_can_be_taken_back(office_a):
    operations.move_address(office_id=office_a.pk, slug="kec-lain")
    operations.move_address(office_id=office_a.pk, slug="kec-uji-barat")
    primary = [(d.domain, d.is_primary) for d in office_a.domains.order_by("domain")]
    assert primary == [("kec-lain.localhost", False), ("kec-uji-barat.localhost", True)]


def test_offices_of_one_name_get_different_addresses(public_db):
    slugs = [
        operations.create_office(code=row.code, now=NOW).slug
        for row in areas.known_areas().values()
        if row.name == "Sukorejo"
    ]
    assert len(slugs) == len(set(slugs)) > 1
    assert slugs[0] == "desa-sukorejo"


def test_entering_an_office_twice_gives_the_first(public_db):
    first = operations.create_office(code="35.08.17", now=NOW)
    assert operations.create_office(code="35.08.17", now=NOW, slug="lain") == first
    assert first.slug == "kec-jatiroto"
    with pytest.raises(UnknownArea):
        operations.create_office(code="35.08.99", now=NOW)


def test_the_letterhead_is_the_offices_own(office_a, office_b):
    with office_scope(office_a):
        operations.set_letterhead(
            office_id=office_a.pk,
            lines=LINES,
            unit_code="427.91",
            unit_code_is_example=True,
            paper_size=PaperSize.F4,
        )
        with pytest.raises(Office.DoesNotExist):
            operations.set_letterhead(office_id=office_b.pk, lines=LINES, unit_code="427.91")
    office_a.refresh_from_db()
    assert office_a.letterhead == LINES | {
        "office_line": "KECAMATAN UJI BARAT",
        "parent_line": "",
        "postal_line": "",
    }
    assert (office_a.unit_code, office_a.unit_code_is_example, office_a.paper_size) == ("427.91", True, "F4")
    assert office_a.government == "Pemerintah Kabupaten Lumajang"


@pytest.mark.parametrize(
    "change",
    [{"office_line": ""}, {"place_line": None}, {"other": "x"}, {"address": "x" * 201}, {"phone": 334}],
)
def test_a_bad_letterhead_is_refused(office_a, change):
    with pytest.raises(BadLetterhead):
        operations.set_letterhead(office_id=office_a.pk, lines=LINES | change, unit_code="427.91")
    assert Office.objects.get(pk=office_a.pk).letterhead == {}


@pytest.mark.parametrize("code", ["", "427 91", "427/91", "4" * 13])
def test_a_bad_unit_code_is_refused(office_a, code):
    with pytest.raises(BadOffice):
        operations.set_letterhead(office_id=office_a.pk, lines=LINES, unit_code=code)


def test_an_emblem_is_a_small_png(office_a):
    operations.set_emblem(office_id=office_a.pk, png=PNG)
    for bad in (b"<svg onload=alert(1)></svg>", b"GIF89a...", PNG + b"\x00" * operations.EMBLEM_BYTES, b"x"):
        with pytest.raises(BadOffice):
            operations.set_emblem(office_id=office_a.pk, png=bad)
    office_a.refresh_from_db()
    assert bytes(office_a.emblem) == PNG
    operations.set_emblem(office_id=office_a.pk, png=b"")


def test_sections_are_replaced_in_order(in_office_a, office_b):
    first = details.set_sections(office_id=in_office_a.pk, names=["Seksi Pelayanan", "Seksi  Trantib"])
    second = details.set_sections(office_id=in_office_a.pk, names=["Seksi Trantib", "Sekretariat"])
    assert [s.name for s in queries.sections(in_office_a.pk)] == ["Seksi Trantib", "Sekretariat"]
    assert first[1].pk == second[0].pk
    for bad in (["a", "a"], [""], ["x" * 121]):
        with pytest.raises(BadDetail):
            details.set_sections(office_id=in_office_a.pk, names=bad)
    assert queries.sections(office_b.pk) == []


def test_contacts_are_kept_as_written_and_as_dialled(in_office_a):
    add = details.add_contact
    add(office_id=in_office_a.pk, kind=ContactKind.PHONE, shown="0334 – 881940", order=2)
    add(
        office_id=in_office_a.pk,
        kind=ContactKind.MOBILE_SERVICE,
        shown="085338312363",
        purpose="HP Pelayanan",
        order=1,
    )
    add(office_id=in_office_a.pk, kind=ContactKind.EMAIL, shown="uji@example.go.id", order=3)
    add(office_id=in_office_a.pk, kind=ContactKind.COMPLAINT_SITE, shown="lapor.example.go.id", order=4)
    add(office_id=in_office_a.pk, kind=ContactKind.ADDRESS, shown="Jl. Contoh 1", order=5)
    found = [(c.shown, c.link, c.wa) for c in queries.contacts(in_office_a.pk)]
    assert found == [
        ("085338312363", "tel:+6285338312363", "https://wa.me/6285338312363"),
        ("0334 – 881940", "tel:+62334881940", ""),
        ("uji@example.go.id", "mailto:uji@example.go.id", ""),
        ("lapor.example.go.id", "https://lapor.example.go.id", ""),
        ("Jl. Contoh 1", "", ""),
    ]


@pytest.mark.parametrize(
    ("kind", "shown", "error"),
    [
        (ContactKind.PHONE, "tidak ada", BadPhone),
        (ContactKind.EMAIL, "uji.example.go.id", BadDetail),
        (ContactKind.WEBSITE, "javascript:alert(1)", BadDetail),
        (ContactKind.WEBSITE, "ftp://example.go.id", BadDetail),
        (ContactKind.ADDRESS, "  ", BadDetail),
    ],
)
def test_a_contact_nobody_can_use_is_refused(in_office_a, kind, shown, error):
    with pytest.raises(error):
        details.add_contact(office_id=in_office_a.pk, kind=kind, shown=shown)
    assert Contact.objects.count() == 0


def test_the_same_contact_is_not_added_twice(in_office_a):
    for purpose in ("", "Pengaduan"):
        details.add_contact(
            office_id=in_office_a.pk, kind=ContactKind.PHONE, shown="(0334) 321465", purpose=purpose
        )
    assert [c.purpose for c in queries.contacts(in_office_a.pk)] == ["Pengaduan"]


def test_another_offices_details_are_out_of_reach(office_a, office_b):
    with office_scope(office_b):
        contact = details.add_contact(office_id=office_b.pk, kind=ContactKind.PHONE, shown="(0334) 321465")
        closure = details.add_closure(office_id=office_b.pk, from_date=SINCE, to_date=SINCE, reason="Uji")
    with office_scope(office_a):
        with pytest.raises(Contact.DoesNotExist):
            details.remove_contact(office_id=office_a.pk, contact_id=contact.pk)
        with pytest.raises(Closure.DoesNotExist):
            details.remove_closure(office_id=office_a.pk, closure_id=closure.pk)
        # Even a caller that names the other office takes nothing away.
        details.remove_contact(office_id=office_b.pk, contact_id=contact.pk)
        for write in (
            lambda: details.set_sections(office_id=office_b.pk, names=["X"]),
            lambda: details.set_opening_hours(office_id=office_b.pk, week=EXAMPLE_HOURS, valid_from=SINCE),
            lambda: details.add_closure(office_id=None, from_date=SINCE, to_date=SINCE, reason="Semua"),
            lambda: calendars.set_override(day=SINCE, change=HolidayChange.REMOVE, name="X", source="X"),
        ):
            with (
                pytest.raises(ProgrammingError, match=r"row-level security|permission denied"),
                transaction.atomic(),
            ):
                write()
    assert Contact.objects.filter(pk=contact.pk).exists()


def calendar(office):
    """The office's calendar as its pages see it."""
    return queries.work_calendar(office.pk)


def test_hours_make_the_calendar_and_what_was_stays(in_office_a, office_b):
    details.set_opening_hours(office_id=in_office_a.pk, week=EXAMPLE_HOURS, valid_from=SINCE)
    shorter = WeeklyHours((DayHours.parse("08:00", "12:00"),) * 5 + (None, None))
    details.set_opening_hours(office_id=in_office_a.pk, week=shorter, valid_from=date(2026, 11, 23))
    assert queries.hours_today(in_office_a.pk, day=date(2026, 11, 20)) == [
        ("07.30", "11.30"),
        ("13.00", "16.30"),
    ]
    assert queries.hours_today(in_office_a.pk, day=date(2026, 11, 23)) == [("08.00", "12.00")]
    assert queries.hours_today(in_office_a.pk, day=date(2026, 11, 22)) == []
    assert queries.hours_today(office_b.pk, day=date(2026, 11, 20)) == []
    assert OpeningHours.objects.count() == 14


def test_a_season_a_closure_and_a_holiday(office_a):
    office_id = office_a.pk
    details.set_opening_hours(office_id=office_id, week=EXAMPLE_HOURS, valid_from=SINCE)
    days = {str(n): hours.day_json(day) for n, day in enumerate(EXAMPLE_RAMADAN.days)}
    season = details.add_special_hours(
        office_id=office_id, name="Ramadan", from_date=date(2026, 2, 18), to_date=date(2026, 3, 19), days=days
    )
    assert queries.hours_today(office_id, day=date(2026, 3, 2)) == [("08.00", "12.00"), ("12.30", "15.00")]
    # Cuti bersama and holidays of 2026: one working day after Tuesday 17 March is 25 March.
    assert calendar(office_a).add_working_days(date(2026, 3, 17), 1) == date(2026, 3, 25)
    calendars.set_override(
        day=date(2026, 3, 18), change=HolidayChange.REMOVE, name="Cuti bersama", source="SKB perubahan"
    )
    assert calendar(office_a).add_working_days(date(2026, 3, 17), 1) == date(2026, 3, 18)
    kabupaten = details.add_closure(
        office_id=None, from_date=date(2026, 3, 2), to_date=date(2026, 3, 3), reason="Pilkada"
    )
    assert calendar(office_a).day_off(date(2026, 3, 3)) == "Pilkada"
    details.add_closure(
        office_id=office_id,
        from_date=date(2026, 3, 4),
        to_date=date(2026, 3, 4),
        reason="Upacara",
        from_time=time(8),
        to_time=time(10),
    )
    assert queries.hours_today(office_id, day=date(2026, 3, 4))[0] == ("10.00", "12.00")
    details.remove_closure(office_id=None, closure_id=kabupaten.pk)
    details.remove_special_hours(office_id=office_id, special_id=season.pk)
    assert queries.hours_today(office_id, day=date(2026, 3, 3))[0] == ("07.30", "12.00")


@pytest.mark.parametrize(
    "days",
    [
        {},
        {"7": None},
        {"x": None},
        [],
        {"0": {"opens": "08:00"}},
        {"0": {"opens": "9", "closes": "8"}},
        {"0": "08"},
    ],
)
def test_bad_special_hours_are_refused(in_office_a, days):
    with pytest.raises((BadHours, BadDetail)):
        details.add_special_hours(
            office_id=in_office_a.pk, name="Ramadan", from_date=SINCE, to_date=SINCE, days=days
        )


@pytest.mark.parametrize(
    "change",
    [
        {"to_date": SINCE - timedelta(days=1)},
        {"reason": " "},
        {"from_time": time(8)},
        {"from_time": time(8), "to_time": time(8)},
    ],
)
def test_a_bad_closure_is_refused(in_office_a, change):
    values = {"from_date": SINCE, "to_date": SINCE, "reason": "Uji"} | change
    with pytest.raises((BadHours, BadDetail)):
        details.add_closure(office_id=in_office_a.pk, **values)
    assert Closure.objects.count() == 0


def test_the_calendar_is_kept_for_a_short_while(in_office_a, django_assert_num_queries):
    calendar(in_office_a)
    with django_assert_num_queries(0):
        calendar(in_office_a)
    assert hours.TTL <= 60


def test_the_directory_shows_open_offices_in_order(office_a, office_b):
    cards = queries.offices()
    assert [(c.full_name, c.url) for c in cards] == [
        ("Kecamatan Uji Barat", "http://kec-uji-barat.localhost:8000/"),
        ("Kelurahan Uji Timur", "http://kel-uji-timur.localhost:8000/"),
    ]
    operations.move_office(office_id=office_b.pk, state=OfficeState.SUSPENDED)
    assert len(queries.offices()) == 1
    assert len(queries.offices(live_only=False)) == 2


def test_the_directory_is_searched_by_words(office_a, office_b):
    assert [c.slug for c in queries.search_offices(" UJI  barat")] == ["kec-uji-barat"]
    assert queries.search_offices("lain") == []
    assert len(queries.search_offices("")) == 2


def test_the_villages_of_a_kecamatan(public_db):
    areas.load_areas(areas.known_areas().values())
    areas.load_areas(areas.known_areas().values())
    assert Area.objects.count() == 226
    lines = queries.areas_within("35.08.10")
    assert "Kelurahan Tompokersan" in {line.full_name for line in lines}
    assert lines == queries.areas_within("35.08.10.1011")
    assert {line.level for line in lines} == {Level.KELURAHAN, Level.DESA}


def test_an_office_by_its_address(office_a):
    assert queries.office_by_slug("kec-uji-barat") == office_a
    assert queries.office_by_slug("x") is None


def test_the_colour_follows_the_code(office_a, office_b):
    assert (office_a.tone, office_b.tone) == (1, 1)
    assert Office(kemendagri_code="35.08.17").tone == 7
