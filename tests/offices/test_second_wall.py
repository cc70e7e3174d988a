"""The second wall: what a connection may do follows from the scope it is in."""

import pytest
from django.db import ProgrammingError, connection, transaction

from offices.models import Office
from offices.scope import current_schema, office_scope, public_scope


def _role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def test_the_role_follows_the_scope(office_a, office_b):
    database = connection.settings_dict["NAME"]
    with office_scope(office_a):
        assert _role() == f"{database}_{office_a.schema_name}"
        with office_scope(office_b):
            assert _role() == f"{database}_{office_b.schema_name}"
            with public_scope():
                assert _role() == f"{database}_public"
        assert _role() == f"{database}_{office_a.schema_name}"
    assert _role() == f"{database}_public"
    assert current_schema() == "public"


def test_an_office_cannot_write_anothers_letterhead(office_a, office_b):
    with office_scope(office_a):
        assert Office.objects.filter(pk=office_a.pk).update(postal_code="67311") == 1
        assert Office.objects.filter(pk=office_b.pk).update(postal_code="67311") == 0


def test_an_office_cannot_open_itself(office_a):
    with (
        office_scope(office_a),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        Office.objects.filter(pk=office_a.pk).update(state="ARCHIVED")
