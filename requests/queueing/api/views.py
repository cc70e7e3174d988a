"""The queue over HTTP: give a number, call the next, move a ticket."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import has_role
from accounts.models import Role
from accounts.permissions import the_actor
from commons import clock
from queueing import operations, queries
from queueing.api import serializers
from queueing.errors import NotInQueue
from queueing.models import Ticket
from queueing.operations import Seen, Wanted
from queueing.workflow import Action
from standards import queries as standards

VIEWERS = (Role.COUNTER, Role.OPERATOR, Role.INFORMATION)
CALLERS = (Role.COUNTER, Role.OPERATOR)


class TicketsView(APIView):
    """Today's numbers."""

    permission_classes = [has_role(*VIEWERS)]
    # One day of one office; as many as people came.
    pagination_class = None

    @extend_schema(operation_id="queue_tickets_list", responses=serializers.TicketSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Every ticket in today's queue, in the order of their arrival."""
        return Response(serializers.TicketSerializer(queries.today(clock.today()), many=True).data)

    @extend_schema(
        operation_id="queue_tickets_create",
        request=serializers.IssueInput,
        responses={201: serializers.TicketSerializer},
    )
    def post(self, request: Request) -> Response:
        """Give the next number of the service's group."""
        body = serializers.IssueInput(data=request.data)
        body.is_valid(raise_exception=True)
        first, *more = _wanted([body.validated_data["service"], *body.validated_data["more"]])
        ticket = operations.issue(
            actor=the_actor(request),
            service_code=first.code,
            service_name=first.name,
            more=more,
            priority=body.validated_data["priority"],
            idempotency_key=body.validated_data["idempotency_key"],
            now=clock.now(),
        )
        return Response(_shown(ticket), status=201)


def _wanted(codes: list[str]) -> list[Wanted]:
    """The services by their codes. Raises `NotInQueue` for one that takes no numbers here."""
    names = {row.code: row.name for row in queries.with_ticket()}
    if not all(code in names for code in codes):
        raise NotInQueue
    return [Wanted(code=code, name=names[code]) for code in dict.fromkeys(codes)]


def _shown(ticket: Ticket) -> Any:
    return serializers.TicketSerializer(queries.row_of(ticket)).data


class TicketView(APIView):
    """One ticket of today."""

    permission_classes = [has_role(*VIEWERS)]

    @extend_schema(operation_id="queue_tickets_read", responses=serializers.TicketSerializer)
    def get(self, request: Request, ticket_id: UUID) -> Response:
        """The ticket, while it stands in today's queue."""
        row = next((each for each in queries.today(clock.today()) if each.id == ticket_id), None)
        if row is None:
            raise NotFound
        return Response(serializers.TicketSerializer(row).data)


class TicketActionView(APIView):
    """One action on one ticket."""

    permission_classes = [has_role(*CALLERS)]

    @extend_schema(
        operation_id="queue_tickets_act",
        parameters=[OpenApiParameter("action", str, OpenApiParameter.PATH, enum=serializers.ACTIONS)],
        request=serializers.ActInput,
        responses={200: serializers.TicketSerializer},
    )
    def post(self, request: Request, ticket_id: UUID, action: str) -> Response:
        """Do it. 409 `ticket_called_elsewhere` with who was first; 409 `stale` when it moved meanwhile."""
        if action not in serializers.ACTIONS:
            raise NotFound
        body = serializers.ActInput(data=request.data)
        body.is_valid(raise_exception=True)
        data: dict[str, Any] = body.validated_data
        ticket = operations.act(
            actor=the_actor(request),
            ticket_id=ticket_id,
            action=Action(action),
            counter_id=data["counter"],
            group_id=data["group"],
            wanted=_further(data["service"]),
            reason=data["reason"],
            expected_event=data["expected_event"],
            now=clock.now(),
        )
        return Response(_shown(ticket))


def _further(code: str | None) -> Wanted | None:
    """A service of the office, with a queue or not. Raises `NotInQueue` for another."""
    if code is None:
        return None
    name = dict(standards.names()).get(code)
    if name is None:
        raise NotInQueue
    return Wanted(code=code, name=name)


class CallsView(APIView):
    """Calls to a counter."""

    permission_classes = [has_role(*CALLERS)]

    @extend_schema(
        operation_id="queue_calls_create",
        request=serializers.CallInput,
        responses={200: serializers.TicketSerializer},
    )
    def post(self, request: Request) -> Response:
        """Call whoever is next. 409 `nobody_waits`, `counter_busy`, `counter_moved`."""
        body = serializers.CallInput(data=request.data)
        body.is_valid(raise_exception=True)
        data: dict[str, Any] = body.validated_data
        ticket = operations.call_next(
            actor=the_actor(request),
            counter_id=data["counter"],
            seen=Seen(data["seen"]) if "seen" in data else None,
            now=clock.now(),
        )
        return Response(_shown(ticket))


class SetupView(APIView):
    """Groups and counters in use."""

    permission_classes = [has_role(*VIEWERS)]

    @extend_schema(operation_id="queue_setup_read", responses=serializers.SetupSerializer)
    def get(self, request: Request) -> Response:
        """With what a person who came now would have to wait, where enough is known."""
        groups = queries.groups()
        expected = queries.expected_waits([group.id for group in groups], now=clock.now())
        shown = [asdict(group) | {"expected": expected[group.id]} for group in groups]
        return Response(serializers.SetupSerializer({"groups": shown, "counters": queries.counters()}).data)
