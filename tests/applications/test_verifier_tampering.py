"""Events changed by somebody with the owner's rights on the database are found."""

from django.db import connections

from applications import verifier
from applications.models import Event
from offices.models import Office
from offices.scope import office_scope
from tests import world
from tests.applications.pages import Site

CHANGES = {
    "UPDATE {t} SET actor_name = 'Orang Lain' WHERE seq = 2": 2,
    'UPDATE {t} SET data = data || \'{"reason": "lain"}\' WHERE seq = 1': 1,
    "UPDATE {t} SET at = at - interval '1 hour' WHERE seq = 3": 3,
    "DELETE FROM {t} WHERE seq = 2": 2,
    "DELETE FROM {t} WHERE seq = 4": 4,
    "UPDATE {t} SET seq = 9 WHERE seq = 4": 4,
}


def test_whatever_is_changed_the_first_broken_event_is_named(live_database, clock):
    office = Office.objects.get(slug="kec-uji-barat")
    world.open_services(office, "sktm-rekomendasi")
    site = Site(office, world.staff(office))
    outcomes = [site.until("sktm-rekomendasi", "HAND_OVER") for _n in CHANGES]
    with connections["owner"].cursor() as cursor:
        for outcome, sql in zip(outcomes, CHANGES, strict=True):
            table = f"{office.schema_name}.{Event._meta.db_table}"
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"{sql.replace('{t}', table)} AND file_id = %s", [outcome.file_id])
            assert cursor.rowcount == 1
    with office_scope(office):
        found = {each.chain: each.report.broken for each in verifier.check_office({})}
    lines = zip(outcomes, CHANGES.values(), strict=True)
    assert found == {f"file {outcome.receipt_number}": line for outcome, line in lines}


CUT = """
DELETE FROM {s}.applications_event WHERE file_id = %(file)s AND seq = 4;
UPDATE {s}.applications_file f SET event_no = 3, last_digest = {seal}, step_key = e.to_step
FROM {s}.applications_event e WHERE e.file_id = f.id AND e.seq = 3 AND f.id = %(file)s
"""


SEALS = ("e.digest", "e.previous", "f.last_digest", "''")


def test_an_event_cut_off_is_found_though_the_row_was_told(live_database, clock):
    office = Office.objects.get(slug="kec-uji-barat")
    world.open_services(office, "sktm-rekomendasi")
    site = Site(office, world.staff(office))
    outcomes = [site.until("sktm-rekomendasi", "HAND_OVER") for _seal in SEALS]
    with office_scope(office):
        assert [each.report.broken for each in verifier.check_office({})] == [None] * len(SEALS)
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"ALTER TABLE {office.schema_name}.applications_event DISABLE TRIGGER USER")
        for outcome, seal in zip(outcomes, SEALS, strict=True):
            cursor.execute(CUT.format(s=office.schema_name, seal=seal), {"file": outcome.file_id})
    with office_scope(office):
        assert [each.report.broken for each in verifier.check_office({})] == [3] * len(SEALS)
