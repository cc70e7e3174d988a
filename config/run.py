"""Run Loket on one machine: `python -m config.run demo | servers | exec -- COMMAND…`."""

import argparse
import os
import sys
from pathlib import Path

from config.paths import Var, default_var
from config.supervisor.console import say
from config.supervisor.errors import CannotRun
from config.supervisor.memory import in_memory
from config.supervisor.process import end_on_signals, follow_parent, run_in_foreground
from config.supervisor.servers import external, using

FAILED = 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m config.run", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("demo", help="databases, migrations, demo offices, web, live, worker and beat")
    commands.add_parser("servers", help="only the database and Valkey, until Ctrl-C")
    execute = commands.add_parser("exec", help="the database and Valkey for the length of one command")
    execute.add_argument(
        "--throwaway",
        action="store_true",
        help="servers beside the others, quicker, whose data need not outlive a crash of the machine",
    )
    execute.add_argument(
        "--in-memory", action="store_true", help="a throwaway in memory, where there is room, made anew"
    )
    execute.add_argument("command", nargs="+", help="after --")
    return parser


def execute(var: Var, command: list[str]) -> int:
    """Run one command with servers at hand: those of the environment, running ones, or our own meanwhile."""
    if external(os.environ):
        return run_in_foreground(command, os.environ)
    with using(var, f"exec {Path(command[0]).name}") as values:
        return run_in_foreground(command, {**values, **os.environ})


def run(arguments: argparse.Namespace) -> int:
    """Do what the command line asks for and return the exit code."""
    var = Var(default_var())
    if arguments.what == "exec" and arguments.in_memory:
        with in_memory(var) as place:
            return execute(place, arguments.command)
    if arguments.what == "exec":
        return execute(var.throwaway if arguments.throwaway else var, arguments.command)
    from config.supervisor import demo  # noqa: PLC0415 - what `exec` does not need

    return demo.demo(var) if arguments.what == "demo" else demo.servers_only(var)


def main() -> None:
    """Entry point; what cannot run says so in one line."""
    end_on_signals()
    if "MAKELEVEL" in os.environ:
        follow_parent()
    try:
        sys.exit(run(_parser().parse_args()))
    except CannotRun as error:
        say(f"loket: {error}")
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
