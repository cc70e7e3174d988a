"""The columns of a file of forms: how each is headed, and what it takes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys import spellings
from surveys.elements import FORM_ORDER
from surveys.models import SurveyPeriod
from surveys.operations_answers import asked

OPTIONAL = frozenset({"slot", "age_band", "comment"})


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its head in the file, and the values or the words for them."""

    key: str
    head: str
    values: list[str]
    required: bool


def columns(period: SurveyPeriod) -> list[Column]:
    """All columns in the order of the template: who answered, the nine elements, Saran."""
    days = _("tanggal {first} sampai {last}").format(
        first=f"{period.opens:%d-%m-%Y}", last=f"{period.closes:%d-%m-%Y}"
    )
    takes = {**spellings.allowed(asked(period)), "day": [days], "comment": [_("kata-kata bebas, tanpa nama")]}
    takes["occupation"] = [*takes["occupation"], _("atau sebutan lain")]
    person = [_column(key, spellings.HEADS[key], takes[key]) for key in spellings.HEADS]
    elements = [
        _column(one.key, one.name, [f"{value} = {words}" for value, words in enumerate(one.answers, start=1)])
        for one in FORM_ORDER
    ]
    return [*person[:-1], *elements, person[-1]]


def _column(key: str, head: str, values: list[str]) -> Column:
    return Column(key=key, head=head, values=values, required=key not in OPTIONAL)
