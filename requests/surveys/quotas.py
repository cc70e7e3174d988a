"""The sample of an office shared out over its services, in proportion to their users (pure)."""

from collections.abc import Mapping


def shared(total: int, populations: Mapping[str, int]) -> dict[str, int]:
    """`total` by largest remainder; of equal remainders the larger population, then the key, comes first.

    The parts sum to `total` (0 each where nobody is), none exceeds its population while `total` does not
    exceed the sum.
    """
    whole = sum(populations.values())
    if whole <= 0:
        return dict.fromkeys(populations, 0)
    parts = {key: total * count // whole for key, count in populations.items()}
    order = sorted(populations, key=lambda key: (-(total * populations[key] % whole), -populations[key], key))
    for key in order[: total - sum(parts.values())]:
        parts[key] += 1
    return parts
