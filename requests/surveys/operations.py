"""The door for whoever changes something in a survey."""

from surveys.operations_answers import Sent, answer_by_code, answer_on_tablet
from surveys.operations_coins import confirm, count
from surveys.operations_flags import decide
from surveys.operations_import import take_in
from surveys.operations_invite import decide_waiting, decline, invite
from surveys.operations_papers import enter, print_forms, put_aside
from surveys.operations_periods import cancel_period, close_period, open_period, plan, turn
from surveys.operations_settings import new_questionnaire, set_options

__all__ = [
    "Sent",
    "answer_by_code",
    "answer_on_tablet",
    "cancel_period",
    "close_period",
    "confirm",
    "count",
    "decide",
    "decide_waiting",
    "decline",
    "enter",
    "invite",
    "new_questionnaire",
    "open_period",
    "plan",
    "print_forms",
    "put_aside",
    "set_options",
    "take_in",
    "turn",
]
