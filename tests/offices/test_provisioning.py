"""Provisioning: whole or not at all, once, resumable; and keeping all schemas up to date."""

import threading
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection as _connection
from django.db import connections

from commons.crypto import NoKey, Unreadable, blind_index, open_sealed, seal
from offices import directory, keys, operations, owning, provisioning, rights
from offices.areas import known_areas
from offices.models import Area, Domain, Office, OfficeKey, OfficeState
from offices.onboarding import bring_on
from offices.owning import OWNER, NoOwner
from offices.roles import role_name
from offices.scope import office_scope

connection: Any = _connection
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
LUMAJANG, TOMPOKERSAN = "35.08.10", "35.08.10.1011"


def roles(schema):
    """Whether the office's role is there."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_roles WHERE rolname = %s", [role_name(connection.settings_dict["NAME"], schema)]
        )
        return cursor.fetchone() is not None


@pytest.fixture
def entered(live_database):
    """Kecamatan Lumajang: entered, not provisioned."""
    return operations.create_office(code=LUMAJANG, now=NOW)


def test_an_entered_office_has_no_schema(entered):
    assert (entered.schema_name, entered.slug, entered.state) == ("o_350810", "kec-lumajang", "PROVISIONING")
    assert not owning.exists("o_350810")


def test_provisioning_makes_schema_role_rights_and_key(entered):
    office = provisioning.provision(entered.pk, now=NOW)
    assert office.state == OfficeState.READY
    assert roles("o_350810")
    assert OfficeKey.objects.filter(office=office).exists()
    with office_scope(office), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM applications_file")
        assert cursor.fetchone() == (0,)
    with connections[OWNER].cursor() as cursor:
        tables = rights.tables_of(cursor, "o_350810")
        wanted = rights.wanted(connection.settings_dict["NAME"], "o_350810", tables)
        assert rights.live(cursor, "o_350810") == wanted != frozenset()


def test_provisioning_again_changes_nothing(entered):
    provisioning.provision(entered.pk, now=NOW)
    operations.move_office(office_id=entered.pk, state=OfficeState.LIVE)
    wrapped = bytes(OfficeKey.objects.get(office=entered).wrapped)
    assert provisioning.provision(entered.pk, now=NOW).state == OfficeState.LIVE
    assert bytes(OfficeKey.objects.get(office=entered).wrapped) == wrapped


@pytest.mark.parametrize("step", ["office_sql", "make_key", "schema"])
def test_failing_half_way_leaves_nothing_and_a_second_run_finishes(entered, monkeypatch, step):
    def fails(*_args: Any, **_kwargs: Any) -> None:
        raise ZeroDivisionError

    template = None
    with monkeypatch.context() as patched:
        if step == "office_sql":
            patched.setattr(rights, "office_sql", fails)
        elif step == "make_key":
            patched.setattr(keys, "make_key", fails)
        else:
            template = provisioning.template_sql() + "SELECT 1/0;"
        with pytest.raises(Exception, match=r"division|^$"):
            provisioning.provision(entered.pk, now=NOW, template=template)
    assert not owning.exists("o_350810")
    assert not roles("o_350810")
    assert not OfficeKey.objects.filter(office=entered).exists()
    assert Office.objects.get(pk=entered.pk).state == OfficeState.PROVISIONING
    assert provisioning.provision(entered.pk, now=NOW).state == OfficeState.READY


def test_two_runs_at_once_make_one_schema(entered):
    states: list[Any] = []

    def run() -> None:
        try:
            states.append(provisioning.provision(entered.pk, now=NOW).state)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states == [OfficeState.READY] * 3


def test_without_the_owners_address_nothing_is_provisioned(entered, monkeypatch):
    with monkeypatch.context() as patched:
        patched.delitem(settings.DATABASES, OWNER)
        with pytest.raises(NoOwner):
            provisioning.provision(entered.pk, now=NOW)


def test_the_application_cannot_provision(entered):
    with (
        psycopg.connect(
            dbname=connection.settings_dict["NAME"],
            user=connection.settings_dict["USER"],
            password=connection.settings_dict["PASSWORD"] or None,
            host=connection.settings_dict["HOST"],
            port=connection.settings_dict["PORT"] or None,
        ) as login,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        login.execute("CREATE SCHEMA o_350810")


def test_bringing_on_a_kelurahan_and_then_its_kecamatan(live_database):
    kelurahan = bring_on(TOMPOKERSAN, now=NOW, live=True)
    assert (kelurahan.full_name, kelurahan.slug) == ("Kelurahan Tompokersan", "kel-tompokersan")
    kecamatan = bring_on(LUMAJANG, now=NOW)
    kelurahan.refresh_from_db()
    assert kelurahan.parent == kecamatan
    assert (kelurahan.state, kecamatan.state) == ("LIVE", "READY")
    assert Area.objects.count() == len(known_areas()) == 226
    assert set(Domain.objects.filter(tenant=kelurahan).values_list("domain", flat=True)) == {
        "kel-tompokersan.localhost"
    }


def test_each_office_seals_with_its_own_key(live_database, office_a, office_b):
    with office_scope(office_a):
        sealed = seal(keys.current_data_key(), b"3508", "t.c")
        index = blind_index(keys.current_data_key(), "3508")
        assert open_sealed(keys.current_data_key(), sealed, "t.c") == b"3508"
    with office_scope(office_b):
        assert blind_index(keys.current_data_key(), "3508") != index
        with pytest.raises(Unreadable):
            open_sealed(keys.current_data_key(), sealed, "t.c")
    with pytest.raises(NoKey):
        keys.current_data_key()


def test_an_office_without_key_opens_nothing(entered):
    with pytest.raises(NoKey):
        keys.data_key(entered.schema_name)


def test_a_key_is_read_once(office_a, django_assert_num_queries):
    with office_scope(office_a):
        keys.current_data_key()
        with django_assert_num_queries(0):
            keys.current_data_key()


def test_the_held_keys_stay_few(office_a, office_b, monkeypatch):
    monkeypatch.setattr(keys, "HELD", 1)
    keys.data_key(office_a.schema_name)
    keys.data_key(office_b.schema_name)
    assert list(keys._held) == [office_b.schema_name]


def test_the_command_brings_offices_on(live_database, capsys):
    call_command("onboard_office", LUMAJANG, "--live")
    assert Office.objects.get(slug="kec-lumajang").state == OfficeState.LIVE
    call_command("onboard_office", LUMAJANG, "--live", verbosity=0)
    with pytest.raises(CommandError, match=r"35\.08\.99"):
        call_command("onboard_office", "35.08.99")
    with pytest.raises(CommandError, match="one code"):
        call_command("onboard_office", LUMAJANG, TOMPOKERSAN, slug="x")
    assert "Kecamatan Lumajang" in capsys.readouterr().out


def test_the_command_names_bad_rows_by_line_and_loads_nothing(live_database, tmp_path, capsys):
    file = tmp_path / "areas.csv"
    file.write_text(
        "kemendagri_code,level,name,parent_code,postal_code\n"
        "35.08.01,kecamatan,Tempursari,35.08,\n"
        "35.08.1,kecamatan,Kurang,35.08,\n"
        "35.08.01.2001,kelurahan,Tegalrejo,35.08.01,67375\n"
        "35.08.01,kecamatan,Kembar,35.08,\n"
        "35.08.02,kecamatan,,35.08,\n"
        "35.08.03,kecamatan,Kode,35.08,6731\n"
        "35.08.04,kota,Kota,35.08,\n"
        "35.08.05,kecamatan,Induk,35.09,\n"
        "35.08.06,kecamatan\n"
    )
    with pytest.raises(CommandError, match="8 bad rows"):
        call_command("import_offices", str(file))
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in lines] == [f"Baris {n}" for n in range(3, 11)]
    assert Area.objects.count() == 0
    with pytest.raises(CommandError, match="1 bad rows"):
        call_command("import_offices", str(_written(file, "code;name\n1;2\n")))
    with pytest.raises(CommandError, match="no rows"):
        call_command(
            "import_offices", str(_written(file, "kemendagri_code,level,name,parent_code,postal_code\n"))
        )
    with pytest.raises(CommandError):
        call_command("import_offices", str(tmp_path / "none.csv"))


def _written(file, text):
    file.write_text(text)
    return file


def test_the_command_imports_and_brings_on(live_database, tmp_path):
    file = _written(
        tmp_path / "areas.csv",
        "kemendagri_code,level,name,parent_code,postal_code\n"
        "35.09.01,kecamatan,Kencong,35.09,\n35.09.01.2001,desa,Paseban,35.09.01,68167\n",
    )
    call_command("import_offices", str(file), "--onboard", "kecamatan", verbosity=0)
    assert Area.objects.count() == 2
    assert Office.objects.get(kemendagri_code="35.09.01").state == OfficeState.READY
    assert not Office.objects.filter(kemendagri_code="35.09.01.2001").exists()


def test_a_new_office_is_found_at_once(live_database):
    directory.by_host("kec-lumajang.localhost", "kec-lumajang")
    office = bring_on(LUMAJANG, now=NOW)
    found = directory.by_host("kec-lumajang.localhost", "kec-lumajang")
    assert found == office
    assert found is not None
    assert found.state == OfficeState.READY
