"""QR codes as drawings: one SVG path, so that a letter stays small and quick."""

from functools import lru_cache
from typing import TypedDict

import segno

QUIET_ZONE = 4


class Drawing(TypedDict):
    """`svg` is `total` modules wide, quiet zone included; the symbol itself is `modules` wide."""

    svg: str
    modules: int
    total: int


@lru_cache(maxsize=512)
def draw(text: str) -> Drawing:
    """The QR code of `text` at error level M (15 % of it may be damaged). Raises `ValueError` if too long."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    modules = len(code.matrix)
    total = modules + 2 * QUIET_ZONE
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {total}" '
        f'width="{total}" height="{total}">'
        f'<path fill="#fff" d="M0 0h{total}v{total}H0z"/><path fill="#000" d="{_path(code.matrix)}"/></svg>'
    )
    return Drawing(svg=svg, modules=modules, total=total)


def _path(matrix: tuple[bytearray, ...]) -> str:
    return "".join(
        f"M{start + QUIET_ZONE} {y + QUIET_ZONE}h{length}v1h-{length}z"
        for y, row in enumerate(matrix)
        for start, length in _runs(row)
    )


def _runs(row: bytearray) -> list[tuple[int, int]]:
    """(start, length) of each stretch of dark modules: fewer shapes, and no hairlines between modules."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs
