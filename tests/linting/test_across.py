"""Rules over one office and over the kabupaten: what must be found, and what differs rightly."""

from dataclasses import replace

import pytest

from linting.checking.checks import (
    KABUPATEN_RULES,
    OFFICE_RULES,
    check_all,
    check_kabupaten,
    check_office,
)
from linting.checking.sheet import Contact, Part, Promise, Sheet
from linting.checking.sheets_draft import sheets_of_file
from linting.names import RULES
from standards.vocabulary import ComponentKey
from tests.linting.conftest import HERE

K = ComponentKey


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    """A standard in order."""
    (one,) = sheets_of_file(HERE / "unseen" / "bersih_domisili.txt")
    return replace(one, office="kec-a", service="domisili")


def with_part(sheet: Sheet, key: ComponentKey, *items: str, **changes: object) -> Sheet:
    return replace(sheet, parts={**sheet.parts, key: Part("", items)}, **changes)  # type: ignore[arg-type]


def phone(shown: str) -> tuple[Contact, ...]:
    digits = "".join(one for one in shown if one.isdigit())
    return (Contact("phone", shown, f"+62{digits.lstrip('0')}"),)


def office(*sheets: Sheet, context) -> set[str]:
    return {one.code for one in check_office(sheets, context)}


def other(sheet: Sheet, **changes: object) -> Sheet:
    """Another standard of the same office."""
    return replace(sheet, service="lain", **changes)  # type: ignore[arg-type]


def test_two_standards_in_order_agree(sheet, context):
    assert office(sheet, other(sheet), context=context) == set()


def test_one_office_with_two_numbers(sheet, context):
    one, two = replace(sheet, contacts=phone("0334520123")), other(sheet, contacts=phone("0334520999"))
    assert "contacts_differ" in office(one, two, context=context)
    both = other(sheet, contacts=(*phone("0334520123"), *phone("0334520999")))
    assert "contacts_differ" not in office(one, both, context=context)


@pytest.mark.parametrize(("code", "found"), [("67316", True), ("67311", False)])
def test_post_codes_within_an_office(code, found, sheet, context):
    one = replace(sheet, contacts=(Contact("address", "Jl. Basuki Rahmad No. 10 Lumajang 67311"),))
    two = other(sheet, contacts=(Contact("address", f"Jl. Basuki Rahmad No. 10 Lumajang {code}"),))
    assert ("address_differs" in office(one, two, context=context)) is found


def test_post_codes_of_two_offices_differ_rightly(sheet, context):
    one = replace(sheet, office="kel-a", contacts=(Contact("address", "Lumajang 67311"),))
    two = replace(sheet, office="kel-b", contacts=(Contact("address", "Lumajang 67316"),))
    assert not {"address_differs", "contacts_differ"} & {
        finding.code for finding in check_all([one, two], context)
    }


def test_a_handle_written_in_two_ways(sheet, context):
    right, wrong = Contact("instagram", "@kec_a", "kec_a"), Contact("instagram", "@kec a")
    found = office(replace(sheet, contacts=(right,)), other(sheet, contacts=(wrong,)), context=context)
    assert "handle_differs" in found
    assert "handle_differs" not in office(
        replace(sheet, contacts=(right,)), other(sheet, contacts=(right,)), context=context
    )


def test_a_channel_the_others_give(sheet, context):
    mail = Contact("email", "a@b.id", "a@b.id")
    full = replace(sheet, contacts=(*phone("0334520123"), mail))
    bare = other(sheet, contacts=phone("0334520123"))
    assert "contact_lacking" in office(full, replace(full, service="tiga"), bare, context=context)
    assert "contact_lacking" not in office(full, bare, context=context)  # as many without


def test_generations_of_one_decree(sheet, context):
    old = other(sheet, cited=("Keputusan Bupati Lumajang Nomor 188.45/36/427.12/2020 tentang Pelimpahan",))
    assert "decrees_differ" in office(sheet, old, context=context)
    assert "decrees_differ" not in office(sheet, other(sheet), context=context)


def test_counts_of_staff_without_posts(sheet, context):
    bare = with_part(other(sheet), K.JUMLAH, "9 orang", staff=(), posts=(), staff_total=9)
    named = replace(other(sheet), staff=("Operator",), staff_total=9)
    assert "staff_differs" in office(sheet, bare, context=context)
    assert "staff_differs" not in office(sheet, named, context=context)


def test_two_officials_sign(sheet, context):
    second = with_part(other(sheet), K.PROSEDUR, "Sekretaris Kecamatan menandatangani surat")
    assert "signers_differ" in office(sheet, second, context=context)


def test_one_post_with_two_names(sheet, context):
    found = office(
        replace(sheet, supervisor="Kasi Yanmum"),
        other(sheet, supervisor="Kasi Pelayanan Umum"),
        context=context,
    )
    assert "titles_of_posts" in found


def kabupaten(*sheets: Sheet, context) -> set[str]:
    return {one.code for one in check_kabupaten(sheets, context)}


def test_like_services_promise_otherwise(sheet, context):
    quick = replace(sheet, promise=Promise(15, "minute"))
    slow = replace(sheet, office="kec-b", promise=Promise(3, "working_day"))
    near = replace(sheet, office="kec-b", promise=Promise(30, "minute"))
    assert "promise_varies" in kabupaten(quick, slow, context=context)
    assert "promise_varies" not in kabupaten(quick, near, context=context)


def test_like_services_are_signed_by_others(sheet, context):
    second = with_part(replace(sheet, office="kec-b"), K.PROSEDUR, "Pengesahan surat oleh operator")
    assert "signer_varies" in kabupaten(sheet, second, context=context)
    assert "signer_varies" not in kabupaten(sheet, replace(sheet, office="kec-b"), context=context)


def test_one_law_under_two_titles(sheet, context):
    law = "Peraturan Bupati Lumajang Nomor 7 Tahun 2024 tentang "
    one = replace(sheet, cited=(law + "Pelayanan Kecamatan",))
    two = replace(sheet, office="kec-b", cited=(law + "Tata Kerja Kecamatan",))
    assert "titles_of_laws" in kabupaten(one, two, context=context)
    assert "titles_of_laws" not in kabupaten(one, replace(one, office="kec-b"), context=context)


def test_every_rule_is_tried_and_has_a_name():
    text = (HERE / "test_across.py").read_text("utf-8")
    for rule in (*OFFICE_RULES, *KABUPATEN_RULES):
        assert f'"{rule.code}"' in text
        assert rule.code in RULES


def test_the_key_stays_until_the_words_change(sheet, context):
    vague = with_part(sheet, K.PENGAWASAN, "Dilakukan secara berkala oleh sekretaris")
    spaced = with_part(sheet, K.PENGAWASAN, "Dilakukan  secara berkala oleh Sekretaris.")
    other_words = with_part(sheet, K.PENGAWASAN, "Dilakukan secara rutin oleh sekretaris")
    keys = [
        {one.key for one in check_all([each], context) if one.code == "vague_words"}
        for each in (vague, spaced, other_words)
    ]
    assert keys[0] == keys[1] != keys[2]
