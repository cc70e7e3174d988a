"""The compilation of all offices: reads of the public projection only."""

from contentment.compiling import Compiled, Result, Span, compiled
from contentment.models import PublishedResult
from indicators.names import office_names
from offices.scope import public_scope
from surveys.index import Tally


def compilation(span: Span) -> Compiled:
    """What offices published for a span. Two queries at most, whatever the number of forms."""
    with public_scope():
        rows = PublishedResult.objects.filter(opens__gte=span.first, closes__lte=span.last)
        results = [
            Result(
                office_id=row.office_id,
                kind=row.kind,
                opens=row.opens,
                closes=row.closes,
                revision=row.revision,
                population=row.population,
                tally=Tally(row.n, row.sums, row.squares),
            )
            for row in rows
        ]
        offices = [(one.id, one.code, one.name) for one in office_names().values()]
    return compiled(span, results, offices)
