"""Rows read by a query spelled once are the rows that Django reads."""

import pytest
from django.apps import apps
from django.conf import settings

from applications.models import Event, File
from commons.stored import stored
from offices.scope import office_scope

pytestmark = pytest.mark.django_db


def of_an_office(model):
    return not model._meta.proxy and model._meta.app_config.name in settings.TENANT_APPS


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_every_kind_of_column_means_the_same(site):
    """All models that an office keeps rows of by now: text, JSON, days, sealed values, lists, bytes."""
    site.until("sktm", "HAND_OVER")
    site.until("ktp-el", "HAND_OVER")
    compared = 0
    with office_scope(site.office):
        for model in filter(of_an_office, apps.get_models()):
            expected = model._base_manager.order_by("pk")[:20]
            found = stored(model, f"ORDER BY {model._meta.pk.column} LIMIT %s", [20])
            assert [values(row) for row in found] == [values(row) for row in expected]
            compared += len(found)
    assert compared > 20


def test_a_stored_row_can_be_changed_and_saved(site):
    outcome = site.until("sktm", "HAND_OVER")
    with office_scope(site.office):
        (file,) = stored(File, "WHERE id = %s FOR UPDATE", [outcome.file_id])
        assert not file._state.adding
        assert not file.get_deferred_fields()
        file.village = "Rogotrunan"
        file.save()
        assert File.objects.get(id=file.id).village == "Rogotrunan"
        assert [event.seq for event in stored(Event, "WHERE file_id = %s ORDER BY seq", [file.id])] == list(
            range(1, file.event_no + 1)
        )


def test_what_is_not_there_is_an_empty_list(site):
    with office_scope(site.office):
        assert stored(File, "WHERE receipt_number = %s", ["x"]) == []
