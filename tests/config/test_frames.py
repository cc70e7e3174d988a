"""Calls in a loop, however deep, ask the system for no memory."""

import subprocess
import sys

import pytest

from config.frames import roomy

# How many pages of memory the system had to give for the costliest of 300 loops, each a call deeper.
PAGES = """
import resource
from config.frames import roomy

def leaf(a, b, c, d, e, f, g, h):
    return a

def loop():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for turn in range(500):
        leaf(turn, 1, 2, 3, 4, 5, 6, 7)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

def below(depth):
    return below(depth - 1) if depth else loop()

def worst():
    return max(below(depth) for depth in range(300))

print(worst(), roomy(worst)())
"""


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="newer releases of Python keep a chunk")
def test_a_loop_at_the_end_of_a_chunk_takes_memory_on_each_turn_but_not_in_a_roomy_call():
    command = [sys.executable, "-c", PAGES]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    plain, roomily = map(int, run.stdout.split())
    assert plain >= 500
    assert roomily < 50


def test_it_is_the_same_function():
    @roomy
    def divided(number: int, *, by: int) -> float:
        """A quotient."""
        return number / by

    assert divided(6, by=3) == 2
    assert (divided.__name__, divided.__doc__) == ("divided", "A quotient.")
    with pytest.raises(ZeroDivisionError):
        divided(1, by=0)
