"""How complete an office's standards are: points, each with its proof (pure).

A share is exact (`Fraction`), 0 to 1. What nothing measures has no point and takes none away. The weights are
Loket's own; the score is evidence beside PEKPPP, not its value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.vocabulary import OFFICIAL_NAMES, ComponentKey

Text = str | Promise
# A standard is looked at again at least every three years (PP 96/2012).
REVIEW_YEARS = 3


@dataclass(frozen=True)
class Proof:
    """What was looked at, what it says, where and of when it is. `good`: it earns its part of the point."""

    what: str
    says: str
    where: str
    dated: date | None
    good: bool


@dataclass(frozen=True)
class Found:
    """What was measured of a point."""

    share: Fraction
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class Point:
    """A point: `weight` of it, `found` None while nothing measures it."""

    key: str
    name: Text
    weight: int
    found: Found | None

    @property
    def got(self) -> Fraction:
        """The part of the weight that was earned."""
        return self.found.share * self.weight if self.found else Fraction(0)


@dataclass(frozen=True)
class StandardFacts:
    """A published standard. `filled`: components with words; `dated`: when it was last set, None if nowhere
    stated; `url`: its public page; `published_on`: in Loket."""

    code: str
    title: str
    filled: frozenset[str]
    dated: date | None
    published_on: date
    url: str


@dataclass(frozen=True)
class OfficeFacts:
    """An office on a day. `is_open`: its public pages answer."""

    code: str
    name: str
    url: str
    is_open: bool
    standards: tuple[StandardFacts, ...]


NAMES: dict[str, tuple[Text, int]] = {
    "components": (gettext_lazy("Keempat belas komponen terisi"), 40),
    "age": (gettext_lazy("Ditinjau dalam tiga tahun terakhir"), 20),
    "published": (gettext_lazy("Diumumkan dan dapat dibuka siapa saja"), 20),
}


def points(office: OfficeFacts, others: Iterable[Point] = (), *, today: date) -> list[Point]:
    """Every point of an office; `others` are those that other apps measure."""
    measured = {
        "components": _components(office.standards),
        "age": _age(office.standards, today),
        "published": _published(office),
    }
    own = [Point(key, name, weight, measured[key]) for key, (name, weight) in NAMES.items()]
    return [*own, *others]


def weighed(found: Sequence[Point]) -> tuple[Fraction, int]:
    """What was earned, of how much: the points that are measured."""
    return sum((point.got for point in found), Fraction(0)), sum(
        point.weight for point in found if point.found
    )


def score(found: Sequence[Point]) -> Fraction | None:
    """0 to 100 over what is measured; None when nothing is."""
    earned, whole = weighed(found)
    return earned * 100 / whole if whole else None


def share_of(proofs: Sequence[Proof]) -> Found:
    """Each proof counts the same; without any nothing is earned."""
    good = sum(proof.good for proof in proofs)
    return Found(Fraction(good, len(proofs)) if proofs else Fraction(0), tuple(proofs))


def _components(standards: Sequence[StandardFacts]) -> Found:
    proofs, filled = [], 0
    for one in standards:
        missing = [str(OFFICIAL_NAMES[key]) for key in ComponentKey if key.value not in one.filled]
        here = len(ComponentKey) - len(missing)
        filled += here
        says = _("{n} dari 14 komponen").format(n=here)
        if missing:
            says = _("{n} dari 14 komponen; belum: {missing}").format(n=here, missing=", ".join(missing))
        proofs.append(Proof(one.title, says, one.url, one.published_on, not missing))
    whole = len(ComponentKey) * len(standards)
    return Found(Fraction(filled, whole) if whole else Fraction(0), tuple(proofs))


def _age(standards: Sequence[StandardFacts], today: date) -> Found:
    return share_of([_aged(one, today) for one in standards])


def _aged(one: StandardFacts, today: date) -> Proof:
    if one.dated is None:
        return Proof(one.title, _("tanggal penetapan tidak tercantum"), one.url, None, good=False)
    good = _years_before(today, REVIEW_YEARS) <= one.dated
    says = _("ditetapkan atau ditinjau kurang dari tiga tahun lalu") if good else _("lebih dari tiga tahun")
    return Proof(one.title, says, one.url, one.dated, good)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _published(office: OfficeFacts) -> Found:
    if not office.standards:
        return share_of(
            [Proof(office.name, _("belum ada standar yang terbit"), office.url, None, good=False)]
        )
    says = _("terbit di halaman umum") if office.is_open else _("halaman kantor sedang ditutup")
    return share_of(
        [Proof(one.title, says, one.url, one.published_on, office.is_open) for one in office.standards]
    )
