"""One-time codes: all of a period are stored together, by their keyed hash; which are still to be given out
lies sealed in a bag. Taking one out of the bag touches no code's row."""

import secrets
from random import SystemRandom

from commons.crypto import blind_index, current_key
from commons.ids import public_code
from surveys.models import CodeBag, SurveyCode, SurveyPeriod

FEWEST, MOST, EACH_TIME = 200, 4_000, 200
PER_FORM = 4  # invited who do not answer, slips that jam, messages that are sent anew


def digest(code: str) -> str:
    """What is stored of a code: of this office alone, so that another office's code is unknown here."""
    return blind_index(current_key(), code, kind="survey-code")


def fill(period: SurveyPeriod) -> None:
    """The codes of a period that begins. In its transaction."""
    count = max(FEWEST, min(MOST, period.sample_size * PER_FORM))
    CodeBag.objects.create(period=period, codes=_made(period, count), left=count)


def _made(period: SurveyPeriod, count: int) -> list[str]:
    codes = [public_code() for _n in range(count)]
    rows = [SurveyCode(period=period, digest=digest(code), expires=period.closes) for code in codes]
    SystemRandom().shuffle(rows)
    SurveyCode.objects.bulk_create(rows, batch_size=1_000)
    return codes


def take(period: SurveyPeriod) -> str:
    """One code that nobody has, at random. In the transaction that gives it out.

    An empty bag is filled again with `EACH_TIME` codes, so that the new one hides among them.
    """
    bag = CodeBag.objects.select_for_update().get(period=period)
    codes = list(bag.codes) or _made(period, EACH_TIME)
    code = codes.pop(secrets.randbelow(len(codes)))
    bag.codes, bag.left = codes, len(codes)
    bag.save(update_fields=["codes", "left"])
    return str(code)


def empty(period: SurveyPeriod) -> None:
    """What was not given out is thrown away."""
    CodeBag.objects.filter(period=period).update(codes=[], left=0)
