"""Appointments and matters as hypothesis draws them."""

from datetime import date, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from applications.acting import Acting, Matter
from applications.models import ActingForm
from commons.clock import WIB

MONDAY = date(2026, 11, 16)
SERVICES = ("sktm", "kp4", "sktm-rekomendasi")
PRODUCTS = ("ENDORSEMENT", "LETTER")
MATTERS = (
    Matter("sktm", "ENDORSEMENT", waits=True),
    Matter("kp4", "ENDORSEMENT", waits=True),
    Matter("sktm-rekomendasi", "LETTER"),
)


def acting(number: int = 1, form: ActingForm = ActingForm.PLH, **changes) -> Acting:
    """An appointment for the week of `MONDAY`."""
    plain = {
        "id": UUID(int=number),
        "user_id": UUID(int=100 + number),
        "name": "Joko Santoso",
        "title": "Sekretaris",
        "form": form,
        "ground": f"SP {number}",
        "from_date": MONDAY,
        "to_date": MONDAY + timedelta(days=4),
        "ended_at": None,
    }
    return Acting(**{**plain, **changes})


@st.composite
def appointments(draw, people: int = 3) -> Acting:
    """Any appointment in the fortnight from `MONDAY`, of one of a few people."""
    first = draw(st.integers(0, 13))
    last = draw(st.integers(first, 13))
    ended = draw(st.none() | st.integers(first, last))
    return acting(
        draw(st.integers(1, 10_000)),
        draw(st.sampled_from(ActingForm)),
        user_id=UUID(int=draw(st.integers(1, people))),
        from_date=MONDAY + timedelta(days=first),
        to_date=MONDAY + timedelta(days=last),
        ended_at=None if ended is None else moment(ended, 10),
        services=draw(st.none() | st.frozensets(st.sampled_from(SERVICES), min_size=1)),
        products=draw(st.none() | st.frozensets(st.sampled_from(PRODUCTS), min_size=1)),
        order_date=draw(st.none() | st.integers(0, 13).map(lambda n: MONDAY + timedelta(days=n))),
    )


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant in WIB, so many days after `MONDAY`."""
    return datetime(MONDAY.year, MONDAY.month, MONDAY.day, hour, minute, tzinfo=WIB) + timedelta(days=day)
