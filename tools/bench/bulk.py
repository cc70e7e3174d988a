"""Years of closed files, made by the database itself: copies of one real file, each a person of its own.

Sealed columns are copied as they are: they belong to a column and an office, not to a row.
"""

import time
from contextlib import suppress
from uuid import UUID

import psycopg

from tools.bench.figures import note
from tools.bench.ground import NAMES, Ground, owner_here

# A book of 100,000 files a year is far more than any kecamatan has; the years only keep numbers apart.
PER_YEAR = 100_000
LAST_YEAR = 2025
BATCH = 100_000

# What differs from file to file; all else is copied.
FILE = {
    "id": "uuid_of(n, 0)",
    "year": "{last_year} - n / {per_year}",
    "seq": "n %% {per_year} + 1",
    "receipt_number": "to_char(n %% {per_year} + 1, 'FM000000') || '/' || ({last_year} - n / {per_year})",
    "track_code": "upper(substr(md5('track' || n), 1, 12))",
    "name": "{name}",
    "search_name": "lower({name})",
    "nik_index": "md5('a' || n) || md5('b' || n)",
    "phone_index": "md5('c' || n) || md5('d' || n)",
    "received_at": "t.received_at - make_interval(mins => 527040 + n)",
    "complete_at": "t.complete_at - make_interval(mins => 527040 + n)",
    "due_at": "t.due_at - make_interval(mins => 527040 + n)",
    "finished_at": "t.finished_at - make_interval(mins => 527040 + n)",
    "changed_at": "t.changed_at - make_interval(mins => 527040 + n)",
}
EVENT = {
    "id": "uuid_of(n, t.seq)",
    "file_id": "uuid_of(n, 0)",
    "at": "t.at - make_interval(mins => 527040 + n)",
    "idempotency_key": "NULL",
}
LETTER = {
    "id": "uuid_of(n, 99)",
    "file_id": "uuid_of(n, 0)",
    "year": "{last_year} - n / {per_year}",
    "seq": "n %% {per_year} + 1",
    "code": "upper(substr(md5('letter' || n), 1, 12))",
    "pdf": "NULL",
}
ENTRY = {
    "id": "uuid_of(n, 98)",
    "file_id": "uuid_of(n, 0)",
    "letter_id": "uuid_of(n, 99)",
    "year": "{last_year} - n / {per_year}",
    "seq": "n %% {per_year} + 1",
    "date": "make_date({last_year} - n / {per_year}, 1, 1) + n %% 365",
    "name": "{name}",
    "search_name": "lower({name})",
    "nik_index": "md5('a' || n) || md5('b' || n)",
}
COPIES = (
    ("applications_file", FILE, "t.id = %(file)s"),
    ("applications_event", EVENT, "t.file_id = %(file)s"),
    ("documents_letter", LETTER, "t.file_id = %(file)s"),
    ("documents_registerentry", ENTRY, "t.file_id = %(file)s"),
)
UUID_OF = """
CREATE OR REPLACE FUNCTION pg_temp.uuid_of(n int, part int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  -- As UUIDv7 do, they rise with time; 0190… is the middle of 2024.
  SELECT ('01900000-0000-7' || lpad(to_hex(part), 3, '0') || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid
$$
"""


def file_key(n: int) -> UUID:
    """The key of the n-th copied file, as `uuid_of` makes it."""
    return UUID(f"01900000-0000-7000-8000-{n:012x}")


def fill(ground: Ground, *, file_id: str, first: int, count: int) -> float:
    """Add `count` closed files after the `first`, copied from a real one; returns the seconds it took."""
    began = time.monotonic()
    names = "(ARRAY[{}])".format(",".join(f"'{name}'" for name in NAMES))
    name = f"{names}[1 + n %% {len(NAMES)}] || ' ' || {names}[1 + n / 7 %% {len(NAMES)}] || ' ' || n"
    words = {"name": name, "last_year": LAST_YEAR, "per_year": PER_YEAR}
    with owner_here() as connection:
        connection.execute(f"SET search_path = {ground.office.schema_name}, public, extensions, pg_temp")
        connection.execute("SET synchronous_commit = off")
        connection.execute(UUID_OF)
        for start in range(first, first + count, BATCH):
            end = min(start + BATCH, first + count) - 1
            note(f"closed files {start + 1:,} to {end + 1:,}")
            for table, changed, where in COPIES:
                columns = [
                    row[0]
                    for row in connection.execute(
                        "SELECT attname FROM pg_attribute "
                        "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
                        [table],
                    )
                ]
                values = [
                    changed[column].format(**words).replace("uuid_of", "pg_temp.uuid_of")
                    if column in changed
                    else f't."{column}"'
                    for column in columns
                ]
                named = ", ".join(f'"{column}"' for column in columns)
                connection.execute(
                    f"INSERT INTO {table} ({named}) SELECT {', '.join(values)} FROM {table} t, "  # noqa: S608
                    f"generate_series(%(first)s::int, %(last)s::int) n WHERE {where}",
                    {"first": start, "last": end, "file": file_id},
                )
        for table, _changed, _where in COPIES:
            connection.execute(f"VACUUM (ANALYZE, FREEZE) {table}")
        with suppress(psycopg.errors.InsufficientPrivilege):
            # Else the disk is still busy with all this when the measuring begins.
            connection.execute("CHECKPOINT")
    return time.monotonic() - began
