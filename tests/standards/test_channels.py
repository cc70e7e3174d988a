"""What complaint channels are called, on paper and on pages."""

import pytest

from standards.catalogue import load_documents
from standards.channels import NAMES, name_of
from standards.components import Channel
from standards.presenters import complaints
from standards.vocabulary import ChannelKind


@pytest.mark.parametrize("kind", ChannelKind)
def test_every_kind_has_a_name_in_words(kind):
    said = name_of(Channel(kind=kind, shown="x"))
    assert said == str(NAMES[kind])
    assert said not in {kind.value, kind.value.title()} - {"Facebook", "Instagram"}


def test_the_documents_own_name_comes_first():
    assert name_of(Channel(kind=ChannelKind.PHONE, shown="x", label="Telp.")) == "Telp."


def test_no_code_of_ours_is_on_a_citizens_page():
    shown = {row["label"] for document in load_documents() for row in complaints(document)}
    assert shown
    assert not shown & {kind.value for kind in ChannelKind} | shown & {"Desk", "Box", "Phone"}
