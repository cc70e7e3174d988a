"""Words on screens: every state has its own, and none says more than anybody may know."""

from datetime import UTC, date, datetime

import pytest

from queueing import screen_words
from queueing.expectation import Basis, Expected
from queueing.models import Priority
from queueing.workflow import State

AT = datetime(2026, 11, 20, 2, 12, tzinfo=UTC)
RANGE = Expected(15, 35, 3, 112, Basis.SAME_HOUR)


@pytest.mark.parametrize("state", State)
def test_every_state_is_said_in_words_of_its_own(state):
    said = screen_words.said(state, counter=2, called_at=AT, group="Surat")
    assert said.headline
    assert said.text
    others = {
        screen_words.said(each, counter=2, called_at=AT, group="Surat") for each in State if each is not state
    }
    assert said not in others
    assert ("Loket 2" in said.headline) == (state in {State.CALLED, State.SERVING})


def test_who_is_called_reads_where_to_go_and_since_when():
    said = screen_words.said(State.CALLED, counter=2, called_at=AT, group="")
    assert (said.headline, said.text) == ("Silakan ke Loket 2", "Nomor Anda dipanggil pukul 09.12.")


def test_a_number_kept_for_another_day_says_for_which():
    said = screen_words.said(
        State.WAITING, counter=None, called_at=None, group="", kept_for=date(2026, 11, 23)
    )
    assert said.headline == "Disimpan untuk Senin, 23 November"


def test_a_wait_is_a_range_or_nothing():
    assert screen_words.wait(RANGE) == "Perkiraan menunggu 15–35 menit"
    assert "112 kunjungan" in screen_words.basis(RANGE)
    assert "belum cukup data" in screen_words.wait(None)
    assert screen_words.minutes(None) == "belum cukup data"
    assert screen_words.minutes(Expected(4, 4, 0, 20, Basis.ALL)) == "4 menit"


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["SKTM"], "SKTM"), (["SKTM", "KP4"], "SKTM dan KP4"), (["A", "B", "C"], "A, B dan C")],
)
def test_services_in_one_line(names, said):
    assert screen_words.services(names) == said


def test_people_are_counted():
    assert screen_words.ahead(0) == "Anda yang berikutnya"
    assert screen_words.ahead(1) == "1 orang di depan Anda"
    assert screen_words.waiting(0) == "Tidak ada yang menunggu"
    assert screen_words.waiting(7) == "7 orang menunggu"
    assert screen_words.place(None) == "Loket"


def test_the_reason_of_a_priority_is_in_no_word_of_a_screen():
    said = " ".join(
        f"{each.headline} {each.text}"
        for state in State
        for each in [screen_words.said(state, counter=1, called_at=AT, group="")]
    )
    assert not any(str(kind.label) in said for kind in Priority)
