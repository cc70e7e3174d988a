"""Two offices at work, whose figures are folded."""

from tests.indicators.conftest import desk_a, desk_b

__all__ = ["desk_a", "desk_b"]
