"""The Buku Register, for programs."""

import base64
import binascii
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import has_role
from documents import queries
from documents.permissions import READERS
from documents.queries import Filter, Line, Place

MOST = 200


class RegisterInput(serializers.Serializer[Any]):
    """Which lines. Names are not asked for here: they would stand in an address."""

    year = serializers.IntegerField(min_value=1990, max_value=2200, required=False, help_text="One book")
    start = serializers.DateField(required=False, help_text="First day, for example 2026-11-01")
    end = serializers.DateField(required=False, help_text="Last day")
    service = serializers.SlugField(max_length=40, required=False)
    number = serializers.RegexField(
        r"\d", max_length=80, required=False, help_text="Part of a letter number, or a whole receipt number"
    )
    cursor = serializers.CharField(max_length=60, required=False, help_text="`next` of the answer before")
    limit = serializers.IntegerField(min_value=1, max_value=MOST, default=queries.PAGE)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The last day is not before the first."""
        if attrs.get("start") and attrs.get("end") and attrs["end"] < attrs["start"]:
            raise ValidationError({"end": [_("Tanggal akhir lebih awal daripada tanggal mulai.")]})
        return attrs


class RegisterLineSerializer(serializers.Serializer[Any]):
    """A line of the book. A void or replaced number stays, with its reason in `note`."""

    year = serializers.IntegerField()
    seq = serializers.IntegerField(help_text="Number in the book, gapless within the year")
    date = serializers.DateField()
    number = serializers.CharField(allow_blank=True, help_text="Letter number")
    receipt_number = serializers.CharField(allow_blank=True)
    service_code = serializers.CharField(allow_blank=True)
    service_name = serializers.CharField()
    name = serializers.CharField()
    nik = serializers.CharField(allow_blank=True, help_text="Masked: 350817******0001")
    address = serializers.CharField(allow_blank=True)
    village = serializers.CharField(allow_blank=True)
    purpose = serializers.CharField(allow_blank=True)
    basis = serializers.CharField(allow_blank=True, help_text="Supporting letters")
    signer = serializers.CharField(allow_blank=True)
    receiver = serializers.CharField(allow_blank=True)
    handed_over = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=["VALID", "VOID", "REPLACED"])
    note = serializers.CharField(allow_blank=True)
    source = serializers.ChoiceField(choices=["LOKET", "PAPER"])  # type: ignore[assignment]
    file_id = serializers.UUIDField(allow_null=True)


@extend_schema_serializer(many=False)
class RegisterPageSerializer(serializers.Serializer[Any]):
    """Lines, newest first, and where the next page begins (null: there is none)."""

    next = serializers.CharField(allow_null=True)
    results = RegisterLineSerializer(many=True)


class RegisterView(APIView):
    """The office's Buku Register."""

    permission_classes = [has_role(*READERS)]

    @extend_schema(operation_id="register_list", parameters=[RegisterInput], responses=RegisterPageSerializer)
    def get(self, request: Request) -> Response:
        """Lines, newest first; a page costs the same wherever it lies. The NIK is always masked."""
        asked = RegisterInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        chosen = Filter(
            year=data.get("year"),
            service=data.get("service", ""),
            start=data.get("start"),
            end=data.get("end"),
            text=data.get("number", ""),
        )
        found = queries.page(chosen, before=_place(data.get("cursor")), size=data["limit"])
        body = {
            "next": _cursor(found.lines[-1].place) if found.older else None,
            "results": [_plain(line) for line in found.lines],
        }
        return Response(RegisterPageSerializer(body).data)


def _cursor(place: Place) -> str:
    return base64.urlsafe_b64encode(f"{place.year}-{place.seq}".encode()).decode().rstrip("=")


def _place(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        place = queries.read_place(text)
    except (binascii.Error, ValueError):
        place = None
    if place is None:
        raise ValidationError({"cursor": [_("Kursor halaman ini tidak dapat dibaca.")]})
    return place


def _plain(line: Line) -> dict[str, Any]:
    row = line.row
    return {
        "year": line.place.year,
        "seq": row.seq,
        "date": row.dated,
        "number": row.number,
        "receipt_number": row.receipt_number,
        "service_code": line.service_code,
        "service_name": row.service,
        "name": row.name,
        "nik": row.nik,
        "address": row.address,
        "village": row.village,
        "purpose": row.purpose,
        "basis": row.basis,
        "signer": row.signer,
        "receiver": row.received_by,
        "handed_over": row.handed_over,
        "state": row.state,
        "note": row.note,
        "source": line.source,
        "file_id": line.file_id,
    }
