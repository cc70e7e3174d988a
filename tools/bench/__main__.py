"""`python -m tools.bench`: measure, print a table, write var/bench.json. See `--help`."""

import argparse
import sys
from collections.abc import Iterator

from config.frames import roomy
from config.paths import Var, default_var
from tools.bench import importing, linting, tenancy
from tools.bench.figures import Figure, conditions, line, note, say, table, write
from tools.bench.ground import Ground, open_ground

WHAT = (
    "actions",
    "resolution",
    "inbox",
    "lifecycles",
    "writers",
    "letters",
    "register",
    "queue",
    "messages",
    "surveys",
    "readmodel",
    "contentment",
    "simulate",
    "screens",
    "crowd",
    "lint",
    "import",
    "tenancy",
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=WHAT, default=WHAT, help="measure only these")
    parser.add_argument(
        "--files", nargs="+", type=int, default=[0, 100_000], help="closed files in the office"
    )
    parser.add_argument("--full", action="store_true", help="also with 1,000,000 closed files")
    parser.add_argument("--lifecycles", type=int, default=40, help="measured and replayed, for each service")
    parser.add_argument("--seconds", type=float, default=15, help="length of one round of lifecycles")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of lifecycles for each size")
    parser.add_argument("--writing", type=float, default=30, help="seconds of the many writers")
    parser.add_argument("--messages", type=int, default=10_000, help="messages to be drained")
    parser.add_argument("--forms", type=int, default=10_000, help="forms of a survey to be imported")
    parser.add_argument(
        "--crowd-seconds", type=float, default=300, help="length of the whole kabupaten's day"
    )
    parser.add_argument(
        "--crowd-offices", type=int, default=28, help="fewer than 28: a trial, with fewer people"
    )
    parser.add_argument("--few", action="store_true", help="leave out 2,260 schemas")
    parser.add_argument("--offices", type=int, default=28, help="offices of the simulated year")
    parser.add_argument("--days", type=int, default=365, help="days of the simulated year")
    parser.add_argument("--keep", action="store_true", help="keep the database loket_bench")
    return parser


def measure(ground: Ground, chosen: argparse.Namespace) -> Iterator[Figure]:
    """Everything that was asked for, in an order in which the archive only grows."""
    # After the environment names the database.
    from tools.bench import actions, lifecycles, web  # noqa: PLC0415

    only = set(chosen.only)
    if "resolution" in only:
        yield from actions.resolution(ground, requests=1_000)
    if "actions" in only:
        yield from actions.measure(ground, lifecycles=chosen.lifecycles)
        actions.check_replayed(ground)
    yield from waiting_room(ground, chosen)
    with web.serving(ground) as pid:
        if "actions" in only:
            yield from actions.over_http(ground, seconds=chosen.seconds)
        if "writers" in only:
            yield from lifecycles.writers(ground, seconds=chosen.writing)
        if only & {"lifecycles", "inbox", "register"}:
            yield from growing(ground, pid, chosen)
    yield from _in_process(ground, chosen)


def _in_process(ground: Ground, chosen: argparse.Namespace) -> Iterator[Figure]:
    """What needs no server."""
    from tools.bench import queue, sheets  # noqa: PLC0415

    only = set(chosen.only)
    if "letters" in only:
        yield from sheets.letters(ground, count=200)
    if "register" in only:
        yield from sheets.register(ground)
    if "queue" in only:
        yield from queue.measure(ground)
    yield from behind(ground, chosen)


def behind(ground: Ground, chosen: argparse.Namespace) -> Iterator[Figure]:
    """What the workers do, behind the counter."""
    from tools.bench import contentment, messages, readmodel, simulating, surveys  # noqa: PLC0415

    only = set(chosen.only)
    if "messages" in only:
        yield from messages.measure(ground, count=chosen.messages)
    if "surveys" in only:
        yield from surveys.measure(ground, count=chosen.forms)
    if "readmodel" in only:
        yield from readmodel.measure(ground, seconds=chosen.writing, requests=60)
    if "contentment" in only:
        yield from contentment.measure(ground)
    if "simulate" in only:
        yield simulating.year(offices=chosen.offices, days=chosen.days)


def waiting_room(ground: Ground, chosen: argparse.Namespace) -> Iterator[Figure]:
    """The screens of the queue, on servers of their own: these need the stream."""
    from tools.bench import crowd, screens  # noqa: PLC0415 - after the environment

    if "screens" in chosen.only:
        yield from screens.calls(ground, count=120)
    if "crowd" in chosen.only:
        yield from crowd.measure(ground, seconds=chosen.crowd_seconds, offices=chosen.crowd_offices)


def everything(chosen: argparse.Namespace) -> Iterator[Figure]:
    """What needs many offices, what needs one at work, then what needs none."""
    if "tenancy" in chosen.only:
        yield from tenancy.measure(many=not chosen.few)
    if set(chosen.only) - {"tenancy", "lint", "import"}:
        with open_ground(keep=chosen.keep) as ground:
            yield from measure(ground, chosen)
    if "lint" in chosen.only:
        yield linting.standards(offices=28, each=30)
    if "import" in chosen.only:
        yield from importing.measure()


def growing(ground: Ground, pid: int, chosen: argparse.Namespace) -> Iterator[Figure]:
    """What must stay the same while the archive grows."""
    from tools.bench import lifecycles, pages  # noqa: PLC0415

    template, there = lifecycles.closed_file(ground), 0
    for size in sorted({*chosen.files, *([1_000_000] if chosen.full else [])}):
        there = lifecycles.grow(ground, template, there=there, size=size)
        if "lifecycles" in chosen.only:
            yield lifecycles.rate(ground, pid, size=size, seconds=chosen.seconds, rounds=chosen.rounds)
        if "inbox" in chosen.only:
            yield from pages.inbox(ground, files=size, requests=20)


@roomy
def main() -> int:
    """1 when a figure does not reach its target."""
    chosen = _parser().parse_args()
    before = conditions()
    figures: list[Figure] = []
    file = Var(default_var()).folder / "bench.json"
    for figure in everything(chosen):
        figures.append(figure)
        note(line(figure))
        write(file, figures, before)
    say(f"Loket, {before['cores']} cores ({before['cpu']}), load before {before['load_average'][0]}")
    say()
    table(figures)
    say()
    note(f"written to {file}")
    return 1 if any(figure.met is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
