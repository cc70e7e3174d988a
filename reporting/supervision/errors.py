"""What a rule of this app says no with."""

from django.utils.functional import Promise

from commons.errors import DomainError


class SupervisionRefused(DomainError):
    """Nothing was written down; the message says why. `context["field"]`: beside which question."""


def refuse(code: str, message: "str | Promise", field: str = "") -> SupervisionRefused:
    """The refusal beside a field."""
    return SupervisionRefused(code, message, field=field)
