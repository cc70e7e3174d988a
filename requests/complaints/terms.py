"""The terms in force in this office: the kabupaten's, tightened by the office's own."""

from complaints.clocks import Terms, tightened
from complaints.models import ComplaintRule
from escalations import queries as escalations


def of_kabupaten() -> Terms:
    """For every office; as the law has them until the kabupaten sets its own."""
    return Terms.read(escalations.terms())


def in_force() -> Terms:
    """What a complaint received now is measured by."""
    row = ComplaintRule.objects.order_by("-made_at", "-id").first()
    above = of_kabupaten()
    return tightened(above, Terms.read(row.terms)) if row else above
