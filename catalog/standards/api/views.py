"""What an office offers, for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import has_role
from standards import presenters, queries
from standards.queries import NoSuchService


class ServiceSerializer(serializers.Serializer[Any]):
    """A service in the office's list."""

    code = serializers.SlugField()
    name = serializers.CharField()
    short_name = serializers.CharField()
    title = serializers.CharField()
    product_kind = serializers.ChoiceField(choices=["LETTER", "ENDORSEMENT", "EXTERNAL_ITEM"])
    promise = serializers.CharField(help_text="In words: 15 menit, 1 hari kerja")
    fee = serializers.IntegerField(help_text="Rupiah; 0 is free of charge")
    has_ticket = serializers.BooleanField()
    version_id = serializers.UUIDField()


class ServiceDetailSerializer(serializers.Serializer[Any]):
    """A service with what the counter runs by."""

    code = serializers.SlugField()
    name = serializers.CharField()
    product_kind = serializers.ChoiceField(choices=["LETTER", "ENDORSEMENT", "EXTERNAL_ITEM"])
    version_id = serializers.UUIDField()
    revision = serializers.IntegerField()
    published_at = serializers.DateTimeField()
    fields = serializers.ListField(child=serializers.DictField(), help_text="Intake fields, in order")  # type: ignore[assignment]
    groups = serializers.ListField(child=serializers.DictField(), help_text="Requirement groups with papers")
    steps = serializers.ListField(child=serializers.DictField())
    standard = serializers.DictField(help_text="The 14 components, as published")


class ServicesView(APIView):
    """The office's services."""

    permission_classes = [has_role()]

    @extend_schema(operation_id="services_list", responses=ServiceSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Every service with a standard in force."""
        rows = [vars(row) for row in queries.services()]
        return Response(ServiceSerializer(rows, many=True).data)


class ServiceView(APIView):
    """One service."""

    permission_classes = [has_role()]

    @extend_schema(operation_id="services_read", responses=ServiceDetailSerializer)
    def get(self, request: Request, code: str) -> Response:
        """The service's fields, papers, steps and whole standard."""
        try:
            found = queries.service(code)
        except NoSuchService as error:
            raise NotFound(str(error)) from error
        document, definition = found.document, found.definition
        body = {
            "code": code,
            "name": definition.name,
            "product_kind": definition.product_kind,
            "version_id": found.version_id,
            "revision": found.revision,
            "published_at": found.published_at,
            "fields": [field.model_dump(mode="json") for field in definition.intake],
            "groups": [group.model_dump(mode="json") for group in document.persyaratan.groups],
            "steps": [step.model_dump(mode="json") for step in document.prosedur.steps],
            "standard": {part.title: part.source for part in presenters.parts(document)},
        }
        return Response(ServiceDetailSerializer(body).data)
