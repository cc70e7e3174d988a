"""How answers are kept from being joined to the people who gave them (ADR 49).

- A response has a random key and a day; a code has a random key and the period's last day. Neither names the
  other, a file, a person or a moment.
- All codes of a period are stored at once, in random order, before one is given out. Giving one out takes it
  from the sealed bag and touches no row of a code.
- What the database itself remembers of an insert (its place in the table, the number of its transaction) is
  rubbed out: with every new answer the day's answers are written anew, in random order, by one statement.
  The daily turn does the same with the codes, and with what was keyed in from numbered paper: the row of a
  paper and the row of its answers come from one transaction.
"""

from datetime import date
from uuid import UUID

from django.db import connection

from surveys.choices import Channel

LEAST = 5
"""Nothing is broken down that fewer forms stand behind."""

# Of these somebody could know when they came.
LIVELY = (Channel.CODE.value, Channel.TABLET.value)


_DAY = """
WITH gone AS (
  DELETE FROM surveys_surveyresponse WHERE period_id = %s AND day = %s AND channel = ANY(%s) RETURNING *
)
INSERT INTO surveys_surveyresponse SELECT * FROM gone ORDER BY random()
"""
_PAPERS = """
WITH gone AS (DELETE FROM surveys_surveyresponse WHERE period_id = %s AND channel = 'PAPER' RETURNING *)
INSERT INTO surveys_surveyresponse SELECT * FROM gone ORDER BY random()
"""
_CODES = """
WITH gone AS (DELETE FROM surveys_surveycode WHERE period_id = %s RETURNING *)
INSERT INTO surveys_surveycode SELECT * FROM gone ORDER BY random()
"""


def shuffle_day(period_id: UUID, day: date) -> None:
    """Write the day's answers of a period anew, in random order. In the transaction that added one."""
    with connection.cursor() as cursor:
        cursor.execute(_DAY, (period_id, day, list(LIVELY)))


def shuffle_papers(period_id: UUID) -> None:
    """Write a period's answers from paper anew, in random order."""
    with connection.cursor() as cursor:
        cursor.execute(_PAPERS, (period_id,))


def shuffle_codes(period_id: UUID) -> None:
    """Write the codes of a period anew, in random order."""
    with connection.cursor() as cursor:
        cursor.execute(_CODES, (period_id,))
