"""Every word that the code writes on a trail is in the vocabulary, so that a page can name it."""

import re
from pathlib import Path

from audit import actions

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = re.compile(r'(?:action=|_record\(\w+, |\bLine\()"([a-z_]+\.[a-z_.]+)"')
# A word that several write has a name.
NAMED = re.compile(r"(?:action=|\bLine\()([A-Z_]+)\b")
NAMES = re.compile(r'^([A-Z_]+) = "([a-z_]+\.[a-z_.]+)"$', re.MULTILINE)


def test_every_word_written_is_registered():
    code = "\n".join(
        file.read_text()
        for folder in ("tenants", "catalog", "requests", "reporting", "config")
        for file in (ROOT / folder).rglob("*.py")
    )
    named = set(NAMED.findall(code))
    words = [word for name, word in NAMES.findall(code) if name in named]
    written = {*WRITTEN.findall(code), *(word for word in words if not word.startswith("config."))}
    samples = {"account.logout", "assignment.created", "lookups.poverty_checked", "demo.simulated"}
    assert samples <= written, "the search still works"
    assert {"absence.entered", "lookups.list_loaded"} <= written
    assert written <= set(actions.known())
