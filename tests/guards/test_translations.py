"""The English texts: none missing, none with other placeholders, and shown to those who ask for English."""

import re
from datetime import date
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from commons.indonesian import in_indonesian
from config.assets import compile_messages
from config.paths import CONFIG

PO = CONFIG / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{[^{}]*\}|\{\{|\}\}|</?strong[^>]*>")
FOOTER = re.compile(r"<footer.*</footer>", re.S)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def footer(page: str) -> str:
    found = FOOTER.search(page)
    return found[0] if found else ""


def messages() -> list[Message]:
    with PO.open("rb") as lines:
        return [message for message in read_po(lines, abort_invalid=True) if message.id]


MESSAGES = messages()


def ids(message: Message) -> tuple[str, ...]:
    return tuple(map(str, message.id if isinstance(message.id, tuple) else (message.id,)))


def texts(message: Message) -> tuple[str, ...]:
    return tuple(map(str, message.string if isinstance(message.string, tuple) else (message.string,)))


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    """What is tested is what is written, not what was compiled the last time."""
    compile_messages()
    for code in ("id", "en"):
        vars(trans_real)["_translations"].pop(code, None)


def test_every_text_is_translated():
    assert len(MESSAGES) > 1000
    assert [ids(message)[0] for message in MESSAGES if not all(text.strip() for text in texts(message))] == []


def test_no_translation_is_a_guess():
    assert [ids(message)[0] for message in MESSAGES if message.fuzzy] == []


def test_a_translation_keeps_the_placeholders():
    wrong = [
        (ids(message)[0], text)
        for message in MESSAGES
        for text in texts(message)
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(ids(message)[0]))
    ]
    assert wrong == []


def test_a_text_with_a_number_has_both_forms():
    assert all(len(texts(message)) == len(ids(message)) for message in MESSAGES)


def test_what_joins_words_keeps_its_spaces():
    def edges(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    assert [m.id for m in MESSAGES for text in texts(m) if edges(text) != edges(ids(m)[0])] == []


def test_the_compiled_catalogue_says_the_same():
    with PO.with_suffix(".mo").open("rb") as compiled:
        catalogue = GNUTranslations(compiled)
    for message in MESSAGES:
        one, *several = ids(message)
        if message.context:
            said = [catalogue.pgettext(str(message.context), one)]
        else:
            said = [
                catalogue.ngettext(one, several[0], n) if several else catalogue.gettext(one) for n in (1, 2)
            ]
        assert tuple(said[: len(texts(message))]) == texts(message)


@pytest.mark.parametrize("list_of_browser", ["", "en-GB,en;q=0.8", "fr"])
def test_who_chose_nothing_gets_indonesian(client_a, list_of_browser):
    page = client_a.get("/masuk/", headers={"accept-language": list_of_browser}).content.decode()
    assert '<html lang="id">' in page
    assert "Kata sandi" in page


def test_who_chose_english_gets_english(client_a):
    client_a.post("/bahasa/", {"language": "en"})
    answer = client_a.get("/masuk/")
    assert answer.headers["Content-Language"] == "en"
    page = answer.content.decode()
    assert '<html lang="en">' in page
    assert "Password" in page
    assert "Kata sandi" not in page


def test_the_answer_to_a_mistake_is_english_too(client_a):
    client_a.post("/bahasa/", {"language": "en"})
    page = client_a.post("/masuk/", {"username": "", "password": ""}).content.decode()
    assert "The user name has not been filled in." in page
    assert "Page not found" in client_a.get("/tidak-ada/").content.decode()


def test_a_cookie_with_an_unknown_language_changes_nothing(client_a):
    client_a.cookies["django_language"] = "xx"
    assert '<html lang="id">' in client_a.get("/masuk/").content.decode()


@pytest.mark.parametrize("host", ["client_a", "client_base"])
def test_the_footer_offers_the_other_language(host, request):
    client: Client = request.getfixturevalue(host)
    page = client.get("/").content.decode()
    assert '<html lang="id">' in page
    assert 'lang="en">English</button>' in footer(page)
    chosen = client.post("/bahasa/", {"language": "en"}, headers={"referer": "http://elsewhere.example/x"})
    assert (chosen.status_code, chosen.headers["Location"]) == (302, "/")
    page = client.get("/").content.decode()
    assert '<html lang="en">' in page
    assert 'lang="id">Bahasa Indonesia</button>' in footer(page)
    client.post("/bahasa/", {"language": "id"})
    assert '<html lang="id">' in client.get("/").content.decode()


def test_the_kabupaten_host_takes_the_choice_too(client_kabupaten):
    client_kabupaten.post("/bahasa/", {"language": "en"})
    assert '<html lang="en">' in client_kabupaten.get("/masuk/").content.decode()


def test_the_choice_leads_back_to_the_page(client_a):
    here = f"http://{client_a.defaults['SERVER_NAME']}/masuk/"
    answer = client_a.post("/bahasa/", {"language": "en"}, headers={"referer": here})
    assert answer.headers["Location"] == here


def test_the_choice_is_kept_for_a_year_and_out_of_scripts(client_a):
    cookie = client_a.post("/bahasa/", {"language": "en"}).cookies["django_language"]
    assert cookie["max-age"] == 365 * 24 * 60 * 60
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_an_unknown_language_changes_nothing(client_a):
    answer = client_a.post("/bahasa/", {"language": "xx"})
    assert answer.status_code == 302
    assert "django_language" not in answer.cookies


def test_no_other_site_can_choose(office_a):
    client = Client(SERVER_NAME=f"{office_a.slug}.localhost", enforce_csrf_checks=True)
    token = TOKEN.findall(client.get("/").content.decode())[-1]
    assert client.post("/bahasa/", {"language": "en"}).status_code == 403
    assert client.post("/bahasa/", {"language": "en", "csrfmiddlewaretoken": token}).status_code == 302


def test_dates_keep_their_order_in_english():
    day = Template('{{ day|date:"l, j F Y" }}')
    with translation.override("en"):
        assert day.render(Context({"day": date(2026, 11, 20)})) == "Friday, 20 November 2026"
    with translation.override("id"):
        assert day.render(Context({"day": date(2026, 11, 20)})) == "Jumat, 20 November 2026"


def test_what_is_printed_is_indonesian_whoever_reads():
    with translation.override("en"):
        assert translation.gettext("Gratis") == "Free of charge"
        with in_indonesian():
            assert translation.gettext("Gratis") == "Gratis"
        assert translation.gettext("Gratis") == "Free of charge"
