"""Complaints over HTTP: list, receive, read, act. What a person may not know of is not there."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import has_role
from accounts.permissions import the_actor
from applications.api.views import READERS, Newest
from commons import clock
from complaints import operations, queries, querysets, working
from complaints.api import serializers
from complaints.models import Complaint, ComplaintEvent
from complaints.operations import NewComplaint
from complaints.querysets import HANDLERS, Asked
from complaints.workflow import Action
from complaints.working import ROLES, Said

ACTIONS = [action.value.lower() for action in ROLES]


class ComplaintsView(APIView):
    """The Buku Pengaduan."""

    permission_classes = [has_role(*READERS)]
    pagination_class = Newest

    @extend_schema(
        operation_id="complaints_list",
        parameters=[serializers.ListInput],
        responses=serializers.ComplaintSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Those the caller may know of, newest first, 50 a page."""
        asked = serializers.ListInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        first, last = data.pop("received_from"), data.pop("received_to")
        rows = querysets.book(the_actor(request), Asked(first=first, last=last, **data), today=clock.today())
        pages = self.pagination_class()
        page = pages.paginate_queryset(rows.defer(*querysets.SEALED), request, view=self)
        return pages.get_paginated_response(serializers.ComplaintSerializer(page, many=True).data)

    @extend_schema(
        operation_id="complaints_create",
        request=serializers.ComplaintInput,
        responses={201: serializers.ReceivedSerializer},
    )
    def post(self, request: Request) -> Response:
        """Enter one. About the office's leader it goes upward at once, and is not in the list."""
        body = serializers.ComplaintInput(data=request.data)
        body.is_valid(raise_exception=True)
        data: dict[str, Any] = dict(body.validated_data)
        once, service = data.pop("idempotency_key"), data.pop("service")
        # A program's keys are not random as a form's: its own name keeps them apart and out of guessing.
        actor = the_actor(request)
        new = NewComplaint(once=f"{actor.user_id}:{once}", service_code=service, **data)
        made = operations.receive(actor=actor, new=new, now=clock.now())
        return Response(asdict(made), status=201)


class ComplaintView(APIView):
    """One complaint."""

    permission_classes = [has_role(*sorted(HANDLERS))]

    @extend_schema(operation_id="complaints_read", responses=serializers.DetailSerializer)
    def get(self, request: Request, complaint_id: UUID) -> Response:
        """The complaint with its story; 404 for what the caller may not know of."""
        return Response(_shown(_found(complaint_id, request)))


class ComplaintActionView(APIView):
    """One act on one complaint."""

    permission_classes = [has_role(*sorted(HANDLERS))]

    @extend_schema(
        operation_id="complaints_act",
        parameters=[OpenApiParameter("action", str, OpenApiParameter.PATH, enum=ACTIONS)],
        request=serializers.ComplaintActInput,
        responses=serializers.DetailSerializer,
    )
    def post(self, request: Request, complaint_id: UUID, action: str) -> Response:
        """Do it. 409 `stale` when somebody moved it meanwhile, `not_done` without *tindak lanjut*."""
        if action not in ACTIONS:
            raise NotFound
        body = serializers.ComplaintActInput(data=request.data)
        body.is_valid(raise_exception=True)
        data = dict(body.validated_data)
        seen = data.pop("expected_event")
        _found(complaint_id, request)
        working.act(
            actor=the_actor(request),
            complaint_id=complaint_id,
            action=Action(action.upper()),
            said=Said(**data),
            expected_event=seen,
            now=clock.now(),
        )
        return Response(_shown(_found(complaint_id, request)))


def _found(complaint_id: UUID, request: Request) -> Complaint:
    row = queries.one(complaint_id, the_actor(request))
    if row is None:
        raise NotFound
    return row


def _shown(row: Complaint) -> Any:
    prefetch_related_objects([row], Prefetch("events", ComplaintEvent.objects.order_by("seq")))
    return serializers.DetailSerializer(row).data
