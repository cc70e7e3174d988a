"""Signs that forms were not filled by as many people: pure. A sign accuses nobody and drops nothing.

A line of equal answers may be an honest one, a burst a village meeting, one device a family. So each sign has
its number here, is shown with its reason, and what follows is decided by somebody who says why.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

BURST_WITHIN = timedelta(minutes=10)
BURST_MOST = 8  # a counter hands over fewer; an honest queue of answers is slower
DEVICE_MOST = 2  # of a household one may help another


def is_straight(answers: Mapping[str, int]) -> bool:
    """Whether all nine answers are the same column of the form."""
    return len(set(answers.values())) == 1


def bursts(
    moments: Iterable[tuple[datetime, Key]], *, within: timedelta = BURST_WITHIN, most: int = BURST_MOST
) -> set[Key]:
    """All that lie in some stretch of `within` (both ends) that holds more than `most`."""
    ordered = sorted(moments, key=lambda each: each[0])
    times = [at for at, _key in ordered]
    found: set[Key] = set()
    for first, start in enumerate(times):
        end = bisect_right(times, start + within)
        if end - first > most:
            found.update(key for _at, key in ordered[first:end])
    return found


def shared_device(count: int) -> bool:
    """Whether so many forms of one device are more than a household's."""
    return count > DEVICE_MOST


def in_networks(address: str, networks: Iterable[str]) -> bool:
    """Whether an address is one of the office's own. What is no address is not."""
    try:
        # An IPv6 caller is counted as a whole /64 (`accounts.addresses`).
        found = ip_address(address.partition("/")[0])
    except ValueError:
        return False
    return any(found in ip_network(each, strict=False) for each in networks)
