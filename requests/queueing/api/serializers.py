"""Shapes of the API of the queue. Why somebody goes first is not said, only that they do."""

from typing import Any

from rest_framework import serializers

from queueing.expectation import Basis
from queueing.models import Priority, VisitOutcome
from queueing.operations import ASKED
from queueing.trips import LONGEST_NOTE
from queueing.workflow import State

MOST_SERVICES = 6


class IssueInput(serializers.Serializer[Any]):
    """A number to give. The same key twice gives the same number."""

    service = serializers.SlugField(max_length=40, help_text="What somebody comes for first")
    more = serializers.ListField(
        child=serializers.SlugField(max_length=40),
        max_length=MOST_SERVICES,
        required=False,
        default=list,
        help_text="Further services of the same visit",
    )
    priority = serializers.ChoiceField(
        choices=Priority.values, required=False, allow_blank=True, default="", help_text="Why they go first"
    )
    idempotency_key = serializers.CharField(max_length=64, required=False, allow_null=True, default=None)


class CallInput(serializers.Serializer[Any]):
    """Call whoever is next to this counter."""

    counter = serializers.UUIDField()
    seen = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="The ticket last seen at the counter, null for nobody: a repeated call then calls nobody",
    )


class ActInput(serializers.Serializer[Any]):
    """What an action brings along; each says which it needs."""

    counter = serializers.UUIDField(required=False, allow_null=True, default=None)
    group = serializers.UUIDField(
        required=False, allow_null=True, default=None, help_text="transfer: where to"
    )
    service = serializers.SlugField(
        max_length=40,
        required=False,
        allow_null=True,
        default=None,
        help_text="continue: the further service",
    )
    reason = serializers.CharField(max_length=LONGEST_NOTE, required=False, allow_blank=True, default="")
    expected_event = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class VisitSerializer(serializers.Serializer[Any]):
    """One service of a visit."""

    service_code = serializers.CharField(allow_blank=True)
    service_name = serializers.CharField()
    outcome = serializers.ChoiceField(choices=VisitOutcome.values, allow_blank=True)
    file_id = serializers.UUIDField(allow_null=True)


class TicketSerializer(serializers.Serializer[Any]):
    """A ticket of today."""

    id = serializers.UUIDField()
    number = serializers.CharField(help_text="As called: A-007; KA-007 was kept from the day before")
    group_id = serializers.UUIDField(allow_null=True)
    group_name = serializers.CharField(allow_blank=True)
    visits = VisitSerializer(many=True)
    priority = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=[state.value for state in State])
    state_at = serializers.DateTimeField()
    event = serializers.IntegerField(help_text="Send it back as `expected_event`")
    counter_id = serializers.UUIDField(allow_null=True)
    counter = serializers.IntegerField(allow_null=True, help_text="Number of the counter")
    calls = serializers.IntegerField()
    called_at = serializers.DateTimeField(allow_null=True)
    issued_at = serializers.DateTimeField()
    carried = serializers.IntegerField(help_text="Evenings it was kept for the next working day")
    waited = serializers.IntegerField(help_text="Seconds")
    served = serializers.IntegerField(source="served_seconds", help_text="Seconds")

    def get_priority(self, row: Any) -> bool:
        """Whether it goes first."""
        return bool(row.priority)


class ExpectedSerializer(serializers.Serializer[Any]):
    """An honest range in minutes from `n` waits of the last weeks."""

    low = serializers.IntegerField()
    high = serializers.IntegerField()
    ahead = serializers.IntegerField()
    n = serializers.IntegerField()
    basis = serializers.ChoiceField(choices=[basis.value for basis in Basis])


class GroupSerializer(serializers.Serializer[Any]):
    """A group of services in use; `expected` is null while too little is known."""

    id = serializers.UUIDField()
    prefix = serializers.CharField()
    name = serializers.CharField()
    services = serializers.ListField(child=serializers.CharField())
    is_default = serializers.BooleanField()
    expected = ExpectedSerializer(allow_null=True)


class CounterSerializer(serializers.Serializer[Any]):
    """A counter in use; without groups it serves all."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    name = serializers.CharField(allow_blank=True)
    groups = serializers.ListField(child=serializers.UUIDField())


class SetupSerializer(serializers.Serializer[Any]):
    """How the office's queue is set up."""

    groups = GroupSerializer(many=True)
    counters = CounterSerializer(many=True)


ACTIONS = sorted(action.value for action in ASKED)
