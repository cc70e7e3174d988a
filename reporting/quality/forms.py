"""What people type about objectives and reports, read field by field."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.queries import Person
from commons.typed import Question, shown_date
from commons.typedform import TypedForm
from offices.models import Section
from quality import words
from quality.achieving import Direction
from quality.formulas import HAND, Formula, offered
from quality.models import Line, Objective
from quality.operations import Analysis, Wording
from quality.terms import Grain
from quality.vocabulary import DIRECTIONS, GRAINS

MOST = Decimal(9_999_999_999)
NUMBER = 16


class QualityForm(TypedForm):
    """A typed form that knows numbers as Indonesians write them."""

    def decimal(self, name: str, *, missing: Any = "") -> Decimal | None:
        """ "95", "94,5", "1.204,25"; None when empty or no number."""
        text = self.raw(name).strip().removesuffix("%").strip()
        if not text:
            if missing:
                self.refuse(missing, name)
            return None
        found = read_decimal(text)
        if found is None:
            self.refuse(_("Tulis angka seperti 95 atau 94,5."), name)
        return found

    def key(self, name: str) -> UUID | None:
        """The key of a row, or None."""
        try:
            return UUID(self.raw(name))
        except ValueError:
            return None

    def filled(self, fields: list[Question]) -> list[Question]:
        """The fields with what was typed and what is wrong with it."""
        for one in fields:
            one.value = self.raw(one.name)
            one.errors = [each["message"] for each in self.errors if each["field"] == one.name]
        return fields


def read_decimal(text: str) -> Decimal | None:
    """A number with a decimal comma (a dot, where it can be nothing else); None for anything else."""
    plain = text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if len(plain) > NUMBER or not plain.isascii():
        return None
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".", 1)
    elif plain.count(".") > 1 or (plain.count(".") == 1 and len(plain.rpartition(".")[2]) == 3):
        plain = plain.replace(".", "")
    if not plain.replace(".", "", 1).replace("-", "", 1).isdigit():
        return None
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if abs(found) <= MOST else None


class ObjectiveForm(QualityForm):
    """An objective of a draft."""

    def __init__(
        self,
        typed: QueryDict | None,
        *,
        row: Objective | None,
        sections: Sequence[Section],
        people: Sequence[Person],
    ) -> None:
        super().__init__(typed, _start(row))
        self._sections, self._people, self._row = sections, people, row
        self.formulas = offered()

    def words(self) -> Wording:
        """What was typed; look at `errors` before using it."""
        goal = self.line("goal", longest=300, missing=_("Tulis sasarannya."))
        indicator = self.line("indicator", longest=300, missing=_("Tulis indikatornya."))
        formula = self.choice("formula", self._keys(), missing=_("Pilih rumusnya."))
        direction = self.choice("direction", [*Direction], missing=_("Pilih arahnya."))
        target = self.decimal("target", missing=_("Tulis targetnya."))
        grain = self.choice("grain", [*Grain], missing=_("Pilih masanya."))
        return Wording(
            goal=goal,
            indicator=indicator,
            formula=formula,
            target=target if target is not None else Decimal(0),
            direction=Direction(direction or Direction.MORE),
            grain=Grain(grain or Grain.QUARTER),
            unit=self.line("unit", longest=40),
            section=self.choice("section", [one.name for one in self._sections]),
            owner=self.key("owner"),
            data_source=self.line("data_source", longest=200),
        )

    def _keys(self) -> list[str]:
        kept = [self._row.formula] if self._row and self._row.formula else []
        return [*(one.key for one in self.formulas), *kept]

    def questions(self) -> list[Question]:
        """The form's fields."""
        units = _("Hanya untuk angka yang diisi dengan tangan; rumus lain membawa satuannya sendiri.")
        fields = [
            Question(
                name="goal",
                label=_("Sasaran"),
                hint=_("Misalnya: pelayanan selesai sesuai janji."),
                max_length=300,
            ),
            Question(name="indicator", label=_("Indikator"), max_length=300),
            Question(
                name="formula",
                label=_("Rumus: dari mana angkanya"),
                kind="list",
                choices=[(one.key, _choice(one)) for one in self.formulas],
                hint=_("Yang diukur Loket terisi sendiri; yang lain diisi dengan tangan disertai bukti."),
            ),
            Question(
                name="direction",
                label=_("Arah"),
                choices=[(key.value, label) for key, label in DIRECTIONS.items()],
            ),
            Question(
                name="target",
                label=_("Target"),
                hint=_("Angka saja, misalnya 95 atau 2,5."),
                max_length=NUMBER,
            ),
            Question(name="unit", label=_("Satuan"), required=False, hint=units, max_length=40),
            Question(
                name="grain",
                label=_("Masa pengukuran"),
                choices=[(key.value, label) for key, label in GRAINS.items()],
            ),
            Question(
                name="section",
                label=_("Seksi"),
                kind="list",
                required=False,
                choices=[(one.name, one.name) for one in self._sections],
            ),
            Question(
                name="owner",
                label=_("Penanggung jawab"),
                kind="list",
                required=False,
                choices=[(str(one.assignment_id), f"{one.title}: {one.name}") for one in self._people],
            ),
            Question(name="data_source", label=_("Sumber data"), required=False, max_length=200),
        ]
        return self.filled(fields)


def _choice(one: Formula) -> str:
    unit = f" ({one.unit})" if one.unit else ""
    return f"{one.name}{unit}"


def _start(row: Objective | None) -> dict[str, Any]:
    if row is None:
        return {"grain": Grain.QUARTER.value, "direction": Direction.MORE.value, "data_source": "Loket"}
    return {
        "goal": row.goal,
        "indicator": row.indicator,
        "formula": row.formula,
        "direction": row.direction,
        "target": words.number(row.target),
        "unit": row.unit,
        "grain": row.grain,
        "section": row.section,
        "owner": str(row.owner_id or ""),
        "data_source": row.data_source,
    }


class AnalysisForm(QualityForm):
    """What the kasi writes on a line."""

    def __init__(self, typed: QueryDict | None, *, line: Line, missed: bool) -> None:
        super().__init__(
            typed,
            {
                "cause": line.cause,
                "action": line.action,
                "due_on": shown_date(line.due_on),
                "value": words.number(line.value) if line.value is not None else "",
                "evidence": line.evidence,
                "evidence_note": line.evidence_note,
            },
        )
        self._line, self._missed = line, missed

    @property
    def by_hand(self) -> bool:
        """Whether the figure is entered here."""
        return self._line.objective.formula == HAND

    def words(self) -> Analysis:
        """What was typed; look at `errors` before using it."""
        due: date | None = self.day("due_on")
        return Analysis(
            cause=self.text("cause", longest=2000),
            action=self.text("action", longest=2000),
            due_on=due,
            value=self.decimal("value") if self.by_hand else None,
            evidence=self.line("evidence", longest=200) if self.by_hand else "",
            evidence_note=self.text("evidence_note", longest=1000) if self.by_hand else "",
        )

    def questions(self) -> list[Question]:
        """The form's fields."""
        unit = self._line.objective.unit
        fields = []
        if self.by_hand:
            fields = [
                Question(
                    name="value",
                    label=_("Realisasi ({unit})").format(unit=unit),
                    max_length=NUMBER,
                    required=False,
                ),
                Question(
                    name="evidence",
                    label=_("Bukti"),
                    required=False,
                    max_length=200,
                    hint=_("Nomor dokumen atau lampiran, dan tempat menyimpannya."),
                ),
                Question(
                    name="evidence_note",
                    label=_("Catatan tentang bukti"),
                    kind="long_text",
                    required=False,
                    max_length=1000,
                ),
            ]
        asked = _("Wajib bila sasaran tidak tercapai.")
        fields += [
            Question(
                name="cause",
                label=_("Penyebab"),
                kind="long_text",
                required=self._missed,
                hint=asked,
                max_length=2000,
            ),
            Question(
                name="action",
                label=_("Tindakan perbaikan"),
                kind="long_text",
                required=self._missed,
                hint=asked,
                max_length=2000,
            ),
            Question(name="due_on", label=_("Batas waktu perbaikan"), kind="date", required=self._missed),
        ]
        return self.filled(fields)
