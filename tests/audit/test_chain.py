"""The chain: nothing of a stored line can be changed, removed or inserted without being found."""

import dataclasses
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from audit import chain

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
PLAIN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=6,
)


@dataclass(frozen=True)
class Stored:
    seq: int
    at: datetime
    actor_id: UUID | None
    actor_name: str
    action: str
    subject: str
    data: Any
    previous: str = ""
    digest: str = ""


LINES = st.lists(
    st.builds(
        Stored,
        seq=st.just(0),
        at=st.datetimes(timezones=st.just(UTC)),
        actor_id=st.none() | st.uuids(),
        actor_name=PLAIN,
        action=PLAIN,
        subject=PLAIN,
        data=st.dictionaries(PLAIN, JSON, max_size=3),
    ),
    min_size=1,
    max_size=6,
)


def sealed(lines: list[Stored]) -> list[Stored]:
    """The lines numbered and chained, as an operation would store them."""
    done: list[Stored] = []
    previous = chain.GENESIS
    for number, line in enumerate(lines, start=1):
        line = replace(line, seq=number, previous=previous)  # noqa: PLW2901
        previous = chain.link(KEY, previous, chain.content_of(line))
        done.append(replace(line, digest=previous))
    return done


def changed(data: st.DataObject, value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, int):
        return value + data.draw(st.sampled_from([-1, 1, 1000]))
    if isinstance(value, str):
        return data.draw(PLAIN.filter(lambda text: text != value))
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1) if value.year < 9999 else value - timedelta(microseconds=1)
    if isinstance(value, dict):
        return data.draw(st.dictionaries(PLAIN, JSON, max_size=3))
    return data.draw(st.uuids().filter(lambda other: other != value))


@given(LINES)
def test_an_honest_chain_is_whole(lines):
    assert chain.verify(KEY, sealed(lines)) is None


@given(LINES, st.data())
def test_any_changed_field_of_any_line_is_found_there(lines, data):
    stored = sealed(lines)
    index = data.draw(st.integers(0, len(stored) - 1))
    field = data.draw(st.sampled_from([each.name for each in dataclasses.fields(Stored)]))
    value = getattr(stored[index], field)
    other = changed(data, value)
    assume(field != "data" or chain.canonical(other) != chain.canonical(value))
    stored[index] = replace(stored[index], **{field: other})
    assert chain.verify(KEY, stored) == index + 1


@given(LINES, st.data())
def test_one_changed_byte_of_the_canonical_form_changes_the_digest(lines, data):
    stored = sealed(lines)
    line = data.draw(st.sampled_from(stored))
    digest = list(line.digest)
    place = data.draw(st.integers(0, 63))
    digest[place] = "0" if digest[place] != "0" else "1"
    broken = [replace(each, digest="".join(digest)) if each is line else each for each in stored]
    assert chain.verify(KEY, broken) == line.seq


@given(LINES.filter(lambda lines: len(lines) > 1), st.data())
def test_a_removed_line_is_found_where_it_was(lines, data):
    stored = sealed(lines)
    index = data.draw(st.integers(0, len(stored) - 2))
    assert chain.verify(KEY, stored[:index] + stored[index + 1 :]) == index + 1


@given(LINES, st.data())
def test_a_line_sealed_again_breaks_the_next(lines, data):
    stored = sealed([*lines, lines[0]])
    index = data.draw(st.integers(0, len(stored) - 2))
    forged = replace(stored[index], actor_name=changed(data, stored[index].actor_name))
    forged = replace(forged, digest=chain.link(KEY, forged.previous, chain.content_of(forged)))
    assert chain.verify(KEY, [*stored[:index], forged, *stored[index + 1 :]]) == index + 2


@given(LINES, st.integers(1, 6))
def test_lines_cut_off_the_end_are_found_by_a_kept_head(lines, cut):
    stored = sealed(lines)
    links = list(chain.links_of(stored))
    kept = chain.walk(KEY, links).head
    left = max(len(links) - cut, 0)
    report = chain.walk(KEY, links[:left], kept)
    assert report.broken == left + 1
    assert chain.walk(KEY, links[:left]).broken is None, "without the head nothing shows it"


def test_a_chain_written_anew_is_found_by_a_kept_head():
    line = Stored(0, datetime(2026, 11, 20, tzinfo=UTC), None, "", "account.login", "", {})
    kept = chain.walk(KEY, chain.links_of(sealed([line, line]))).head
    other = sealed([line, replace(line, subject="user:1"), line])
    assert chain.walk(KEY, chain.links_of(other)).broken is None
    assert chain.walk(KEY, chain.links_of(other), kept).broken == 2


@given(LINES)
def test_without_the_key_nobody_makes_a_digest(lines):
    assert chain.verify(OTHER_KEY, sealed(lines)) == 1
    line = sealed(lines)[0]
    assert chain.link(OTHER_KEY, line.previous, chain.content_of(line)) != line.digest


@given(LINES, st.integers(1, 6))
def test_lines_cut_off_the_end_are_found_by_the_sealed_head(lines, cut):
    """Whoever cuts may also write another number, and the only seals they know: digests of lines."""
    links = list(chain.links_of(sealed(lines)))
    head = chain.walk(KEY, links).head
    seal = chain.seal_head(KEY, "trail", head)
    assert chain.against_head(KEY, "trail", chain.walk(KEY, links), head.lines, seal).whole
    left = max(len(links) - cut, 0)
    report = chain.walk(KEY, links[:left])
    assert report.whole
    assert chain.against_head(KEY, "trail", report, head.lines, seal).broken == left + 1
    for known in (seal, report.head.digest, links[-1].digest, ""):
        assert chain.against_head(KEY, "trail", report, left, known).broken == max(left, 1)


def test_the_seal_of_one_chain_is_none_of_another():
    head = chain.Head(3, "a" * 64)
    seals = {
        chain.seal_head(KEY, "file:1", head),
        chain.seal_head(KEY, "file:2", head),
        chain.seal_head(OTHER_KEY, "file:1", head),
        chain.seal_head(KEY, "file:1", chain.Head(2, head.digest)),
        chain.seal_head(KEY, "file:1", chain.Head(3, "b" * 64)),
    }
    assert len(seals) == 5


def test_a_broken_line_is_named_before_the_head_is_asked():
    report = chain.Report(chain.Head(1, "a" * 64), 2)
    assert chain.against_head(KEY, "trail", report, 9, "") == report


def test_an_empty_chain_is_whole():
    assert chain.verify(KEY, []) is None
    assert chain.walk(KEY, []).head == chain.Head(0, chain.GENESIS)


@given(JSON)
def test_key_order_does_not_matter(value):
    assert chain.canonical({"a": value, "b": 1}) == chain.canonical({"b": 1, "a": value})


@pytest.mark.parametrize(
    "value",
    [1.5, datetime(2026, 1, 1, tzinfo=UTC), {1: "a"}, {"a": b""}, ["\0"], "\ud800", {"\0": 1}, {1, 2}],
)
def test_what_the_database_would_give_back_otherwise_is_refused(value):
    with pytest.raises(TypeError):
        chain.canonical(value)


def test_a_moment_has_one_spelling():
    utc = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    assert chain.instant(utc.astimezone(timezone(timedelta(hours=7)))) == chain.instant(utc)
    with pytest.raises(ValueError, match="naive"):
        chain.instant(datetime(2026, 11, 20))  # noqa: DTZ001


def test_a_line_nobody_could_have_written_is_broken_not_an_error():
    line = sealed([Stored(0, datetime(2026, 11, 20, tzinfo=UTC), None, "", "account.login", "", {})])[0]
    assert chain.verify(KEY, [replace(line, data={"minutes": 1.5})]) == 1
