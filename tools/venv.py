"""Bring .venv up to date: `python tools/venv.py embedded | dev`. Does nothing when nothing changed.

Standard library only. `embedded` is what `make demo` needs, `dev` adds the tools of tests and checks. Every
package is checked against the hash in requirements/*.txt.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "loket.json"
PYTHON = VENV / "bin" / "python"
PROJECT_FILES = ("pyproject.toml", "hatch_build.py", "requirements/base.in")
PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input", "-qq")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - the operator's console


def digest(*names: str) -> str:
    """One hash over the content of these files."""
    total = hashlib.sha256()
    for name in names:
        total.update((ROOT / name).read_bytes())
    return total.hexdigest()


def stamp() -> dict[str, str]:
    """What is installed, by name; empty when .venv is missing, broken, or of another Python."""
    try:
        known = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    usable = PYTHON.exists() and known.get("python") == sys.version and known.get("place") == str(VENV)
    return known if usable else {}


def run(*words: str) -> None:
    """Run the virtual environment's Python; its complaint is shown, and its failure ends us."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run([str(PYTHON), *words], cwd=ROOT, env=environment, check=False)  # noqa: S603
    if done.returncode:
        say(f"loket: `python {' '.join(words)}` failed; run the same command again to go on.")
        raise SystemExit(1)


def create() -> None:
    """Make an empty virtual environment, unless a usable one of this Python is there."""
    if (
        PYTHON.exists()
        and b"True"
        in subprocess.run(  # noqa: S603
            [str(PYTHON), "-c", f"import sys, pip; print(sys.version == {sys.version!r})"],
            capture_output=True,
            check=False,
        ).stdout
    ):
        return
    say(f"loket: creating .venv with Python {sys.version.split()[0]}")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)  # noqa: S603
    if done.returncode:
        say("loket: Python could not make a virtual environment. On Debian: apt-get install python3-venv")
        raise SystemExit(1)


def install(kind: str) -> None:
    """Install the locked packages of one kind, without byte-compiling twice."""
    lines = (ROOT / "requirements" / f"{kind}.txt").read_text().splitlines()
    count = sum("==" in line and not line.startswith((" ", "#")) for line in lines)
    say(f"loket: installing up to {count} packages (requirements/{kind}.txt)")
    began = time.monotonic()
    locked = ("--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile")
    run(*PIP, "install", *locked, "-r", f"requirements/{kind}.txt")
    run("-m", "compileall", "-q", "-j", "0", "-x", r"/tests?/|/node/|lib2to3|bad_", str(VENV / "lib"))
    say(f"loket: packages are ready ({time.monotonic() - began:.0f} s)")


def main(kind: str) -> None:
    """Bring .venv to the wanted state and remember it."""
    packages, project = digest(f"requirements/{kind}.txt"), digest(*PROJECT_FILES)
    done = stamp()
    if done.get(kind) == packages and done.get("project") == project:
        return
    create()
    if done.get(kind) != packages:
        install(kind)
    if done.get("project") != project:
        run(*PIP, "install", "--no-deps", "--no-build-isolation", "--editable", ".")
    done |= {"python": sys.version, "place": str(VENV), kind: packages, "project": project}
    if kind == "dev":  # it holds everything of the smaller set at the same versions
        done["embedded"] = digest("requirements/embedded.txt")
    STAMP.write_text(json.dumps(done, indent=1))


if __name__ == "__main__":
    main(sys.argv[1])
