import pytest
from django.core.exceptions import FieldError
from django.db import connection, connections, models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from commons import crypto
from commons.crypto import DataKey, NoKey, Unreadable
from commons.fields import SealedBytesField, SealedJSONField, SealedTextField

A = DataKey(b"a" * 32, "o_3508a")
B = DataKey(b"b" * 32, "o_3508b")


def as_office(monkeypatch, key):
    monkeypatch.setattr(crypto, "_provider", lambda: key)


@pytest.fixture
def person(monkeypatch):
    """A model with one field of each kind; it is in no app's registry."""
    as_office(monkeypatch, A)
    with isolate_apps("commons"):

        class Person(models.Model):
            nik = SealedTextField(null=True)
            kk = SealedTextField(null=True)
            answers = SealedJSONField(null=True)
            scan = SealedBytesField(null=True)

            class Meta:
                app_label = "commons"
                db_table = "test_sealed_person"

        yield Person


def stored(model, name, value):
    return model._meta.get_field(name).get_db_prep_save(value, connection)


def loaded(model, name, value):
    return model._meta.get_field(name).from_db_value(value, None, connection)


VALUES = [
    ("nik", "3508170508680001"),
    ("nik", ""),
    ("nik", "Nasa'i 😀"),
    ("answers", {"ahli waris": [{"nama": "Siti", "lahir": "1968-08-05"}], "n": 3, "x": None}),
    ("answers", []),
    ("answers", 0),
    ("answers", False),
    ("scan", b"\x00\xff%PDF"),
    ("scan", b""),
]


class TestSealedFields:
    @pytest.mark.parametrize(("name", "value"), VALUES)
    def test_a_value_is_sealed_going_in_and_plain_coming_out(self, person, name, value):
        sealed = stored(person, name, value)
        assert isinstance(sealed, bytes)
        assert sealed[0] == 1
        assert b"3508170508680001" not in sealed
        assert b"Siti" not in sealed
        for driver_type in (bytes, memoryview):
            assert loaded(person, name, driver_type(sealed)) == value

    @pytest.mark.parametrize("name", ["nik", "answers", "scan"])
    def test_none_is_null(self, person, name):
        assert stored(person, name, None) is None
        assert loaded(person, name, None) is None

    def test_equal_values_look_different(self, person):
        assert stored(person, "nik", "1") != stored(person, "nik", "1")

    def test_a_value_moved_to_another_column_does_not_open(self, person):
        with pytest.raises(Unreadable) as caught:
            loaded(person, "kk", stored(person, "nik", "3508170508680001"))
        assert caught.value.context == {"place": "test_sealed_person.kk"}

    def test_a_value_moved_to_another_office_does_not_open(self, person, monkeypatch):
        sealed = stored(person, "nik", "3508170508680001")
        as_office(monkeypatch, B)
        with pytest.raises(Unreadable):
            loaded(person, "nik", sealed)

    def test_outside_an_office_nothing_is_sealed(self, person, monkeypatch):
        monkeypatch.setattr(crypto, "_provider", None)
        with pytest.raises(NoKey):
            stored(person, "nik", "1")

    @pytest.mark.parametrize(
        ("name", "value"), [("nik", 3508), ("nik", b"x"), ("scan", "x"), ("answers", {1, 2})]
    )
    def test_a_value_of_another_type_is_refused(self, person, name, value):
        with pytest.raises(TypeError):
            stored(person, name, value)

    def test_json_that_other_programs_cannot_read_is_refused(self, person):
        with pytest.raises(ValueError, match="JSON"):
            stored(person, "answers", float("nan"))

    def test_indonesian_text_is_kept_short(self, person):
        plain = person._meta.get_field("answers").pack({"é": "“ya”"})
        assert plain == '{"é":"“ya”"}'.encode()


class TestLookups:
    @pytest.mark.parametrize(
        "condition",
        [{"nik": "1"}, {"nik__in": ["1"]}, {"nik__contains": "1"}, {"nik": None}, {"answers__nama": "x"}],
        ids=str,
    )
    def test_a_search_is_refused_and_says_what_to_use(self, person, condition):
        with pytest.raises(FieldError, match="blind index"):
            person.objects.filter(**condition)

    def test_whether_there_is_a_value_may_be_asked(self, person):
        assert '"nik" IS NULL' in str(person.objects.filter(nik__isnull=True).query)


class TestDeclaration:
    def test_the_column_is_bytea(self, person):
        assert person._meta.get_field("nik").db_type(connection) == "bytea"

    @pytest.mark.parametrize("kind", [SealedTextField, SealedJSONField, SealedBytesField])
    def test_a_migration_can_write_it(self, kind):
        text, imports = MigrationWriter.serialize(kind(null=True, verbose_name="NIK"))
        assert text == f"commons.fields.{kind.__name__}(null=True, verbose_name='NIK')"
        assert imports == {"import commons.fields"}

    @pytest.mark.parametrize("option", [{"unique": True}, {"db_index": True}, {"default": "x"}], ids=str)
    @isolate_apps("commons")
    def test_what_cannot_work_sealed_is_an_error_at_start(self, option):
        class Wrong(models.Model):
            nik = SealedTextField(**option)

            class Meta:
                app_label = "commons"

        assert [message.id for message in Wrong._meta.get_field("nik").check()] == ["commons.E001"]

    def test_a_right_one_is_none(self, person):
        assert person._meta.get_field("nik").check() == []

    def test_it_is_never_dumped_in_the_clear(self, person):
        with pytest.raises(FieldError, match="sealed"):
            person._meta.get_field("nik").value_to_string(person(nik="3508170508680001"))


# The login role may not make tables; the owner's connection has nothing else to do with what is tested.
@pytest.mark.django_db(databases=["default", "owner"])
class TestInTheDatabase:
    @pytest.fixture
    def people(self, person):
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "CREATE TEMPORARY TABLE test_sealed_person (id bigint GENERATED BY DEFAULT AS IDENTITY "
                "PRIMARY KEY, nik bytea, kk bytea, answers bytea, scan bytea) ON COMMIT DROP"
            )
        return person.objects.using("owner")

    def raw(self, column):
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"SELECT {column} FROM test_sealed_person ORDER BY id")
            return [None if value is None else bytes(value) for (value,) in cursor.fetchall()]

    def test_every_way_of_writing_seals(self, people, person):
        made = people.create(nik="3508170508680001", answers={"nama": "Siti"}, scan=b"%PDF")
        people.bulk_create([person(nik="3508174508680001"), person()])
        people.filter(pk=made.pk).update(kk="3508170101100001")
        made.refresh_from_db()
        made.nik = "3508170508680002"
        made.save(update_fields=["nik"])
        made.answers = {"nama": "Sitti"}
        people.bulk_update([made], ["answers"])

        first, second, third = people.order_by("pk")
        assert (first.nik, first.kk) == ("3508170508680002", "3508170101100001")
        assert (first.answers, first.scan) == ({"nama": "Sitti"}, b"%PDF")
        assert (second.nik, third.nik, third.answers) == ("3508174508680001", None, None)
        assert people.filter(nik__isnull=True).count() == 1
        assert list(people.order_by("pk").values_list("nik", flat=True)) == [
            "3508170508680002",
            "3508174508680001",
            None,
        ]
        for column in ("nik", "kk", "answers", "scan"):
            lying = [value for value in self.raw(column) if value is not None]
            assert lying
            assert all(value[0] == 1 for value in lying)
            assert not any(b"3508" in v or b"Sit" in v or b"PDF" in v for v in lying)

    def test_another_office_cannot_read_the_row(self, people, monkeypatch):
        people.create(nik="3508170508680001")
        as_office(monkeypatch, B)
        with pytest.raises(Unreadable):
            list(people.all())

    def test_the_database_cannot_sort_out_equal_values(self, people, person):
        people.bulk_create([person(nik="3508170508680001") for _ in range(20)])
        assert len(set(self.raw("nik"))) == 20
