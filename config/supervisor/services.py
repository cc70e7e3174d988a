"""The processes of Loket itself: web, live, worker and beat."""

import sys
from collections.abc import Mapping

from config.paths import Var, root
from config.supervisor.process import Program

LOOPBACK = "127.0.0.1"
SLOW_END = 20.0


def _commands(var: Var, live_port: int) -> dict[str, list[str]]:
    celery = ["celery", "--app", "config.celery", "--quiet"]
    worker = ["worker", "--pool", "prefork", "--concurrency", "2", "--loglevel", "INFO"]
    worker += ["--queues", "celery,schemas"]  # `schemas`: what needs the owner's connection
    beat = [
        "beat",
        "--schedule",
        str(var.folder / "beat" / "schedule"),
        "--pidfile",
        "",
        "--loglevel",
        "WARNING",  # at INFO it says every three seconds that it sent what the worker then tells
    ]
    live = ["uvicorn", "config.live:app", "--host", LOOPBACK, "--port", str(live_port), "--no-access-log"]
    return {
        "web": ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi:application"],
        "live": [*live, "--log-level", "warning", "--timeout-graceful-shutdown", "1"],
        "worker": [*celery, *worker, "--without-gossip", "--without-mingle"],
        "beat": [*celery, *beat],
    }


def programs(var: Var, environment: Mapping[str, str], live_port: int) -> list[Program]:
    """What `make demo` runs beside the servers."""
    (var.folder / "beat").mkdir(parents=True, exist_ok=True)
    return [
        Program(
            name=name,
            command=[sys.executable, "-m", *command],
            folder=root(),
            log=var.logs / f"{name}.log",
            environment={**environment, "TZ": "Asia/Jakarta"},
            patience=SLOW_END,
        )
        for name, command in _commands(var, live_port).items()
    ]
