"""The ritual as people do it, for tests."""

from datetime import date
from typing import Any

from commons import clock as clocks
from offices.scope import office_scope
from suggestionbox import operations, operations_slips, queries
from suggestionbox.errors import BoxRefused
from suggestionbox.handing import Words
from suggestionbox.operations_slips import NewSlip

FRIDAY = date(2026, 11, 20)


class Box:
    """One office's box. Every act is by `who`, now."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def do(self, what: Any, *, who: str = "information", **facts: Any) -> Any:
        """An operation of the app."""
        with office_scope(self.site.office):
            return what(actor=self.site.people[who], now=clocks.now(), **facts)

    def open(self, day: date = FRIDAY, found: int = 0, **facts: Any) -> Any:
        return self.do(operations.open_box, day=day, found=found, **facts)

    def slip(self, opening: Any, text: str = "Loket lambat sekali pagi ini", **facts: Any) -> Any:
        """A typed slip; with `text=""` one that was only photographed."""
        who = facts.pop("who", "information")
        words = Words(kind=facts.pop("kind", "COMPLAINT"), text=text) if text else None
        new = NewSlip(words=words, photographs=facts.pop("photographs", 0 if text else 1), **facts)
        return self.do(operations_slips.add_slip, who=who, opening_id=opening.id, new=new).slip

    def witness(self, opening: Any, *who: str) -> None:
        for one in who:
            self.do(operations.witness, who=one, opening_id=opening.id)

    def close(self, opening: Any, **facts: Any) -> Any:
        return self.do(operations.close, opening_id=opening.id, **facts)

    def whole_day(self, day: date = FRIDAY, slips: int = 0, **facts: Any) -> Any:
        """Opened, entered, witnessed and closed."""
        opening = self.open(day, slips, **facts)
        for n in range(slips):
            self.slip(opening, f"Kursi tunggu kurang, slip {n}")
        self.witness(opening, "counter", "operator")
        return self.close(opening)

    def see(self, opening: Any) -> Any:
        with office_scope(self.site.office):
            return queries.opening(opening.id)

    def days(self, first: date) -> dict[date, str]:
        with office_scope(self.site.office):
            return {one.day: one.fate.value for one in queries.days(first=first, now=clocks.now())}

    def refused(self, what: Any, **facts: Any) -> str:
        """The code of the refusal; "" when it was not refused."""
        try:
            self.do(what, **facts)
        except BoxRefused as refused:
            return refused.code
        return ""
