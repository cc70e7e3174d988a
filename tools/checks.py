"""The checks beside the tests: `python tools/checks.py lint | types | drift | messages`.

Runs every check of the group even when one fails, prints how long each took, and ends with 1 if any failed.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CODE = ("config", "tenants", "catalog", "requests", "reporting")
WITH_SERVERS = (sys.executable, "-m", "config.run", "exec", "--")
MANAGE = (*WITH_SERVERS, sys.executable, "manage.py")
# The data files hold whole sentences word for word, so their lines are as long as the source's.
YAML_RULES = "{extends: default, rules: {line-length: disable, document-start: disable}}"
CREATION_DATE = '--ignore-matching-lines="POT-Creation-Date'


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - the operator's console


def run(*words: str) -> bool:
    """Run one command in the project's folder; a tool of the virtual environment is found there."""
    tool = BIN / words[0]
    command = [str(tool) if tool.exists() else words[0], *words[1:]]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0  # noqa: S603


def files(*words: str) -> list[str]:
    """What `git ls-files` says: by default, files under version control that match."""
    done = subprocess.run(  # noqa: S603
        ["git", "ls-files", *words],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def is_committed(path: str, *options: str) -> bool:
    """Whether what was just written there is what is committed."""
    fresh = files("--others", "--exclude-standard", path)
    for name in fresh:
        say(f"not committed: {name}")
    # With lines to ignore, --stat says 0 whatever it shows: only --quiet answers.
    same = run("git", "diff", "--quiet", *options, "--", path)
    if not same:
        run("git", "diff", "--stat", "--", path)
    return same and not fresh


def dockerfiles() -> bool:
    """hadolint, where there are Dockerfiles."""
    found = files("docker/*Dockerfile*")
    return not found or run("hadolint", *found)


def yaml_files() -> bool:
    """yamllint over everything written in YAML by hand."""
    found = files("*.yml", "*.yaml", ":!docs/openapi*.yaml")
    return not found or run("yamllint", "--strict", "-d", YAML_RULES, *found)


def extract() -> bool:
    """Collect the texts into config/locale/en; needs gettext's xgettext."""
    if not shutil.which("xgettext"):
        say("loket: gettext is missing (Debian: apt-get install gettext)")
        return False
    (ROOT / "config" / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    ignored = [
        word for name in (".venv", "var", "node_modules", "tests", "build") for word in ("--ignore", name)
    ]
    options = ["--locale", "en", "--no-location", "--no-obsolete", "--extension", "html,txt,py"]
    return run(sys.executable, "manage.py", "makemessages", *options, *ignored)


def messages_current() -> bool:
    """Whether extracting changes nothing but the date."""
    return extract() and is_committed("config/locale", CREATION_DATE)


def api_description() -> bool:
    """docs/openapi*.yaml, of the offices' hosts and of the kabupaten's, against what the code says."""
    return all(
        [_described("office", "docs/openapi.yaml"), _described("kabupaten", "docs/openapi-kabupaten.yaml")]
    )


def _described(host: str, target: str) -> bool:
    urls = ("--urlconf", f"config.urls.{host}")
    made = run(*MANAGE, "spectacular", *urls, "--validate", "--fail-on-warn", "--file", target)
    return made and is_committed(target)


def grants() -> bool:
    """docs/grants.md against the rights the code gives."""
    told = subprocess.run(  # noqa: S603
        [*MANAGE, "describe_grants"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    page = ROOT / "docs" / "grants.md"
    current = page.exists() and page.read_text(encoding="utf-8") == told.stdout
    if not current:
        say("docs/grants.md is out of date: manage.py describe_grants > docs/grants.md")
    return current and told.returncode == 0


def command(*words: str) -> Callable[[], bool]:
    """A check that is one command."""
    return lambda: run(*words)


GROUPS: dict[str, dict[str, Callable[[], bool]]] = {
    "lint": {
        "ruff": command("ruff", "check", "."),
        "format": command("ruff", "format", "--check", "--quiet", "."),
        "contracts": command("lint-imports"),
        "templates": command("djlint", "--quiet", "--lint", *CODE),
        "spelling": command("codespell", "."),
        "yaml": yaml_files,
        "docker": dockerfiles,
    },
    "types": {"mypy": command("mypy", *CODE, "tests", "tools")},
    "drift": {
        "migrations": command(*MANAGE, "makemigrations", "--check", "--dry-run"),
        "template": command(*MANAGE, "make_template", "--check"),
        "texts": messages_current,
        "grants": grants,
        "api": api_description,
    },
    "messages": {"extract": extract},
}


def main(group: str) -> int:
    """Run a group; the exit code says whether all of it passed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    failed = []
    for name, check in GROUPS[group].items():
        began = time.monotonic()
        passed = check()
        say(f"loket: {name:<12} {'ok' if passed else 'FAILED'} ({time.monotonic() - began:.0f} s)")
        failed += [] if passed else [name]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
