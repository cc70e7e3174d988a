"""Why an office asks for something else, in a citizen's words (pure)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from opendata.comparing import OfficeStandard
from recommended.aligning import Row
from recommended.differing import fee_of, time_of


@dataclass(frozen=True)
class Told:
    """What is different at one office, a sentence each; `reason` is the office's own, "" if it gave none, and
    `reason_said` whether it stands in a sentence already."""

    code: str
    name: str
    sentences: tuple[str, ...]
    reason: str

    @property
    def reason_said(self) -> bool:
        """So that a page does not say it twice."""
        return bool(self.reason) and any(self.reason in sentence for sentence in self.sentences)


def tell(
    standards: Sequence[OfficeStandard], rows: Sequence[Row], reasons: Mapping[str, str]
) -> tuple[list[Told], list[str]]:
    """The offices where something differs from most others, and the names of those where nothing does."""
    times = {one.code: time_of(one.document) for one in standards}
    fees = {one.code: fee_of(one.document) for one in standards}
    told, same = [], []
    for one in standards:
        said = [
            *_papers(one, rows, reasons.get(one.code, "")),
            *_other(_("selesai dalam {this}"), times, one),
            *_other(_("biayanya {this}"), fees, one),
        ]
        if said:
            told.append(Told(one.code, one.name, tuple(said), reasons.get(one.code, "")))
        else:
            same.append(one.name)
    return told, same


def _papers(one: OfficeStandard, rows: Sequence[Row], reason: str) -> list[str]:
    also = [row.words for row in rows if one.code in row.has and not row.by_most]
    less = [row.words for row in rows if one.code in row.lacks and row.by_most]
    found = []
    if also:
        sentence = (
            _("Di {office} perlu juga {papers}, karena: “{reason}”")
            if reason
            else _("Di {office} perlu juga {papers}.")
        )
        found.append(sentence.format(office=one.name, papers="; ".join(also), reason=reason))
    if less:
        found.append(_("Di {office} tidak perlu {papers}.").format(office=one.name, papers="; ".join(less)))
    return found


def _other(words: str, values: Mapping[str, str], one: OfficeStandard) -> list[str]:
    """Nothing where all, or most, are as this office; what most have is named where there is a most."""
    (most, n), this = Counter(values.values()).most_common(1)[0], values[one.code]
    by_most = n * 2 > len(values)
    if by_most and this == most:
        return []
    if not by_most:
        return [_("Di {office} {what}.").format(office=one.name, what=words.format(this=this))]
    sentence = _("Di {office} {what}; di kebanyakan kantor {most}.")
    return [sentence.format(office=one.name, what=words.format(this=this), most=most)]
