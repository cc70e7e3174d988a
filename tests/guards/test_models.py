"""Models: nothing crosses the wall between the schemas."""

import ast
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from offices.grants import OFFICE_TABLES, PUBLIC_TABLES, rights
from offices.models import Domain, Office
from tests.source import ROOT

LINES: list[Any] = [*PUBLIC_TABLES, *OFFICE_TABLES]
OFFICE_MODELS = [m for name in settings.TENANT_APPS for m in apps.get_app_config(name).get_models(True)]
PUBLIC_MODELS = [
    model
    for config in apps.get_app_configs()
    if config.name in settings.SHARED_APPS
    for model in config.get_models(include_auto_created=True)
    if model._meta.managed and not model._meta.proxy
]
# (table, field): why a key that is no random or time-ordered id does no harm.
PLAIN_KEYS = {
    "trail_trailhead": "one row, written with its line in one statement; its seal fits one office only",
    "queueing_ticketday": "a counter row, locked and counted within one operation, never carried elsewhere",
}


def test_there_are_models_on_both_sides():
    assert len(OFFICE_MODELS) > 10
    assert len(PUBLIC_MODELS) > 15


@pytest.mark.parametrize("model", OFFICE_MODELS, ids=lambda m: m._meta.label)
def test_an_office_row_names_public_rows_by_id_only(model):
    """A foreign key over the wall keeps an office from being dumped or moved on its own."""
    over = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model._meta.app_config.name not in settings.TENANT_APPS
    ]
    assert over == []


@pytest.mark.parametrize("model", PUBLIC_MODELS, ids=lambda m: m._meta.label)
def test_a_public_row_names_no_office_row(model):
    over = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model._meta.app_config.name in settings.TENANT_APPS
    ]
    assert over == []


@pytest.mark.parametrize("model", OFFICE_MODELS, ids=lambda m: m._meta.label)
def test_keys_cannot_fall_on_another_offices_row(model):
    """A row of A saved under B with the same number would overwrite B's row."""
    if model._meta.db_table in PLAIN_KEYS:
        pytest.skip(PLAIN_KEYS[model._meta.db_table])
    assert isinstance(model._meta.pk, models.UUIDField | models.OneToOneField)


@pytest.mark.parametrize("model", OFFICE_MODELS, ids=lambda m: m._meta.label)
def test_no_many_to_many_tables_in_offices(model):
    """Each costs every office a table, three indexes and a sequence; use an array or rows of one's own."""
    assert model._meta.many_to_many == ()
    assert not model._meta.auto_created


def lookups(condition: Any) -> list[str]:
    """Every "field__lookup" of a condition, however deep."""
    found: list[str] = []
    for each in getattr(condition, "children", ()):
        found += [each[0]] if isinstance(each, tuple) else lookups(each)
    return found


def test_no_constraint_asks_whether_a_value_is_in_a_list():
    """PostgreSQL tells the array otherwise once the constraint was dumped and loaded, so that migrating takes
    an office that was restored for another one and refuses; say `Q(a=1) | Q(a=2)`. The condition of a unique
    constraint is its index's, which `offices.catalogue` compares without such casts."""
    listed = [
        f"{model._meta.label}: {constraint.name}"
        for model in {*OFFICE_MODELS, *PUBLIC_MODELS}
        for constraint in model._meta.constraints
        if not isinstance(constraint, models.UniqueConstraint)
        and any(name.endswith("__in") for name in lookups(getattr(constraint, "condition", None)))
    ]
    assert listed == []
    assert lookups(models.Q(a=1) & (models.Q(b__in=[1]) | ~models.Q(c__in=[2]))) == ["a", "b__in", "c__in"]


def test_every_office_table_has_a_line_of_rights():
    tables = {model._meta.db_table for model in OFFICE_MODELS} | {"django_migrations"}
    assert {table.name for table in OFFICE_TABLES} == tables


def test_every_public_table_has_a_line_of_rights():
    tables = {model._meta.db_table for model in PUBLIC_MODELS} | {"django_migrations"}
    assert {table.name for table in PUBLIC_TABLES} == tables


def test_every_column_named_in_the_rights_exists():
    tables = {model._meta.db_table: model for model in [*PUBLIC_MODELS, *OFFICE_MODELS]}
    for line in LINES:
        model = tables.get(line.name)
        known = {field.column for field in model._meta.concrete_fields} if model else set()
        texts = [line.office, getattr(line, "public", "")]
        named = {column for text in texts for _right, column in rights(text)} | {getattr(line, "own", "")}
        assert named - known <= {""}, line.name


def test_secrets_are_out_of_every_offices_reach():
    secret = {
        "accounts_credential",
        "accounts_secondfactor",
        "accounts_apitoken",
        "accounts_switchticket",
        "accounts_loginthrottle",
        "django_session",
        "offices_officekey",
        "audit_kabupatenkey",
    }
    assert {table.name for table in PUBLIC_TABLES if not table.office} >= secret


@pytest.mark.parametrize(
    "name", ["trail_trailentry", "applications_event", "lookups_povertycheck", "audit_kabupatenentry"]
)
def test_what_happened_cannot_be_changed(name):
    held = [text for t in LINES if t.name == name for text in (t.office, getattr(t, "public", ""))]
    assert held
    for text in held:
        assert {right for right, _column in rights(text)} <= {"SELECT", "INSERT"}


def test_nothing_of_a_file_or_letter_can_be_deleted():
    kept = (
        "applications_file",
        "documents_letter",
        "documents_registerentry",
        "documents_bookyear",
        "standards_",
    )
    for table in OFFICE_TABLES:
        if table.name.startswith(kept):
            assert ("DELETE", "") not in rights(table.office), table.name


@pytest.mark.parametrize("text", ["X", "S, I", "SELECT", "U()", "U(a", "S; DROP TABLE x"])
def test_rights_are_read_strictly(text):
    with pytest.raises(ValueError, match="not rights"):
        rights(text)


def test_saving_an_office_makes_no_schema_and_no_office_is_deleted():
    assert Office.auto_create_schema is False
    assert Office.auto_drop_schema is False
    with pytest.raises(Exception, match="diarsipkan"):
        Office().delete()


def test_a_host_with_underscore_is_refused():
    """Django refuses such a host, so the office would answer nowhere."""
    field = Domain._meta.get_field("domain")
    for bad in ("kec_x.localhost", "KEC.localhost", "kec.localhost:8000", "-x.localhost", ""):
        with pytest.raises(Exception, match=r"host|diisi|blank|kosong"):
            field.clean(bad, None)


def test_no_office_app_makes_extensions_or_functions_with_a_fixed_schema():
    """Extensions are made once, in a schema of their own; a schema named in SQL would be one office's."""
    for name in settings.TENANT_APPS:
        for file in (ROOT / apps.get_app_config(name).path / "migrations").glob("*.py"):
            text = file.read_text(encoding="utf-8")
            names = {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)}
            assert not {n for n in names if n.endswith("Extension")}, file
            assert "public." not in text, file
