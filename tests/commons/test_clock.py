from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
import time_machine

from commons import clock

HALF_PAST_ELEVEN_UTC = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)


class TestNow:
    def test_it_is_aware_and_in_utc(self):
        with time_machine.travel(HALF_PAST_ELEVEN_UTC, tick=False):
            assert clock.now() == HALF_PAST_ELEVEN_UTC
            assert clock.now().utcoffset() == timedelta(0)

    def test_it_moves(self):
        with time_machine.travel(HALF_PAST_ELEVEN_UTC, tick=False) as traveller:
            first = clock.now()
            traveller.shift(timedelta(minutes=5))
            assert clock.now() - first == timedelta(minutes=5)

    def test_today_is_the_day_in_lumajang(self):
        with time_machine.travel(HALF_PAST_ELEVEN_UTC, tick=False):
            assert clock.today() == date(2026, 11, 21)


class TestAt:
    def test_it_holds_the_time_and_lets_it_go_again(self):
        with clock.at(datetime(2024, 2, 29, 9, 0, tzinfo=clock.WIB)):
            assert clock.now() == datetime(2024, 2, 29, 2, 0, tzinfo=UTC)
            assert clock.now().tzinfo is UTC
            with clock.at(HALF_PAST_ELEVEN_UTC):
                assert clock.now() == HALF_PAST_ELEVEN_UTC
            assert clock.today() == date(2024, 2, 29)
        assert clock.now().year != 2024

    def test_it_lets_go_after_an_error(self):
        with pytest.raises(RuntimeError), clock.at(HALF_PAST_ELEVEN_UTC):
            raise RuntimeError
        assert clock.now() != HALF_PAST_ELEVEN_UTC

    def test_another_thread_is_not_held(self):
        seen: list[datetime] = []
        with clock.at(datetime(2000, 1, 1, tzinfo=UTC)):
            thread = Thread(target=lambda: seen.append(clock.now()))
            thread.start()
            thread.join()
        assert seen[0].year > 2000


@pytest.mark.parametrize("read", [clock.wib, lambda moment: clock.at(moment).__enter__()])
def test_a_naive_time_is_refused(read):
    with pytest.raises(ValueError, match="naive"):
        read(datetime(2026, 11, 20, 9, 0))  # noqa: DTZ001  the point of the test


def test_wib_is_seven_hours_ahead():
    assert clock.wib(HALF_PAST_ELEVEN_UTC).strftime("%Y-%m-%d %H:%M %z") == "2026-11-21 06:30 +0700"
