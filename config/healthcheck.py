"""Whether this container's process answers: `python -m config.healthcheck [port] [path]`; exit code 0 or 1.

An answer below 500 is health enough: the page may need a sign-in or a ticket.
"""

import http.client
import os
import sys

SECONDS = 4


def answers(port: int, path: str, host: str) -> bool:
    """Whether something on this port answers this path without failing."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        connection.close()


def main() -> None:
    """Check the port and path given, else the web process."""
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    path = sys.argv[2] if len(sys.argv) > 2 else "/"
    sys.exit(0 if answers(port, path, os.environ.get("BASE_HOST", "localhost")) else 1)


if __name__ == "__main__":
    main()
