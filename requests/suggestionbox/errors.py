"""Why something about the Kotak Saran is refused; nothing was changed."""

from commons.errors import DomainError


class BoxRefused(DomainError):
    """An opening, a witness, a slip or a correction that cannot be."""
