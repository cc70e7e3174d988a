"""How many respondents a period needs: the table of Krejcie and Morgan (1970) by its formula (pure)."""

from fractions import Fraction

CHI_SQUARE = Fraction("3.841")  # one degree of freedom, 95 %
PROPORTION = Fraction(1, 2)
MARGIN = Fraction(1, 20)


def sample_size(population: int) -> int:
    """The respondents needed for a population, rounded half up as the printed table is; 0 of nobody.

    Raises `ValueError` below 0.
    """
    if population < 0:
        raise ValueError("a population is not negative")
    spread = CHI_SQUARE * PROPORTION * (1 - PROPORTION)
    size = spread * population / (MARGIN**2 * (population - 1) + spread) if population else Fraction(0)
    return int(size + Fraction(1, 2))
