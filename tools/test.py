"""Run the tests: `make test`. With arguments, exactly pytest's; without, everything.

Everything means two rounds: the many short ones, dealt out one by one, with a worker for each core; then
what stops servers, drives a browser or asks the API, a file at a time, the longest first, as each worker has
a site of its own for these, and with two workers more, as these wait a lot. Without Chromium the browser
tests are left out, and with CI=true that is an error.
"""

import os
import subprocess
import sys

from tools.chromium import HOW_TO_GET, chromium

LONG = "browser or api or faults"
# Where those are; tests/conftest.py refuses them anywhere else. The others lie beside some of them.
LONG_FOLDERS = ("tests/functional", "tests/api", "tests/design", "tests/config")
ONLY_LONG = ("tests/functional", "tests/api", "tests/design/test_chromium.py")


def say(line: str) -> None:
    print(f"loket: {line}", file=sys.stderr, flush=True)  # noqa: T201 - the operator's console


def pytest(*words: str) -> int:
    """Run pytest and return its exit code."""
    return subprocess.run([sys.executable, "-m", "pytest", *words], check=False).returncode  # noqa: S603


def rounds() -> list[list[str]]:
    """The arguments of each round."""
    cores = os.cpu_count() or 1
    long = LONG if chromium() else f"({LONG}) and not browser"
    short = [f"--ignore={folder}" for folder in ONLY_LONG]
    by_file = ["--dist", "loadfile", "--no-loadscope-reorder"]
    return [
        ["-n", str(min(cores, 8)), "--dist", "worksteal", "-m", f"not ({LONG})", *short],
        ["-n", str(min(cores, 4) + 2), "-m", long, *by_file, *LONG_FOLDERS],
    ]


def main() -> int:
    """The exit code of the whole run."""
    if sys.argv[1:]:
        return pytest(*sys.argv[1:])
    missing = chromium() is None
    if missing and os.environ.get("CI") == "true":
        say(f"Chromium is missing, and CI=true wants the browser tests: {HOW_TO_GET}")
        return 1
    codes = [pytest("-q", *words) for words in rounds()]
    if missing:
        say(f"browser tests were left out: Chromium is missing (Debian: {HOW_TO_GET})")
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
