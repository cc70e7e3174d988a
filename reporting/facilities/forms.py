"""What is typed when an item is looked at."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from commons.typed import Question, shown_date
from commons.typedform import TypedForm
from facilities.kinds import Kind
from facilities.models import Item
from facilities.operations import Found


class CheckForm(TypedForm):
    """How many there are, how many work, until when, which number, what citizens read."""

    def __init__(self, item: Item, typed: QueryDict | None) -> None:
        start = {
            "quantity": _first(item.quantity, item.promised),
            "working": _first(item.working, item.promised),
            "expires_on": shown_date(item.expires_on),
            "number": item.number,
            "note": item.note,
            "expected_on": shown_date(item.expected_on),
        }
        super().__init__(typed, start)
        self._item = item

    def read(self) -> Found | None:
        """What was typed; None where something cannot be read."""
        found = Found(
            quantity=self.count("quantity"),
            working=self.count("working"),
            expires_on=self.day("expires_on") if self._item.kind == Kind.APAR else None,
            number=self.line("number", longest=40) if self._item.kind == Kind.PHONE else "",
            note=self.line("note", longest=200),
            expected_on=self.day("expected_on"),
        )
        return None if self.errors else found

    def count(self, name: str) -> int:
        """A number of things."""
        word = self.raw(name).strip()
        if word.isascii() and word.isdigit() and len(word) <= 3:
            return int(word)
        self.refuse(_("Tulis angka, misalnya 2."), name)
        return 0

    def questions(self) -> list[Question]:
        """The questions of this kind of item."""
        asked: list[Any] = [
            self.ask("quantity", _("Berapa yang ada"), "integer", max_length=3, hint=_("0 bila tidak ada.")),
            self.ask("working", _("Berapa yang berfungsi"), "integer", max_length=3),
        ]
        if self._item.kind == Kind.APAR:
            asked.append(self.ask("expires_on", _("Berlaku sampai"), "date"))
        if self._item.kind == Kind.PHONE:
            asked.append(
                self.ask("number", _("Nomor yang dipegang petugas"), "phone", hint=_("Periksa di HP-nya."))
            )
        return [
            *asked,
            self.ask(
                "note",
                _("Keterangan untuk warga"),
                required=False,
                max_length=200,
                hint=_("Tampil di halaman kantor selama rusak. Jangan menulis nama orang."),
            ),
            self.ask("expected_on", _("Diperkirakan selesai"), "date", required=False),
        ]


def _first(*values: int | None) -> str:
    return str(next((value for value in values if value is not None), 1))
