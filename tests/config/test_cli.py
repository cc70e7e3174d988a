"""`manage.py` starts a database only for commands that need one."""

import pytest

from config.cli import needs_database


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
