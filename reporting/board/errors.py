"""What the board refuses."""

from commons.errors import DomainError


class DisputeRefused(DomainError):
    """A dispute or its answer cannot be taken as it is."""
