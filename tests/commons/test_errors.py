import pickle

from django.utils.translation import gettext_lazy as _

from commons.crypto import NoKey
from commons.errors import DomainError


class Sour(DomainError):
    """A subclass with a signature of its own, as apps have them."""

    def __init__(self, lemon: int) -> None:
        super().__init__("sour", _("Terlalu asam."), lemon=lemon)


def test_it_carries_code_message_and_facts():
    error = Sour(3)
    assert (error.code, str(error), error.context) == ("sour", "Terlalu asam.", {"lemon": 3})
    assert isinstance(error, DomainError)


def test_it_survives_the_way_from_a_worker():
    for error in (Sour(3), NoKey(), DomainError("x", "Pesan.", a=1)):
        back = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
        assert type(back) is type(error)
        assert (back.code, str(back), back.context) == (error.code, str(error), error.context)
