"""A recap signed electronically: what is frozen is what was signed; what fails freezes nothing."""

import pytest

from commons import clock as clocks
from offices.scope import office_scope
from recaps import operations, signing
from recaps.models import Recap
from recaps.operations import RecapRefused
from signatures.judging import marks
from signatures.models import Attempt
from signatures.services.choosing import CannotSign, known_roots
from signatures.services.port import Secret
from signatures.workflow import Status
from tests.applications.pages import inputs, url
from tests.recaps.test_recaps import ANALYSIS, PROMISE, THIRD, Round, complaints
from tests.signatures.conftest import PASSPHRASE, local, roots

__all__ = ["complaints", "local", "roots"]
pytestmark = pytest.mark.django_db


def sign(site, who="head", secret=PASSPHRASE, key="k1"):
    with office_scope(site.office):
        return signing.sign(
            actor=site.people[who], quarter=THIRD, secret=Secret(secret), now=clocks.now(), key=key
        )


def test_it_is_signed_as_letters_are(local, complaints):
    recap = Round(local)
    recap.do(operations.draft, "information")
    with pytest.raises(RecapRefused):
        sign(local, key="early")
    recap.do(operations.complete, "section_head", analysis=ANALYSIS, promises=[PROMISE])
    for who, secret in (("section_head", PASSPHRASE), ("head", "")):
        with pytest.raises(CannotSign):
            sign(local, who, secret)
    assert sign(local, secret="salah", key="wrong").status is Status.REFUSED
    with office_scope(local.office):
        assert Recap.objects.get().state == "COMPLETED", "a wrong passphrase freezes nothing"
    page = local.at("head").get(url("recap", THIRD.key))
    path = url("recap_act", THIRD.key, "tanda-tangan")
    assert local.at("head").post(path, inputs(page, path) | {"secret": PASSPHRASE}).status_code == 303
    with office_scope(local.office):
        row = Recap.objects.get()
        assert (row.state, row.how, Attempt.objects.get(state="DONE").used) == ("APPROVED", "LOCAL", True)
        assert row.pdf is not None
        pdf = bytes(row.pdf)
    (mark,) = marks(pdf, roots=known_roots(), now=clocks.now(), strict=True)
    assert (mark.intact, mark.whole, mark.holder) == (True, True, "Retno Wahyuni")
    assert local.at("section_head").get(url("recap_pdf", THIRD.key)).content == pdf
    with pytest.raises(RecapRefused):
        sign(local, key="again")
