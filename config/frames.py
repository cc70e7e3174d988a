"""Room for the frames of deep calls, taken once.

CPython keeps the frames of a thread's calls in chunks of 16 kB, and gives a chunk back to the system as soon
as the call that opened it returns. A loop that calls across the end of a chunk takes and returns memory on
every turn; under a web framework, and more so under a test runner, that is a tenth of all time. A frame that
is large itself opens a chunk of its size, rounded up to a power of two, and what it calls finds room there.

Mended in CPython 3.14 and in the later releases of 3.13 (https://github.com/python/cpython/issues/142183):
when those are the oldest supported, this module can go.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
# Words of eight bytes: a little more than a quarter MB, so that the rest of half a MB is room for others.
# None of it is touched, and so none of it becomes memory, before somebody needs it.
SLOTS = 33_000


def roomy(function: Callable[P, T]) -> Callable[P, T]:
    """The same function, whose calls find room for a thousand frames or so without asking for memory."""

    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    called.__code__ = called.__code__.replace(co_stacksize=SLOTS)
    return wraps(function)(called)
