import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.phones import BadPhone, Phone, PhoneKind, parse_phone, tel_link, wa_link


@pytest.mark.parametrize(
    ("shown", "e164", "kind"),
    [
        ("(0334) 321465", "+62334321465", PhoneKind.LANDLINE),
        ("0334 – 881940", "+62334881940", PhoneKind.LANDLINE),
        ("0334-881940", "+62334881940", PhoneKind.LANDLINE),
        ("+62 334 881940", "+62334881940", PhoneKind.LANDLINE),
        ("085338312363", "+6285338312363", PhoneKind.MOBILE),
        ("08113656171", "+628113656171", PhoneKind.MOBILE),
        ("0811-3656-171", "+628113656171", PhoneKind.MOBILE),
        ("0853.3831.2363", "+6285338312363", PhoneKind.MOBILE),
        ("+62 853-3831-2363", "+6285338312363", PhoneKind.MOBILE),
        ("6285338312363", "+6285338312363", PhoneKind.MOBILE),
        ("0811365617", "+62811365617", PhoneKind.MOBILE),
        ("0812345678901", "+62812345678901", PhoneKind.MOBILE),
        ("+60 12-345 6789", "+60123456789", PhoneKind.MOBILE),
    ],
)
def test_a_number_is_dialled_as_meant_and_kept_as_shown(shown, e164, kind):
    assert parse_phone(shown) == Phone(shown, e164, kind)


def test_what_is_kept_has_single_spaces():
    assert parse_phone("  0334   881940 ").shown == "0334 881940"


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "   ",
        "-",
        "321465",
        "112",
        "0812",
        "081136561",
        "08123456789012",
        "kantor",
        "085338312363 (HP Pelayanan)",
        "085338312363; 08113656171",
        "(0334) 321465 / 881940",
        "+999 123456",
        "0000000000",
        "0" * 300,
        "٠٨١١٣٦٥٦١٧١x",
    ],
)
def test_what_cannot_be_dialled_is_refused(shown):
    with pytest.raises(BadPhone) as caught:
        parse_phone(shown)
    assert caught.value.code == "bad_phone"
    assert caught.value.context == {"shown": shown}
    assert "(0334) 321465" in str(caught.value)


@given(st.text(max_size=30) | st.from_regex(r"\+?[0-9() –-]{1,30}", fullmatch=True))
def test_any_text_is_either_a_number_or_refused(text):
    try:
        phone = parse_phone(text)
    except BadPhone:
        return
    assert phone.e164.startswith("+")
    assert phone.e164[1:].isascii()
    assert phone.e164[1:].isdigit()
    assert parse_phone(phone.e164).e164 == phone.e164


@given(st.integers(0, 10**11 - 1))
def test_every_mobile_number_of_ten_to_thirteen_digits_is_taken(tail):
    digits = f"08{tail:011d}"
    for length in (10, 11, 12, 13):
        assert parse_phone(digits[:length]).e164 == "+62" + digits[1:length]


class TestLinks:
    def test_tel(self):
        assert tel_link("+6285338312363") == "tel:+6285338312363"

    def test_whatsapp(self):
        assert wa_link("+6285338312363") == "https://wa.me/6285338312363"

    def test_whatsapp_with_words(self):
        link = wa_link("+628113656171", "Berkas Bapak/Ibu & lampiran sudah siap?")
        assert link == (
            "https://wa.me/628113656171?text=Berkas%20Bapak%2FIbu%20%26%20lampiran%20sudah%20siap%3F"
        )
