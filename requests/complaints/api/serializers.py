"""Shapes of the API of complaints. An anonymous reporter has no name here either, nor has anybody a code."""

from typing import Any

from rest_framework import serializers

from complaints.models import Channel, Complaint, ComplaintEvent, Kind, Klass, State
from complaints.operations import LONGEST


class ListInput(serializers.Serializer[Any]):
    """Filters of the book."""

    state = serializers.ChoiceField(
        choices=["open", "late", *State.values], required=False, default="", help_text="A state, open or late"
    )
    kind = serializers.ChoiceField(choices=Kind.values, required=False, default="")
    channel = serializers.ChoiceField(choices=Channel.values, required=False, default="")
    service = serializers.SlugField(max_length=40, required=False, default="")
    received_from = serializers.DateField(required=False, default=None)
    received_to = serializers.DateField(required=False, default=None)


class ComplaintInput(serializers.Serializer[Any]):
    """A complaint that came by another channel. The same key twice gives the same complaint and code."""

    kind = serializers.ChoiceField(choices=Kind.values)
    channel = serializers.ChoiceField(choices=Channel.values)
    text = serializers.CharField(max_length=LONGEST, min_length=5)
    service = serializers.SlugField(max_length=40, required=False, allow_blank=True, default="")
    about = serializers.UUIDField(
        required=False, allow_null=True, default=None, help_text="The user complained about"
    )
    anonymous = serializers.BooleanField(required=False, default=False)
    confidential = serializers.BooleanField(required=False, default=False)
    name = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    contact = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    told = serializers.BooleanField(required=False, default=False)
    idempotency_key = serializers.CharField(max_length=64)


class ReceivedSerializer(serializers.Serializer[Any]):
    """What became of it. `upward`: about the leader, so the office keeps nothing of it and has no number."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    code = serializers.CharField(help_text="For the reporter alone; not kept, not given again")
    upward = serializers.BooleanField()


class ComplaintSerializer(serializers.ModelSerializer[Complaint]):
    """A line of the book."""

    number = serializers.CharField(read_only=True)
    service = serializers.CharField(source="service_code")

    class Meta:
        model = Complaint
        fields = [
            "id",
            "number",
            "kind",
            "channel",
            "klass",
            "state",
            "anonymous",
            "confidential",
            "service",
            "section",
            "received_at",
            "verified_at",
            "answered_at",
            "closed_at",
            "verify_by",
            "reply_by",
            "due_on",
            "event_no",
        ]


class ComplaintEventSerializer(serializers.ModelSerializer[ComplaintEvent]):
    """What happened; no actor: the reporter, or time."""

    text = serializers.CharField(allow_null=True)

    class Meta:
        model = ComplaintEvent
        fields = ["seq", "at", "action", "actor_name", "text"]


class DetailSerializer(ComplaintSerializer):
    """One complaint in full, for those who handle it."""

    klass_label = serializers.SerializerMethodField()
    text = serializers.CharField()
    name = serializers.CharField(allow_null=True, help_text="null of an anonymous reporter")
    events = ComplaintEventSerializer(many=True)

    class Meta(ComplaintSerializer.Meta):
        fields = [*ComplaintSerializer.Meta.fields, "klass_label", "text", "name", "events"]

    def get_klass_label(self, row: Complaint) -> str:
        """The class in words."""
        return str(Klass(row.klass).label)


class ComplaintActInput(serializers.Serializer[Any]):
    """What an action brings along; each says which it needs."""

    klass = serializers.ChoiceField(choices=Klass.values, required=False, default="", help_text="verify")
    section = serializers.CharField(
        max_length=120, required=False, allow_blank=True, default="", help_text="forward"
    )
    done = serializers.CharField(
        max_length=LONGEST, required=False, allow_blank=True, default="", help_text="note, answer"
    )
    text = serializers.CharField(
        max_length=LONGEST, required=False, allow_blank=True, default="", help_text="answer, reject, archive"
    )
    expected_event = serializers.IntegerField(min_value=1)
