"""Shapes of the API of files. NIK and phone leave masked; what was typed comes in whole."""

from typing import Any

from rest_framework import serializers

from applications.intake import ContactWay, IntakeForm, LetterGiven, PaperGiven, PaperState
from applications.models import Event, File
from applications.operations import Inputs
from applications.workflow_types import Phase, StepKind
from commons.nik import mask_nik

LONGEST = 2_000
MOST_PAPERS = 100


class LetterInput(serializers.Serializer[Any]):
    """A supporting letter: who issued it, its number and date; or the `code` of a letter of Loket, and its
    facts come from there."""

    code = serializers.CharField(
        max_length=300,
        required=False,
        allow_blank=True,
        default="",
        help_text="Code or check address of a letter of an office in Loket",
    )
    code_reason = serializers.CharField(
        max_length=300,
        required=False,
        allow_blank=True,
        default="",
        help_text="Why the letter of another person will do",
    )
    issuer = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    issuer_code = serializers.CharField(max_length=13, required=False, allow_blank=True, default="")
    signer = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    number = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")
    date = serializers.DateField(required=False, allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Without a code all of it is typed."""
        lacking = [name for name in ("issuer", "number", "date") if not attrs[name]]
        if lacking and not attrs["code"].strip():
            required = self.fields["number"].error_messages["required"]
            raise serializers.ValidationError({name: [required] for name in lacking})
        return attrs


class PaperInput(serializers.Serializer[Any]):
    """One tick of the checklist."""

    key = serializers.CharField(max_length=60)
    state = serializers.ChoiceField(choices=[state.value for state in PaperState])
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    letter = LetterInput(required=False, allow_null=True, default=None)


class FormInput(serializers.Serializer[Any]):
    """The intake form of one service."""

    service = serializers.SlugField(max_length=40)
    group = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    condition = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    values = serializers.DictField(help_text="By field key; groups are lists of objects")
    papers = PaperInput(many=True, max_length=MOST_PAPERS)  # type: ignore[call-arg]  # stubs do not know it
    contact_way = serializers.ChoiceField(
        choices=[way.value for way in ContactWay], required=False, default=ContactWay.NONE.value
    )
    mail = serializers.CharField(
        max_length=200, required=False, allow_blank=True, default="", help_text="For contact_way EMAIL"
    )
    accept_warnings = serializers.BooleanField(required=False, default=False)
    note = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True, default="")


class CreateInput(FormInput):
    """A file to receive. The same key twice gives the same file."""

    idempotency_key = serializers.CharField(max_length=64, required=False, allow_null=True, default=None)


class ActionData(serializers.Serializer[Any]):
    """What an action brings along; each action says which it needs."""

    to_step = serializers.CharField(max_length=60, required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True, default="")
    missing = serializers.ListField(
        child=serializers.CharField(max_length=200), required=False, default=list, max_length=50
    )
    agency = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    ground = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True, default="")
    note = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True, default="")
    lookup_reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    receiver = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    form = FormInput(required=False, allow_null=True, default=None)
    produced = serializers.DictField(
        required=False, default=dict, help_text="PRODUCE: the service's own questions, by field key"
    )


class ActionInput(serializers.Serializer[Any]):
    """One action on a file seen at `expected_event`."""

    expected_event = serializers.IntegerField(min_value=1, max_value=1_000_000)
    idempotency_key = serializers.CharField(max_length=64, required=False, allow_null=True, default=None)
    data = ActionData(required=False, default=dict)  # type: ignore[assignment]  # the issue names it so


_KEPT: tuple[serializers.Serializer[Any], ...] = (CreateInput(), ActionInput())


def read(kind: type[CreateInput] | type[ActionInput], data: Any) -> dict[str, Any]:
    """The body as the operation wants it; `ValidationError` with all that is wrong.

    A serializer makes its fields anew for each body, which costs as much as a query: those of every action
    are kept, and only what is wrong is read by one of its own, for its errors.
    """
    try:
        found: dict[str, Any] = next(one for one in _KEPT if type(one) is kind).run_validation(data)
    except serializers.ValidationError:
        kind(data=data).is_valid(raise_exception=True)
        raise
    return found


class ListInput(serializers.Serializer[Any]):
    """Which files to list."""

    phase = serializers.ChoiceField(choices=[phase.value for phase in Phase], required=False)
    service = serializers.SlugField(max_length=40, required=False)


class OutcomeSerializer(serializers.Serializer[Any]):
    """Where the file stands after the event."""

    file_id = serializers.UUIDField()
    receipt_number = serializers.CharField()
    event = serializers.IntegerField()
    phase = serializers.ChoiceField(choices=[phase.value for phase in Phase])
    step = serializers.CharField()
    status = serializers.CharField()
    letter_number = serializers.CharField(allow_blank=True)


class FileSerializer(serializers.ModelSerializer[File]):
    """A file in a list."""

    nik = serializers.SerializerMethodField(help_text="Masked")

    class Meta:
        model = File
        fields = (
            "id",
            "receipt_number",
            "track_code",
            "service_code",
            "service_name",
            "name",
            "nik",
            "village",
            "phase",
            "step_key",
            "step_kind",
            "status",
            "event_no",
            "received_at",
            "complete_at",
            "due_at",
            "finished_at",
        )
        read_only_fields = fields

    def get_nik(self, file: File) -> str:
        """The NIK with its middle hidden."""
        return mask_nik(file.nik) if file.nik else ""


class EventSerializer(serializers.ModelSerializer[Event]):
    """One event of a file."""

    class Meta:
        model = Event
        fields = ("seq", "at", "actor_name", "actor_title", "action", "step_key", "to_step", "data", "digest")
        read_only_fields = fields


class FileDetailSerializer(FileSerializer):
    """A file with its checklist and events."""

    events = EventSerializer(many=True, read_only=True)
    steps = serializers.SerializerMethodField()
    actions = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta(FileSerializer.Meta):
        fields = (
            *FileSerializer.Meta.fields,
            "checklist",
            "group",
            "condition",
            "steps",
            "actions",
            "events",
        )  # type: ignore[assignment]
        read_only_fields = fields  # type: ignore[assignment]

    def get_steps(self, file: File) -> list[dict[str, str]]:
        """The steps of this file's own version."""
        steps: list[dict[str, str]] = self.context["steps"]
        return steps


class StepRow(serializers.Serializer[Any]):
    """A step of a file."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=[kind.value for kind in StepKind])
    title = serializers.CharField()


class TrackSerializer(serializers.Serializer[Any]):
    """What an applicant sees with the code of the slip. No name, no NIK."""

    receipt_number = serializers.CharField()
    service_name = serializers.CharField()
    phase = serializers.CharField()
    status = serializers.CharField()
    received_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)


def to_form(data: dict[str, Any]) -> IntakeForm:
    """The checked body as the operation takes it."""
    return IntakeForm(
        service_code=data["service"],
        values=data["values"],
        papers=tuple(_paper(row) for row in data["papers"]),
        group=data["group"],
        condition=data["condition"],
        contact_way=ContactWay(data["contact_way"]),
        mail=data["mail"],
        accept_warnings=data["accept_warnings"],
        note=data["note"],
    )


def _paper(row: dict[str, Any]) -> PaperGiven:
    sent = dict(row["letter"] or {})
    code, why = sent.pop("code", ""), sent.pop("code_reason", "")
    return PaperGiven(
        key=row["key"],
        state=PaperState(row["state"]),
        reason=row["reason"],
        letter=LetterGiven(**sent) if sent and not code.strip() else None,
        code=code,
        letter_reason=why,
    )


def to_inputs(data: dict[str, Any]) -> Inputs:
    """The `data` of an action as the operation takes it."""
    form = data.get("form")
    return Inputs(
        to_step=data.get("to_step"),
        reason=data.get("reason", ""),
        missing=tuple(data.get("missing", ())),
        agency=data.get("agency", ""),
        ground=data.get("ground", ""),
        note=data.get("note", ""),
        lookup_reason=data.get("lookup_reason", ""),
        receiver=data.get("receiver", ""),
        form=to_form(form) if form else None,
        produced=data.get("produced", {}),
    )
