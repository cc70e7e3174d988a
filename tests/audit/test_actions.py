"""Every word that the code writes on a trail is in the vocabulary, so that a page can name it."""

import re
from pathlib import Path

from audit import actions

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = re.compile(r'(?:action=|_record\(\w+, )"([a-z_]+\.[a-z_.]+)"')


def test_every_word_written_is_registered():
    written = {
        word
        for folder in ("tenants", "catalog", "requests", "reporting", "config")
        for file in (ROOT / folder).rglob("*.py")
        for word in WRITTEN.findall(file.read_text())
    }
    assert {"account.logout", "assignment.created", "lookups.poverty_checked"} <= written, (
        "the search still works"
    )
    assert written <= set(actions.known())
