"""Reads of files: the app's door. Dataclasses and lists of the current office, never querysets."""

from applications.queries_desk import Desk, Light, Section, desk
from applications.queries_file import AtStep, Detail, at_step, file_detail, file_stamp, receipt_number
from applications.queries_frames import frames
from applications.queries_household import Household, household
from applications.queries_inbox import (
    Inbox,
    LeaderAway,
    Part,
    changes,
    inbox,
    leader_away,
    leader_missed,
)
from applications.queries_letter import Reading, reading
from applications.queries_people import Kind, Person, as_answer, find_people, person, person_of
from applications.queries_public import PublicFile, public_file
from applications.queries_rows import Row, by_promise, rows
from applications.queries_search import Found, search
from applications.queries_uncollected import Shelf, Waiting, uncollected

__all__ = [
    "AtStep",
    "Desk",
    "Detail",
    "Found",
    "Household",
    "Inbox",
    "Kind",
    "LeaderAway",
    "Light",
    "Part",
    "Person",
    "PublicFile",
    "Reading",
    "Row",
    "Section",
    "Shelf",
    "Waiting",
    "as_answer",
    "at_step",
    "by_promise",
    "changes",
    "desk",
    "file_detail",
    "file_stamp",
    "find_people",
    "frames",
    "household",
    "inbox",
    "leader_away",
    "leader_missed",
    "person",
    "person_of",
    "public_file",
    "reading",
    "receipt_number",
    "rows",
    "search",
    "uncollected",
]
