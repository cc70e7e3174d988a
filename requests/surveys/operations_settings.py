"""The office's choices: its own networks, double entry, coins, how many answer; and its questionnaire."""

from collections.abc import Sequence
from datetime import datetime
from ipaddress import ip_network

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.text import clean_line
from surveys.elements import KEYS
from surveys.errors import SurveyRefused
from surveys.models import Questionnaire, SurveyOptions
from surveys.operations_periods import newest_questionnaire
from trail import operations as trail

MOST_NETWORKS, MOST_EXTRA, ANSWERS = 20, 5, 4
LONGEST_QUESTION, LONGEST_ANSWER = 200, 40


@transaction.atomic
def set_options(
    *,
    actor: Actor,
    networks: Sequence[str],
    double_entry: bool,
    coins: bool,
    answering: int,
    now: datetime,
) -> SurveyOptions:
    """Keep the choices. `networks`: addresses or CIDR ranges. Raises `SurveyRefused`."""
    if not 1 <= answering <= 100:
        raise SurveyRefused("bad_share", _("Tulis angka 1 sampai 100."), field="answering")
    clean = [_network(each) for each in networks if each.strip()]
    if len(clean) > MOST_NETWORKS:
        raise SurveyRefused("too_many", _("Paling banyak 20 alamat jaringan."), field="networks")
    facts = {"networks": clean, "double_entry": double_entry, "coins": coins, "answering": answering}
    row, _new = SurveyOptions.objects.update_or_create(only=True, defaults=facts)
    trail.record(action="survey.options_set", actor=actor, data=facts, now=now)
    return row


def _network(text: str) -> str:
    try:
        return str(ip_network(text.strip(), strict=False))
    except ValueError as error:
        message = _("“{text}” bukan alamat jaringan. Contoh: 103.10.20.30 atau 103.10.20.0/24.")
        raise SurveyRefused(
            "bad_network", format_lazy(message, text=text.strip()[:43]), field="networks"
        ) from error


@transaction.atomic
def new_questionnaire(
    *, actor: Actor, label_order: Sequence[str], extra: Sequence[tuple[str, Sequence[str]]], now: datetime
) -> Questionnaire:
    """Another version, for periods planned from now on. The nine elements cannot be changed; `extra` holds
    (question, four answers), never in the index. Raises `SurveyRefused`, `BadText`."""
    if sorted(label_order) != sorted(KEYS):
        raise SurveyRefused("bad_order", _("Urutan harus memuat kesembilan unsur."), field="label_order")
    if len(extra) > MOST_EXTRA:
        raise SurveyRefused("too_many", _("Paling banyak 5 pertanyaan tambahan."), field="extra")
    rows = [_question(n, question, answers) for n, (question, answers) in enumerate(extra, start=1)]
    version = newest_questionnaire(by=actor.name, now=now).version + 1
    made = Questionnaire.objects.create(
        version=version, label_order=list(label_order), extra=rows, created_at=now, created_by=actor.name
    )
    data = {"version": version, "extra": len(rows)}
    trail.record(action="survey.questionnaire_made", actor=actor, data=data, now=now)
    return made


def _question(number: int, question: str, answers: Sequence[str]) -> dict[str, object]:
    asked = clean_line(question, max_length=LONGEST_QUESTION)
    words = [clean_line(each, max_length=LONGEST_ANSWER) for each in answers]
    if not asked or len(words) != ANSWERS or not all(words):
        message = _("Tulis pertanyaan {n} dan keempat jawabannya.")
        raise SurveyRefused("bad_question", format_lazy(message, n=number), field="extra")
    return {"key": f"t{number}", "question": asked, "answers": words}
