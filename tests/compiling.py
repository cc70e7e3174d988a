"""Tests compiled once, not by every worker anew: each begins with a share of them.

A new clone has no bytecode. All workers collect the same modules in the same order, so each of them would
rewrite the assertions of all seven hundred, at the same time as the others.
"""

import sys
from pathlib import Path

import pytest
from _pytest.assertion import rewrite


def compile_share(config: pytest.Config, folders: list[Path]) -> None:
    """What this worker takes of the modules that nobody has compiled yet. Nothing without workers."""
    worker: dict[str, str] | None = getattr(config, "workerinput", None)
    if worker is None or sys.dont_write_bytecode:
        return
    number, of = int(worker["workerid"].removeprefix("gw")), int(worker["workercount"])
    modules = sorted(file for folder in folders for file in folder.rglob("test_*.py"))
    for module in modules[number::of]:
        _compile(module, config)


def _compile(module: Path, config: pytest.Config) -> None:
    """As pytest does on import, which finds it then."""
    folder = rewrite.get_cache_dir(module)
    target = folder / (module.name[:-3] + rewrite.PYC_TAIL)
    if target.exists():  # whether it is still good is asked on import
        return
    rewrite.try_makedirs(folder)
    state = config.stash[rewrite.assertstate_key]
    source, code = rewrite._rewrite_test(module, config)
    rewrite._write_pyc(state, code, source, target)
