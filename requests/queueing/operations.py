"""The queue: writes. Every one is a transaction of its own; open pages are told after it (topic "queue")."""

from queueing.arranging import furnish, save_counter, save_group, set_priority_run
from queueing.calling import ASKED, Seen, act, call_next
from queueing.closing import Ended, end_day, reopen_day
from queueing.issuing import Wanted, issue
from queueing.trips import MissingItem, SentHome, close_by_hand, close_by_nik, send_home
from queueing.visits import bind_file, quick

__all__ = [
    "ASKED",
    "Ended",
    "MissingItem",
    "Seen",
    "SentHome",
    "Wanted",
    "act",
    "bind_file",
    "call_next",
    "close_by_hand",
    "close_by_nik",
    "end_day",
    "furnish",
    "issue",
    "quick",
    "reopen_day",
    "save_counter",
    "save_group",
    "send_home",
    "set_priority_run",
]
