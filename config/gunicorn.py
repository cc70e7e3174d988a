"""How gunicorn serves the web application: by default two processes of eight threads."""

from pathlib import Path
from typing import Any

from config import garbage
from config.env import env  # a bad environment stops the start here, before any worker is forked

bind = (env.loket_bind or f"127.0.0.1:{env.loket_port}").split(",")
workers = env.web_processes
threads = env.web_threads
worker_class = "gthread"
timeout = 60
graceful_timeout = 15
keepalive = 15
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - heartbeats off the disk
control_socket_disable = True
accesslog = None  # the TLS proxy writes one; ours would hold search words and addresses of people
errorlog = "-"
loglevel = "info"
forwarded_allow_ips = env.loket_proxies


def post_worker_init(_worker: Any) -> None:
    """A worker has loaded the application."""
    _warm()
    garbage.settle()


def _warm() -> None:
    """What costs the first request half a second: the package of holidays is read and worked out."""
    from commons import clock  # noqa: PLC0415 - the application is loaded by now
    from commons.holidays_id import national_days  # noqa: PLC0415

    for year in (clock.today().year, clock.today().year + 1):
        national_days(year)
