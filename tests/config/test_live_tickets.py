"""A ticket says what its page may listen to, and nobody else can write one."""

from datetime import UTC, datetime, timedelta

import pytest

from config.live_tickets import MOST_TOPICS, BadTicket, issue_ticket, read_ticket

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def test_a_ticket_carries_schema_topics_and_times():
    text = issue_ticket("o_350817", ["queue", "inbox", "queue"], timedelta(minutes=5), now=NOW)
    ticket = read_ticket(text, now=NOW)
    assert (ticket.schema, ticket.topics) == ("o_350817", ("inbox", "queue"))
    assert (ticket.issued_at, ticket.expires_at) == (NOW, NOW + timedelta(minutes=5))


def test_it_is_good_until_the_moment_it_expires():
    text = issue_ticket("o_350817", ["inbox"], timedelta(minutes=5), now=NOW)
    read_ticket(text, now=NOW + timedelta(minutes=4, seconds=59))
    with pytest.raises(BadTicket, match="expired"):
        read_ticket(text, now=NOW + timedelta(minutes=5))


def test_a_body_of_one_office_with_the_signature_of_another_is_refused():
    ours = issue_ticket("o_350817", ["inbox"], now=NOW)
    theirs = issue_ticket("o_350818", ["inbox"], now=NOW)
    with pytest.raises(BadTicket, match="altered"):
        read_ticket(f"{theirs.partition('.')[0]}.{ours.partition('.')[2]}", now=NOW)


def test_every_altered_character_is_noticed():
    text = issue_ticket("o_350817", ["inbox"], now=NOW)
    for place, character in enumerate(text[:-1]):  # the last one holds unused bits of base64
        other = "A" if character != "A" else "B"
        with pytest.raises(BadTicket):
            read_ticket(text[:place] + other + text[place + 1 :], now=NOW)


@pytest.mark.parametrize("text", ["", ".", "a.b", "é.é", "x" * 100_000, "....", "e30.e30"])
def test_rubbish_is_refused(text):
    with pytest.raises(BadTicket):
        read_ticket(text, now=NOW)


@pytest.mark.parametrize(
    ("schema", "topics"),
    [
        ("o_1:x", ["inbox"]),
        ("", ["inbox"]),
        ("o_350817", ["a:b"]),
        ("o_350817", [""]),
        ("o_350817", ["*"]),
        ("o_350817", []),
        ("o_350817", [f"t{n}" for n in range(MOST_TOPICS + 1)]),
    ],
)
def test_a_name_that_could_reach_another_stream_is_refused(schema, topics):
    with pytest.raises(ValueError, match="topics"):
        issue_ticket(schema, topics, now=NOW)
