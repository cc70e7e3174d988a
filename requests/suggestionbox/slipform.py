"""The form of a slip: its words as they were typed, or why there are none."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commons import clock
from commons.ids import new_id
from commons.typedform import TypedForm, read_id
from standards import queries as standards
from suggestionbox import handing
from suggestionbox.handing import KINDS, LONGEST, Words
from suggestionbox.operations_slips import NewSlip


class SlipForm(TypedForm):
    """`held`: photographs that were kept already, for a form that comes back with an error."""

    def __init__(self, typed: QueryDict | None, *, held: int = 0) -> None:
        super().__init__(typed, {"kind": KINDS[0][0]})
        self.held = held
        self.draft = self.raw("draft")[:64] or new_id().hex
        # Whether it was asked already whom the words speak of.
        self.aware = bool(self.raw("aware"))

    def words(self) -> Words | None:
        """What was typed; None where nothing was. What cannot be read goes to `errors`."""
        if not self.raw("text").strip():
            return None
        words = Words(
            kind=self.choice("kind", [key for key, _label in KINDS], missing=_("Pilih jenisnya.")),
            text=self.text("text", longest=LONGEST),
            service=self.choice("service", [key for key, _label in self._services()]),
            about=read_id(self.choice("about", [key for key, _label in self._people()])),
            name=self.line("name", longest=120),
            contact=self.line("contact", longest=40),
            confidential=self.raw("confidential") == "ya",
        )
        asked = None if words.about or self.aware else handing.speaks_of(words.text, clock.today())
        if asked is not None:
            self.aware = True
            self.refuse(asked, "about")
        return words

    def new(self) -> NewSlip:
        """The slip as it is entered."""
        serial = self.raw("serial").strip()
        known = serial.isascii() and serial.isdigit() and len(serial) < 7
        if serial and not known:
            self.refuse(_("Tulis nomor slip dengan angka."), "serial")
        return NewSlip(
            serial=int(serial) if known else None,
            draft=self.draft,
            photographs=self.held,
            words=self.words(),
            unreadable=self.line("unreadable", longest=300),
            gap=self.line("gap", longest=300),
        )

    def shown(self, next_serial: int) -> dict[str, Any]:
        """The questions of a new slip, and of one that is copied from its photograph."""
        return {
            "next": f"{next_serial:03d}",
            "draft": self.draft,
            "aware": self.aware,
            "held": self.held,
            "fields": self._words_fields(),
            "exceptions": [
                self.ask("unreadable", _("Mengapa tidak terbaca"), required=False, max_length=300),
                self.ask(
                    "serial",
                    _("Nomor pada kertas, bila bukan nomor berikutnya"),
                    required=False,
                    max_length=6,
                ),
                self.ask("gap", _("Mengapa nomor di antaranya tidak ada"), required=False, max_length=300),
            ],
            "unreadable": [
                self.ask("unreadable", _("Mengapa tidak terbaca"), required=False, max_length=300)
            ],
            "more": any(self.raw(name) for name in ("unreadable", "serial", "gap")),
        }

    def _words_fields(self) -> list[Any]:
        return [
            self.ask("kind", _("Jenis"), kind="choice", choices=list(KINDS)),
            self.ask(
                "text",
                _("Isi slip, seperti yang tertulis"),
                kind="long_text",
                required=False,
                max_length=LONGEST,
            ),
            self.ask(
                "service",
                _("Tentang layanan"),
                kind="list",
                required=False,
                choices=[("", _("tidak disebut")), *self._services()],
            ),
            self.ask(
                "about",
                _("Mengadukan petugas"),
                kind="list",
                required=False,
                choices=[("", _("tidak ada")), *self._people()],
                hint=_("Petugas yang diadukan tidak akan melihat atau menghitung pengaduan ini."),
            ),
            self.ask("name", _("Nama penulis, bila ditulis"), required=False, max_length=120),
            self.ask("contact", _("Nomor HP penulis, bila ditulis"), required=False, max_length=40),
            self.ask(
                "confidential",
                _("Penulis meminta isinya dirahasiakan?"),
                kind="yes_no",
                required=False,
            ),
        ]

    def _people(self) -> list[tuple[str, str]]:
        return handing.people(clock.today())

    def _services(self) -> list[tuple[str, str]]:
        return [(row.code, row.name) for row in standards.services()]
