"""Figures for programs: of the whole kabupaten on its host, of one office on its own."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import has_role
from accounts.permissions import the_actor
from commons.sheets import as_csv
from indicators import queries, queries_own
from indicators.api.inputs import FiguresInput, KabupatenInput
from indicators.measures import KABUPATEN, LEADERS, Definition, Kind
from indicators.results import Freshness, Listed, Listing
from offices.scope import current_office

COLUMNS = (
    "office", "office_name", "level", "start", "end", "service", "key", "value", "n", "low", "high", "enough",
)  # fmt: skip


class DefinitionSerializer(serializers.Serializer[Any]):
    """An indicator: what it means and how it is worked out."""

    key = serializers.CharField()
    name = serializers.CharField()
    definition = serializers.CharField()
    formula = serializers.CharField()
    kind = serializers.ChoiceField(choices=[kind.value for kind in Kind])
    unit = serializers.CharField()
    direction = serializers.ChoiceField(choices=["MORE", "LESS", "NONE"], help_text="Which way is better")
    minimum_n = serializers.IntegerField(help_text="Below it a value says too little to compare")


class FigureSerializer(serializers.Serializer[Any]):
    """One figure of one office. A proportion is 0 to 1; minutes are minutes per file."""

    office = serializers.CharField(help_text="Kemendagri code")
    office_name = serializers.CharField()
    level = serializers.ChoiceField(choices=["KECAMATAN", "KELURAHAN", "DESA"])
    start = serializers.DateField()
    end = serializers.DateField()
    service = serializers.CharField(allow_blank=True, help_text="Empty: all services together")
    key = serializers.CharField()
    value = serializers.FloatField(allow_null=True, help_text="null: there is nothing to say")
    n = serializers.IntegerField(help_text="What it rests on")
    low = serializers.FloatField(allow_null=True, help_text="95 % interval")
    high = serializers.FloatField(allow_null=True)
    enough = serializers.BooleanField(help_text="false: too few to compare")


class StaleSerializer(serializers.Serializer[Any]):
    """An office whose figures are behind."""

    office = serializers.CharField(help_text="Kemendagri code")
    as_of = serializers.DateTimeField(allow_null=True)


@extend_schema_serializer(many=False)
class FiguresSerializer(serializers.Serializer[Any]):
    """Figures, how far they go, and what they mean."""

    as_of = serializers.DateTimeField(allow_null=True, help_text="What happened until then is counted")
    stale = StaleSerializer(many=True)
    definitions = DefinitionSerializer(many=True)
    results = FigureSerializer(many=True)


ANSWERS = {(200, "application/json"): FiguresSerializer, (200, "text/csv"): OpenApiTypes.STR}


class KabupatenFiguresView(APIView):
    """Figures of all offices."""

    permission_classes = [has_role(*sorted(KABUPATEN))]

    @extend_schema(operation_id="indicators_list", parameters=[KabupatenInput], responses=ANSWERS)
    def get(self, request: Request) -> Response | HttpResponse:
        """Figures by office, as JSON or CSV. They are counted within seconds of what happened."""
        asked = KabupatenInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        found = queries.listing(
            scope=asked.scope(),
            codes=asked.codes(),
            keys=data.get("key", ()),
            roles=the_actor(request).roles,
            each=data["by"] == "start",
        )
        return _answer(found, output=data["output"])


class OwnFiguresView(APIView):
    """An office's own figures."""

    permission_classes = [has_role(*sorted(LEADERS))]

    @extend_schema(operation_id="indicators_own", parameters=[FiguresInput], responses=ANSWERS)
    def get(self, request: Request) -> Response | HttpResponse:
        """The figures of this office alone, as JSON or CSV."""
        asked = FiguresInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        found = queries_own.listing(
            office_id=current_office().id,
            scope=asked.scope(),
            keys=data.get("key", ()),
            roles=the_actor(request).roles,
            each=data["by"] == "start",
        )
        return _answer(found, output=data["output"])


def _answer(found: Listing, *, output: str) -> Response | HttpResponse:
    rows = [_row(one) for one in found.rows]
    if output == "csv":
        return _csv(rows)
    body = {
        "as_of": found.freshness.as_of,
        "stale": _stale(found.freshness),
        "definitions": [_definition(one) for one in found.definitions],
        "results": rows,
    }
    return Response(FiguresSerializer(body).data)


def _row(one: Listed) -> dict[str, Any]:
    value = one.value
    return {
        "office": one.office.code,
        "office_name": one.office.name,
        "level": one.office.level.value,
        "start": one.period.first,
        "end": one.period.last,
        "service": one.service,
        "key": value.key,
        "value": value.value,
        "n": value.n,
        "low": value.low,
        "high": value.high,
        "enough": value.enough,
    }


def _definition(one: Definition) -> dict[str, Any]:
    return {name: str(getattr(one, name)) for name in ("key", "name", "definition", "formula")} | {
        "kind": one.kind.value,
        "unit": one.unit.value,
        "direction": one.direction.value,
        "minimum_n": one.minimum_n,
    }


def _stale(found: Freshness) -> list[dict[str, Any]]:
    return [{"office": one.office.code, "as_of": one.as_of} for one in found.stale]


def _csv(rows: Iterable[dict[str, Any]]) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="indikator.csv"'}
    body = as_csv(COLUMNS, ([row[name] for name in COLUMNS] for row in rows))
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)
