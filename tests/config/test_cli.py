"""`manage.py` starts a database only for commands that need one."""

import pytest

from config.cli import needs_database
from config.paths import Var
from config.supervisor.servers import at_rest


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ([], False),
        (["help"], False),
        (["--version"], False),
        (["migrate_all", "--help"], False),
        (["check"], False),
        (["check", "--deploy"], False),
        (["check", "--database", "default"], True),
        (["collectstatic", "--no-input"], False),
        (["compilemessages"], False),
        (["makemigrations", "--check"], True),
        (["migrate_all"], True),
        (["shell"], True),
    ],
)
def test_which_commands_need_the_database(words, needed):
    assert needs_database(words) is needed


def test_a_command_without_database_runs_before_the_first_start(tmp_path):
    values = at_rest(Var(tmp_path))
    assert ":0/" not in "".join(values[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"))
