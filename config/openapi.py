"""How the OpenAPI description is drawn up: every operation names the problems it can answer with."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

PROBLEM = "application/problem+json"


class FieldProblem(serializers.Serializer[Any]):
    """One field that is not in order."""

    pointer = serializers.CharField(help_text="JSON pointer into the body; empty: the whole of it")
    code = serializers.CharField()
    detail = serializers.CharField()


class Problem(serializers.Serializer[Any]):
    """Why a request was refused (RFC 9457). A refused request has changed nothing."""

    type = serializers.CharField(help_text="urn:loket:problem:<code>")
    title = serializers.CharField(help_text="The same for each status, in Indonesian")
    status = serializers.IntegerField()
    code = serializers.CharField(help_text="Stable, for programs")
    detail = serializers.CharField(help_text="What happened, what was kept and what to do, in Indonesian")
    instance = serializers.CharField(required=False, help_text="The path that was asked for")
    errors = FieldProblem(many=True, required=False, help_text="400: each field to mend")  # type: ignore[assignment]
    warnings = FieldProblem(
        many=True, required=False, help_text="400: read them, then send accept_warnings: true"
    )
    moved_by = serializers.CharField(required=False, help_text="409 stale: who moved the file")
    moved_at = serializers.DateTimeField(required=False, help_text="409 stale: when")
    event = serializers.IntegerField(required=False, help_text="409: the event the file stands at now")
    phase = serializers.CharField(required=False, help_text="The phase the action found")
    step = serializers.CharField(required=False, help_text="The step the action found")


EVERYWHERE = {
    "406": "No such representation",
    "500": "A fault of the system; nothing was kept",
    "503": "Database or cache did not answer; try again",
}
TOKEN = {
    "401": "No token, or one that is unknown, ended, or of another office",
    "403": "The person's roles here do not cover it",
}
INPUT = {"400": "The request is not in order; `errors` names each field"}
BODY = {
    "413": "Too large",
    "415": "The body is not JSON",
}
OBJECT = {"404": "There is no such thing in this office"}
CHANGE = {"409": "The file moved on, or its state does not allow this"}
LIMITED = {"429": "Too many requests from this address; see Retry-After"}


class ApiSchema(AutoSchema):
    """Adds the problems that follow from what an operation is: its token, body, path and effect."""

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        answers = super()._get_response_bodies(direction)
        for code, text in sorted(self._refusals().items()):
            media = {PROBLEM: {"schema": self.resolve_serializer(Problem, "response").ref}}
            answers.setdefault(code, {"content": media, "description": text})
        return answers

    def _refusals(self) -> dict[str, str]:
        found = dict(EVERYWHERE)
        found |= TOKEN if self.view.authentication_classes else LIMITED
        # An address or a body names something of the office.
        found |= OBJECT if "{" in self.path or self.method == "POST" else {}
        found |= INPUT if self._takes_input() else {}
        return found | BODY | CHANGE if self.method == "POST" else found

    def _takes_input(self) -> bool:
        query = any(parameter.get("in") == "query" for parameter in self._get_parameters())
        return query or self.method == "POST"
