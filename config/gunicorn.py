"""How gunicorn serves the web application: two processes of eight threads."""

import os
from pathlib import Path

from config import env  # noqa: F401 - a bad environment stops the start here, before any worker is forked

bind = os.environ.get("LOKET_BIND", f"127.0.0.1:{os.environ.get('LOKET_PORT') or 8000}").split(",")
workers = 2
threads = 8
worker_class = "gthread"
timeout = 60
graceful_timeout = 15
keepalive = 15
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - heartbeats off the disk
control_socket_disable = True
accesslog = None  # the TLS proxy writes one; ours would hold search words and addresses of people
errorlog = "-"
loglevel = "info"
forwarded_allow_ips = os.environ.get("LOKET_PROXIES", "127.0.0.1,::1")
