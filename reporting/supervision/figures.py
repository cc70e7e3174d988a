"""The month's figures of the current office, as the supervisor's review shows and keeps them."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from commons.indonesian import decimal_words
from indicators import queries
from indicators.measures import Definition, Unit, all_definitions
from indicators.periods import Period
from indicators.results import Scope, Value
from offices.scope import current_office

KEYS = (
    "received",
    "promise_kept",
    "returned",
    "rejected",
    "queue_wait_minutes",
    "broken_items",
    "posts_filled",
)
# Other apps measure complaints and rituals; what is there is shown.
MORE = ("complaint", "ikm", "skm")


def of_month(month: date) -> list[tuple[str, str]]:
    """(name, value) of each figure of that month; "–" where nothing was counted."""
    known = {one.key: one for one in all_definitions()}
    keys = [key for key in KEYS if key in known]
    keys += [key for key in known if key.startswith(MORE)]
    scope = Scope(Period.months(month, month), "", None, frozenset({current_office().id}))
    found = queries.summary(scope=scope, keys=keys).values
    shown = [(str(known[key].name), said(known[key], found[key])) for key in keys]
    return [*shown[:2], (_("Berkas terlambat"), late_of(found["promise_kept"])), *shown[2:]]


def late_of(kept: Value) -> str:
    """How many of the files that had a promise were late."""
    return str(round(kept.n * (1 - kept.value))) if kept.value is not None else "–"


def said(definition: Definition, value: Value) -> str:
    """A figure with its unit in short: "91,2 %", "12", "46 menit"; "–" where there is none."""
    if value.value is None:
        return "–"
    if definition.unit is Unit.INDEX and not value.enough:
        return _("belum cukup data")
    if definition.unit is Unit.PERCENT:
        return f"{decimal_words(Decimal(str(value.value * 100)), 1)} %"
    places = 0 if float(value.value).is_integer() else 1
    shown = decimal_words(Decimal(str(value.value)), places)
    return f"{shown} menit" if definition.unit is Unit.MINUTES else shown
