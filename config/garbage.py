"""How often a web process looks for garbage.

A page over all offices makes some hundred thousand short-lived objects. With Python's usual thresholds each
of its requests looks through everything the process holds, several times, to find nothing.
"""

import gc

THRESHOLDS = (50_000, 20, 50)


def settle() -> None:
    """Leave alone what the start has made, and look for cycles less often; call it when all is loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
