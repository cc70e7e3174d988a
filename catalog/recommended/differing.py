"""Where an office's standard differs from the recommended one, in words (pure)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.indonesian import rupiah
from recommended.meaning import Asked, classes, meaning, papers_of
from standards.document import StandardDocument
from standards.vocabulary import OFFICIAL_NAMES, ComponentKey


@dataclass(frozen=True)
class Difference:
    """One component: what only the office has (`ours`), what only the recommendation has (`theirs`)."""

    key: str
    name: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def fee_of(document: StandardDocument) -> str:
    """ "Gratis", or the amount."""
    return rupiah(document.biaya.rupiah) if document.biaya.rupiah else _("Gratis")


def time_of(document: StandardDocument) -> str:
    """The promise with its condition."""
    promise = document.waktu
    return ", ".join(filter(None, (promise.short, promise.condition_text)))


def staff_of(document: StandardDocument) -> str:
    """How many people serve."""
    n = document.jumlah.total
    return ngettext("{n} orang", "{n} orang", n).format(n=n)


READERS: dict[ComponentKey, Callable[[StandardDocument], list[str]]] = {
    ComponentKey.PROSEDUR: lambda d: [step.title for step in d.prosedur.steps],
    ComponentKey.WAKTU: lambda d: [time_of(d)],
    ComponentKey.BIAYA: lambda d: [fee_of(d)],
    ComponentKey.PRODUK: lambda d: [d.produk.name],
    ComponentKey.JUMLAH: lambda d: [staff_of(d)],
}


def differences(ours: StandardDocument, theirs: StandardDocument) -> list[Difference]:
    """By component, in the order of the regulation; none where both ask and promise the same."""
    papers = _papers(papers_of(ours), papers_of(theirs))
    found = [(ComponentKey.PERSYARATAN, papers)]
    found += [(key, _texts(read(ours), read(theirs))) for key, read in READERS.items()]
    return [Difference(key.value, OFFICIAL_NAMES[key], *sides) for key, sides in found if any(sides)]


Sides = tuple[tuple[str, ...], tuple[str, ...]]


def _papers(ours: Sequence[Asked], theirs: Sequence[Asked]) -> Sides:
    mine, others = set(ours), set(theirs)
    alike = classes([*ours, *theirs])
    only = [each for each in alike if not (mine & set(each) and others & set(each))]
    return (
        tuple(each[0].shown for each in only if mine & set(each)),
        tuple(each[0].shown for each in only if others & set(each)),
    )


def _texts(ours: Sequence[str], theirs: Sequence[str]) -> Sides:
    mine, others = {meaning(text) for text in ours}, {meaning(text) for text in theirs}
    return (
        tuple(text for text in ours if meaning(text) not in others),
        tuple(text for text in theirs if meaning(text) not in mine),
    )
