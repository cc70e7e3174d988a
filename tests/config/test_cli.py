"""`manage.py` starts a database only for commands that need one."""

import json
import os
import subprocess
import sys
from pathlib import Path

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


def test_a_document_is_read_without_anything_at_hand(tmp_path):
    """No address, no key, no app: `import_standard` is also for a machine that has nothing but Loket."""
    file = tmp_path / "sp.txt"
    file.write_text(
        "Standar Pelayanan Contoh\nPersyaratan : KTP\nBiaya : Gratis\nJangka waktu : 2 Jam\n", "utf-8"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, str(root / "manage.py"), "import_standard", str(file), "--json"]
    bare = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    done = subprocess.run(command, check=True, capture_output=True, env=bare)  # noqa: S603 - our own command
    (draft,) = json.loads(done.stdout)
    assert (draft["waktu"]["value"]["amount"], draft["waktu"]["value"]["unit"]) == (2, "hour")
