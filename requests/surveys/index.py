"""The index of satisfaction, exact (pure). Permenpan RB 14/2017: weights of 1/9, bands from the rounded one.

Everything comes from `Tally`: how many forms, and for each element the sum of its answers. A mean of a
service, an office or a kabupaten is that of its respondents: tallies are added up, means never averaged.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import NormalDist

from surveys.elements import BY_KEY, ELEMENTS, KEYS, VALUES

WEIGHT = Fraction(1, 9)
PRINTED_WEIGHT = Fraction("0.11")  # as the regulation prints 1/9: caps the index at 99.00
LONGER_WEIGHT = Fraction("0.111")  # as others print it: caps the index at 99.90
SCALE = 25
LOWEST_COUNT = 3
INTERVAL_METHOD = (
    "Selang kepercayaan 95% (distribusi t Student) untuk rata-rata, antar responden, "
    "dari sembilan jawaban seseorang dikali 25"
)
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Band:
    """A class of quality: from `least` (NIK, two decimals) up to the next band's."""

    letter: str
    name: str
    least: Decimal
    perception: int


BANDS: tuple[Band, ...] = (
    Band("A", "Sangat baik", Decimal("88.31"), 4),
    Band("B", "Baik", Decimal("76.61"), 3),
    Band("C", "Kurang baik", Decimal("65.00"), 2),
    Band("D", "Tidak baik", Decimal("25.00"), 1),
)


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """Half up, from the exact value: never rounded twice."""
    scaled = value * 10**places
    whole = math.floor(abs(scaled) + Fraction(1, 2))
    return Decimal(-whole if scaled < 0 else whole).scaleb(-places)


def band_of(value: Decimal | Fraction) -> Band:
    """The band of an index: rounded half up to two decimals **first**, since the table has gaps.

    Raises `ValueError` outside 25..100.
    """
    shown = rounded(value) if isinstance(value, Fraction) else value.quantize(_CENT, ROUND_HALF_UP)
    if not BANDS[-1].least <= shown <= 100:
        raise ValueError(f"no index: {shown}")
    return next(band for band in BANDS if shown >= band.least)


@dataclass(frozen=True)
class Tally:
    """What forms add up to. `sums`: by element key. `totals_squared`: Σ (a form's nine answers)², for the
    interval; tallies made of printed tables, which know no forms, leave it None."""

    n: int = 0
    sums: Mapping[str, int] = field(default_factory=dict)
    totals_squared: int | None = 0

    def __add__(self, other: "Tally") -> "Tally":
        squares = (
            None
            if self.totals_squared is None or other.totals_squared is None
            else self.totals_squared + other.totals_squared
        )
        sums = {key: self.sums.get(key, 0) + other.sums.get(key, 0) for key in KEYS}
        return Tally(self.n + other.n, sums, squares)


def tally(forms: Iterable[Mapping[str, int]]) -> Tally:
    """Add up forms. Raises `ValueError` for a form that lacks an answer or has one that is none of 1..4."""
    n, squares = 0, 0
    sums = dict.fromkeys(KEYS, 0)
    for form in forms:
        total = 0
        for key in KEYS:
            value = form.get(key)
            if value not in VALUES:
                raise ValueError(f"{key}: {value!r} is no answer")
            sums[key] += value
            total += value
        n, squares = n + 1, squares + total * total
    return Tally(n, sums, squares)


@dataclass(frozen=True)
class ElementResult:
    """One element: `mean` is the NRR (1..4), `weighted` the NRR x 1/9, `nik` the mean x 25."""

    key: str
    name: str
    total: int
    mean: Fraction
    weighted: Fraction

    @property
    def nik(self) -> Decimal:
        """25.00..100.00, two decimals."""
        return rounded(self.mean * SCALE)

    @property
    def band(self) -> Band:
        """From the rounded NIK."""
        return band_of(self.mean * SCALE)


@dataclass(frozen=True)
class Interval:
    """Low and high end of 95 %, two decimals, inside 25..100."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Index:
    """The result of n ≥ 1 forms. `value` is the SKM value (1..4), `ikm` that x 25 (25.00..100.00).

    `printed` and `longer` are what the weights 0.11 and 0.111 would give: for comparison only.
    `interval` is None with fewer than two forms, or from a table without forms.
    """

    n: int
    elements: tuple[ElementResult, ...]
    value: Fraction
    interval: Interval | None

    @property
    def exact(self) -> Fraction:
        """The index before rounding."""
        return self.value * SCALE

    @property
    def ikm(self) -> Decimal:
        """Rounded half up."""
        return rounded(self.exact)

    @property
    def band(self) -> Band:
        """From the rounded index."""
        return band_of(self.exact)

    @property
    def printed(self) -> Decimal:
        """With the weight 0.11."""
        return self._with(PRINTED_WEIGHT)

    @property
    def longer(self) -> Decimal:
        """With the weight 0.111."""
        return self._with(LONGER_WEIGHT)

    def element(self, key: str) -> ElementResult:
        """One element. Raises `KeyError`."""
        return next(one for one in self.elements if one.key == BY_KEY[key].key)

    @property
    def weakest(self) -> tuple[ElementResult, ...]:
        """The three lowest elements, the lowest first, and all that are level with the third.

        More than three of them: a tie, which is told and not broken by the order of the regulation.
        """
        ordered = sorted(self.elements, key=lambda one: one.mean)
        bar = ordered[min(LOWEST_COUNT, len(ordered)) - 1].mean
        return tuple(one for one in ordered if one.mean <= bar)

    @property
    def tied(self) -> bool:
        """Whether the third lowest place is shared."""
        return len(self.weakest) > LOWEST_COUNT

    def _with(self, weight: Fraction) -> Decimal:
        return rounded(sum((one.mean for one in self.elements), Fraction(0)) * weight * SCALE)


def index(counted: Tally) -> Index | None:
    """The index of a tally; None of no forms (never 0: nothing was measured).

    Raises `ValueError` for sums that n forms cannot have.
    """
    if counted.n <= 0:
        return None
    for key in KEYS:
        if not counted.n <= counted.sums.get(key, 0) <= 4 * counted.n:
            raise ValueError(f"{key}: {counted.sums.get(key)} of {counted.n} forms")
    elements = tuple(_element(one.key, one.name, counted) for one in ELEMENTS)
    value = sum((one.weighted for one in elements), Fraction(0))
    return Index(counted.n, elements, value, _interval(counted))


def _element(key: str, name: str, counted: Tally) -> ElementResult:
    mean = Fraction(counted.sums[key], counted.n)
    return ElementResult(key, name, counted.sums[key], mean, mean * WEIGHT)


def _interval(counted: Tally) -> Interval | None:
    """Student's interval for the mean of a person's own index: (their nine answers ÷ 9) x 25.

    The nine answers of one person go together, so the person is the unit, never the answer.
    """
    n = counted.n
    if n < 2 or counted.totals_squared is None:
        return None
    total = sum(counted.sums.values())
    spread = Fraction(counted.totals_squared * n - total * total, n * (n - 1))
    middle = float(Fraction(total, 9 * n) * SCALE)
    half = student(n - 1) * math.sqrt(spread / n) / 9 * SCALE
    return Interval(_within(middle - half), _within(middle + half))


def _within(value: float) -> Decimal:
    return Decimal(str(min(max(value, 25.0), 100.0))).quantize(_CENT, ROUND_HALF_UP)


def student(freedom: int) -> float:
    """The 97.5 % quantile of Student's t: exact for 1 and 2, Cornish-Fisher's expansion above."""
    if freedom < 1:
        raise ValueError("no degrees of freedom")
    p = 0.975
    if freedom == 1:
        return math.tan(math.pi * (p - 0.5))
    if freedom == 2:
        return 2 * (p - 0.5) * math.sqrt(2 / (4 * p * (1 - p)))
    z, v = NormalDist().inv_cdf(p), float(freedom)
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * v**4)
    )
