"""Many answers stored at once: by one statement with one parameter, since a placeholder for each of the 25
columns of 10,000 rows costs more than all the rest of an import."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from commons.fields import SealedTextField
from surveys.models import SurveyResponse


def insert_all(rows: Iterable[SurveyResponse]) -> None:
    """Insert rows that are not stored yet, in this order. In a transaction."""
    fields = SurveyResponse._meta.concrete_fields
    names = ", ".join(connection.ops.quote_name(field.attname) for field in fields)
    types = ", ".join(
        f"{connection.ops.quote_name(field.attname)} {field.db_type(connection)}" for field in fields
    )
    table = connection.ops.quote_name(SurveyResponse._meta.db_table)
    sql = (
        f"INSERT INTO {table} ({names}) "  # noqa: S608  names of the model's own columns
        f"SELECT {names} FROM jsonb_to_recordset(%s::jsonb) AS given ({types})"
    )
    told = json.dumps([_plain(row) for row in rows], ensure_ascii=False, default=_text)
    with connection.cursor() as cursor:
        cursor.execute(sql, [told])


def _plain(row: SurveyResponse) -> dict[str, Any]:
    values = {field.attname: getattr(row, field.attname) for field in SurveyResponse._meta.concrete_fields}
    if row.comment is not None:
        comment = SurveyResponse._meta.get_field("comment")
        assert isinstance(comment, SealedTextField)
        values["comment"] = "\\x" + comment.get_db_prep_value(row.comment, connection).hex()
    return values


def _text(value: object) -> str:
    if isinstance(value, UUID | date):
        return str(value)
    raise TypeError(f"{type(value).__name__} is in no answer")
