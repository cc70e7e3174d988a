"""What complaints refuse. `context["field"]` names the field it is about."""

from commons.errors import DomainError


class ComplaintRefused(DomainError):
    """It cannot be done with this complaint as it stands; nothing was changed."""
