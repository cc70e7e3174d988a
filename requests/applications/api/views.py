"""Files over HTTP: list, receive, read, act, fetch the letter, track."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, Throttled, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import has_role
from accounts.models import Role
from accounts.permissions import the_actor
from accounts.ratelimit import allowed
from applications import operations
from applications.api import reads, serializers
from applications.models import File
from applications.workflow_types import Action
from commons import clock
from commons.ids import read_code

# Everyone who works with files may read them; the technical admin does not.
READERS = (
    Role.COUNTER,
    Role.OPERATOR,
    Role.INFORMATION,
    Role.SECTION_HEAD,
    Role.SECRETARY,
    Role.HEAD,
)
WRITERS = (Role.COUNTER, Role.OPERATOR, Role.SECTION_HEAD, Role.SECRETARY, Role.HEAD)
ACTIONS = [action.value for action in Action]


class Newest(CursorPagination):
    """Newest first; a cursor costs the same on the first page and the thousandth."""

    ordering = ("-received_at", "-id")
    page_size = 50

    def decode_cursor(self, request: Request) -> Any:
        """The cursor, if one was sent. A broken one is an input error, not a missing page."""
        try:
            return super().decode_cursor(request)
        except NotFound as error:
            raise ValidationError({"cursor": [_("Kursor halaman ini tidak dapat dibaca.")]}) from error


class AnyAccept(BaseContentNegotiation):
    """For files: what comes is what the address says; errors come as JSON, whatever was asked for."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """Such an address takes no body."""
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        """The first there is."""
        return renderers[0], renderers[0].media_type


class FilesView(APIView):
    """The office's files."""

    permission_classes = [has_role(*READERS)]
    pagination_class = Newest

    @extend_schema(
        operation_id="applications_list",
        parameters=[serializers.ListInput],
        responses=serializers.FileSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Files, newest first, 50 a page."""
        asked = serializers.ListInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        rows = reads.files(**asked.validated_data)
        pages = self.pagination_class()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(serializers.FileSerializer(page, many=True).data)

    @extend_schema(
        operation_id="applications_create",
        request=serializers.CreateInput,
        responses={201: serializers.OutcomeSerializer},
    )
    def post(self, request: Request) -> Response:
        """Receive a file; with papers missing it is returned at once and keeps its number."""
        body = serializers.read(serializers.CreateInput, request.data)
        outcome = operations.receive(
            actor=the_actor(request),
            form=serializers.to_form(body),
            now=clock.now(),
            idempotency_key=body["idempotency_key"],
        )
        return Response(asdict(outcome), status=201)


class FileView(APIView):
    """One file."""

    permission_classes = [has_role(*READERS)]

    @extend_schema(operation_id="applications_read", responses=serializers.FileDetailSerializer)
    def get(self, request: Request, file_id: UUID) -> Response:
        """The file with its checklist, steps, events, and what the caller may do now."""
        detail = reads.detail(file_id, actor=the_actor(request), now=clock.now())
        detail.file.actions = [action.value for action in detail.actions]  # type: ignore[attr-defined]
        steps = [{"key": s.key, "kind": s.kind.value, "title": s.title} for s in detail.process.steps]
        return Response(serializers.FileDetailSerializer(detail.file, context={"steps": steps}).data)


class ActionView(APIView):
    """One action on one file."""

    permission_classes = [has_role(*WRITERS)]

    @extend_schema(
        operation_id="applications_act",
        parameters=[OpenApiParameter("action", str, OpenApiParameter.PATH, enum=ACTIONS)],
        request=serializers.ActionInput,
        responses={200: serializers.OutcomeSerializer},
    )
    def post(self, request: Request, file_id: UUID, action: str) -> Response:
        """Do it. 409 `stale` with `moved_by`, `moved_at`, `event` when somebody moved the file meanwhile."""
        if action not in ACTIONS:
            raise NotFound
        data = serializers.read(serializers.ActionInput, request.data)
        outcome = operations.act(
            file_id=file_id,
            actor=the_actor(request),
            action=Action(action),
            expected_event=data["expected_event"],
            inputs=serializers.to_inputs(data["data"]),
            now=clock.now(),
            idempotency_key=data["idempotency_key"],
        )
        return Response(asdict(outcome))


class LetterView(APIView):
    """The letter or strip of a file."""

    permission_classes = [has_role(*READERS)]
    content_negotiation_class = AnyAccept

    @extend_schema(
        operation_id="applications_letter", responses={(200, "application/pdf"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, file_id: UUID) -> HttpResponse:
        """The frozen PDF once signed; before that a preview that says it is not valid."""
        pdf = reads.letter_pdf(file_id)
        response = HttpResponse(pdf, content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="surat.pdf"'
        response["Cache-Control"] = "no-store"
        return response


class TrackView(APIView):
    """Where an applicant's file is, by the code on the slip."""

    authentication_classes = ()
    permission_classes = [AllowAny]

    @extend_schema(operation_id="track_read", auth=[], responses=serializers.TrackSerializer)
    def get(self, request: Request, code: str) -> Response:
        """No name and no NIK; 404 for a code nobody has."""
        if not allowed(request._request, "track", limit=60, seconds=60):
            raise Throttled
        file = File.objects.filter(track_code=read_code(code)).first()
        if file is None:
            raise NotFound
        return Response(serializers.TrackSerializer(file).data)
