"""Offices and their published standards, for programs. Public facts: no token is needed.

Who sends a token of the kabupaten also sees offices that are not open yet or not any more.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, Throttled
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import actor_of
from accounts.ratelimit import allowed
from commons import clock
from commons.sheets import as_csv
from opendata import comparing, queries
from opendata.api.inputs import LEVELS, CompareInput, OfficesInput
from opendata.comparing import Component
from opendata.queries import Beside, OfficeFacts, Standards
from recommended.aligning import Share
from recommended.models import Choice

PER_MINUTE = 120


class ContactSerializer(serializers.Serializer[Any]):
    """How to reach an office."""

    kind = serializers.CharField()
    shown = serializers.CharField()
    e164 = serializers.CharField(allow_blank=True, help_text="+62…, where it is a telephone number")
    purpose = serializers.CharField(allow_blank=True)


class HoursSerializer(serializers.Serializer[Any]):
    """The usual hours of a weekday; without holidays and closures."""

    weekday = serializers.IntegerField(help_text="0 is Monday")
    open = serializers.ListField(child=serializers.CharField(), help_text="07:30-12:00")


class OfferedSerializer(serializers.Serializer[Any]):
    """A service with a standard in force."""

    code = serializers.CharField()
    name = serializers.CharField()
    title = serializers.CharField()


class OfficeSerializer(serializers.Serializer[Any]):
    """An office. The last two are empty without a token of the kabupaten."""

    code = serializers.CharField(help_text="Kemendagri code")
    slug = serializers.CharField()
    level = serializers.ChoiceField(choices=LEVELS)
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=["PROVISIONING", "READY", "LIVE", "SUSPENDED", "ARCHIVED"])
    parent = serializers.CharField(  # type: ignore[assignment]
        allow_blank=True, help_text="Kemendagri code of the kecamatan above"
    )
    hosts = serializers.ListField(child=serializers.CharField())
    contacts = ContactSerializer(many=True)
    hours = HoursSerializer(many=True)
    services = OfferedSerializer(many=True)
    former_hosts = serializers.ListField(child=serializers.CharField())
    unit_code = serializers.CharField(allow_blank=True)


class OfficesSerializer(serializers.Serializer[Any]):
    """A page of offices, by code."""

    next = serializers.CharField(allow_null=True, help_text="Where the list goes on; null at its end")
    results = OfficeSerializer(many=True)


class ComparedSerializer(serializers.Serializer[Any]):
    """A component at one office."""

    office = serializers.CharField(help_text="Kemendagri code")
    entries = serializers.ListField(child=serializers.CharField())
    besides = serializers.ListField(child=serializers.CharField(), help_text="What not all others have")
    lacking = serializers.ListField(child=serializers.CharField(), help_text="What most others have")


class ComponentSerializer(serializers.Serializer[Any]):
    """One of the 14 components over all offices."""

    key = serializers.CharField()
    name = serializers.CharField()
    same = serializers.BooleanField(help_text="The offices do not differ")
    common = serializers.ListField(child=serializers.CharField(), help_text="What every office has")
    median = serializers.FloatField(allow_null=True, help_text="null where the component is no number")
    unit = serializers.CharField(allow_blank=True)
    offices = ComparedSerializer(many=True)


class RequirementSerializer(serializers.Serializer[Any]):
    """One requirement over all offices, whatever words each uses for it."""

    words = serializers.CharField(help_text="As most offices write it")
    wordings = serializers.ListField(child=serializers.CharField(), help_text="Every way it is written")
    share = serializers.ChoiceField(choices=[share.value for share in Share])
    offices = serializers.ListField(child=serializers.CharField(), help_text="Codes of those that ask for it")
    recommended = serializers.BooleanField(
        allow_null=True, help_text="Whether the kabupaten recommends it; null when it recommends nothing"
    )


class DepartureSerializer(serializers.Serializer[Any]):
    """Why an office does not follow what is recommended."""

    office = serializers.CharField(help_text="Kemendagri code")
    reason = serializers.CharField()


class NamedSerializer(serializers.Serializer[Any]):
    """An office by name."""

    code = serializers.CharField()
    name = serializers.CharField()


class CompareSerializer(serializers.Serializer[Any]):
    """The published standards of one service side by side."""

    service = serializers.CharField()
    name = serializers.CharField()
    offices = NamedSerializer(many=True)
    without = NamedSerializer(many=True, help_text="Offices without a published standard of it")
    components = ComponentSerializer(many=True)
    requirements = RequirementSerializer(many=True)
    departures = DepartureSerializer(many=True)


class _Public(APIView):
    """For everybody, so often a minute from one address."""

    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not allowed(request._request, "open_api", limit=PER_MINUTE, seconds=60):
            raise Throttled


def _tagged(request: Request, response: Response | HttpResponse, content: str) -> Response | HttpResponse:
    """With an ETag that stands for `content`; 304 when the caller has just this."""
    tag = quote_etag(sha256(content.encode()).hexdigest()[:32])
    response.headers["ETag"] = tag
    found = get_conditional_response(request._request, etag=tag, response=response)
    return found if isinstance(found, HttpResponse) else response


def _json(request: Request, body: Any) -> Response | HttpResponse:
    return _tagged(request, Response(body), json.dumps(body, default=str))


class OfficesView(_Public):
    """The offices of the kabupaten."""

    @extend_schema(operation_id="offices_list", parameters=[OfficesInput], responses=OfficesSerializer)
    def get(self, request: Request) -> Response | HttpResponse:
        """Kecamatan, kelurahan and desa that are on Loket, by code."""
        asked = OfficesInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        everything = actor_of(request) is not None
        found, more = queries.offices(asked.asked(everything=everything), today=clock.today())
        given = {name: str(value) for name, value in asked.validated_data.items() if name != "after"}
        onward = f"{reverse('api_offices')}?{urlencode({**given, 'after': found[-1].code})}" if more else None
        body = {"next": onward, "results": [_office(one) for one in found]}
        return _json(request, OfficesSerializer(body).data)


class OfficeView(_Public):
    """One office."""

    @extend_schema(operation_id="offices_read", responses=OfficeSerializer)
    def get(self, request: Request, key: str) -> Response | HttpResponse:
        """By Kemendagri code or by the name in its address."""
        found = queries.office(key[:60], everything=actor_of(request) is not None, today=clock.today())
        if found is None:
            raise NotFound
        return _json(request, OfficeSerializer(_office(found)).data)


def _office(one: OfficeFacts) -> dict[str, Any]:
    return vars(one) | {"level": one.level.value, "state": one.state.value}


class CompareView(_Public):
    """One service, office by office."""

    @extend_schema(
        operation_id="standards_compare",
        parameters=[CompareInput],
        responses={(200, "application/json"): CompareSerializer, (200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request, service: str) -> Response | HttpResponse:
        """The published standards of a service side by side, component by component."""
        asked = CompareInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        beside = queries.beside(service[:60])
        if beside is None:
            raise NotFound
        found, components = beside.standards, comparing.compare(beside.standards.found)
        if asked.validated_data["output"] == "csv":
            answer = _csv(found, components)
            return _tagged(request, answer, answer.content.decode())
        return _json(request, CompareSerializer(_compared(beside, components)).data)


def _compared(beside: Beside, components: list[Component]) -> dict[str, Any]:
    found = beside.standards
    return {
        "service": found.service.code,
        "name": found.service.name,
        "offices": [{"code": one.code, "name": one.name} for one in found.found],
        "without": [{"code": code, "name": name} for code, name in found.without],
        "components": [comparing.plain(one) for one in components],
        "requirements": [
            {
                "words": row.words,
                "wordings": list(row.wordings),
                "share": row.share.value,
                "offices": list(row.has),
                "recommended": row.recommended,
            }
            for row in beside.rows
        ],
        "departures": [
            {"office": code, "reason": answer.reason}
            for code, answer in beside.answers.items()
            if answer.choice == Choice.DEPARTED
        ],
    }


def _csv(found: Standards, components: list[Component]) -> HttpResponse:
    head = ["komponen", "nama_komponen", "kode_kantor", "kantor", "isi", "tambahan", "kurang"]
    headers = {"Content-Disposition": f'attachment; filename="standar-{found.service.code}.csv"'}
    body = as_csv(head, _lines(found, components))
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)


def _lines(found: Standards, components: list[Component]) -> Iterator[list[str]]:
    names = {one.code: one.name for one in found.found}
    for component in components:
        for item in component.items:
            lists = ("\n".join(each) for each in (item.entries, item.besides, item.lacking))
            yield [component.key, component.name, item.code, names[item.code], *lists]
