"""The errors of reports."""

from commons.errors import DomainError


class ReportRefused(DomainError):
    """A report, an entry or a subscription cannot be made; the message says why and what was kept."""
