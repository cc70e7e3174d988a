"""The questionnaire as a form, and a period in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from commons.typed import Question, problem
from surveys.answers import LONGEST_COMMENT, LONGEST_OCCUPATION, named
from surveys.choices import AgeBand, Education, Flag, Occupation, Sex
from surveys.elements import FORM_ORDER
from surveys.models import PeriodState, SurveyPeriod
from surveys.operations_periods import title_of
from surveys.queries import Progress

HEAD = ("serial", "day", "slot", "service", "sex", "age_band", "education", "occupation", "occupation_words")
TONES = {
    PeriodState.PLANNED: "plain",
    PeriodState.OPEN: "good",
    PeriodState.CLOSED: "plain",
    PeriodState.CANCELLED: "plain",
}


def questionnaire(
    period: SurveyPeriod, typed: Mapping[str, str], faults: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The parts of the form: who answers, the nine in the order of the form, the office's own, Saran."""
    said = faults or {}

    def ask(name: str, label: Any, **more: Any) -> Question:
        errors = [capfirst(str(said[name]))] if name in said else []
        return Question(name=name, label=label, value=typed.get(name, ""), errors=errors, **more)

    services = [(row["code"], row["name"]) for row in period.services]
    if len(services) == 1:
        typed = {"service": services[0][0], **{name: typed[name] for name in typed}}
    return {
        "person": [
            ask("service", _("Layanan yang Anda terima"), choices=services),
            ask("sex", _("Jenis kelamin"), choices=Sex.choices),
            ask("age_band", _("Usia"), choices=AgeBand.choices[1:], required=False),
            ask("education", _("Pendidikan terakhir"), choices=Education.choices),
            ask("occupation", _("Pekerjaan utama"), choices=Occupation.choices),
            ask(
                "occupation_words",
                _("Pekerjaan lainnya"),
                required=False,
                max_length=LONGEST_OCCUPATION,
                hint=_("Isi hanya bila memilih Lainnya, misalnya petani. Jangan menulis nama."),
            ),
        ],
        "elements": [
            ask(
                one.key,
                f"{one.form}. {one.asked}",
                choices=[(str(value), words) for value, words in enumerate(one.answers, start=1)],
            )
            for one in FORM_ORDER
        ],
        "extra": [
            ask(
                f"extra-{each['key']}",
                each["question"],
                required=False,
                choices=[(str(value), words) for value, words in enumerate(each["answers"], start=1)],
            )
            for each in period.questionnaire.extra
        ],
        "comment": [
            ask(
                "comment",
                _("Saran"),
                kind="long_text",
                required=False,
                max_length=LONGEST_COMMENT,
                hint=_("Jangan menulis nama, alamat, atau nomor telepon Anda."),
            )
        ],
    }


def errors_of(faults: Mapping[str, Any]) -> list[dict[str, str]]:
    """The error summary of a form that lacks something: each fault by its question, in the form's order."""
    places = {name: place for place, name in enumerate((*HEAD, *(one.key for one in FORM_ORDER)))}
    ordered = sorted(faults.items(), key=lambda one: places.get(one[0], len(places)))
    return [problem(capfirst(named(key, fault)), key) for key, fault in ordered]


def line(period: SurveyPeriod) -> dict[str, Any]:
    """A period on a list."""
    return {
        "id": period.id,
        "title": title_of(period),
        "opens": period.opens,
        "closes": period.closes,
        "state": period.get_state_display(),
        "tone": TONES[PeriodState(period.state)],
        "is_open": period.state == PeriodState.OPEN,
    }


def flag_lines(found: Progress, newest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each sign with how many forms bear it, and what was decided about them."""
    return [
        {"flag": flag, "label": Flag(flag).label, "count": count, "decision": newest.get(flag)}
        for flag, count in found.flags.items()
    ]
