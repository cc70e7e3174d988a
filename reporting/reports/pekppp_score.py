"""The points of PEKPPP that the score of an office's standards answers, each with its proof (pure)."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from completeness.exporting import number
from completeness.rules import Point, Proof
from reports.pekppp import Measured, share_value

# A measure of the form, and the point of the score that is it.
TAKEN = {
    "complete": "components",
    "reviewed": "age",
    "announced": "published",
    "pledge": "maklumat",
    "checked": "findings",
}
# What is missing is named so often; the rest stands on the page of the score.
NAMED = 3


def measured_of(points: Sequence[Point], score: Fraction | None) -> dict[str, Measured]:
    """By measure, from the points of the score; what the score does not measure is not measured here."""
    found = {point.key: point for point in points}
    return {measure: _measured(found.get(key), score) for measure, key in TAKEN.items()}


def _measured(point: Point | None, score: Fraction | None) -> Measured:
    if point is None or point.found is None:
        return Measured(None, _("nilai kelengkapan standar belum mengukurnya"), _("belum terukur"))
    share = point.found.share
    how = _("5 × {got} ÷ {weight}, butir “{name}” pada nilai kelengkapan ({score} dari 100)").format(
        got=_shown(point.got), weight=point.weight, name=point.name, score=_shown(score)
    )
    return Measured(share_value(share.numerator, share.denominator), _evidence(point.found.proofs), how)


def _shown(value: Fraction | None) -> str:
    return number(value).replace(".", ",")


def _evidence(proofs: Sequence[Proof]) -> str:
    """One proof in full; of several how many hold, and which do not."""
    if len(proofs) == 1:
        return f"{proofs[0].what}: {proofs[0].says}"
    bad = [f"{one.what} ({one.says})" for one in proofs if not one.good]
    held = _("{part} dari {whole} standar memenuhi").format(part=len(proofs) - len(bad), whole=len(proofs))
    if not bad:
        return held
    named = "; ".join(bad[:NAMED])
    more = _("; dan {n} lainnya").format(n=len(bad) - NAMED) if len(bad) > NAMED else ""
    return _("{held}; belum: {named}{more}").format(held=held, named=named, more=more)
