"""What stops the supervisor, said so that the operator can act on it."""


class CannotRun(Exception):
    """The installation cannot start or go on; the message is one plain line."""


class AlreadyRunning(CannotRun):
    """Another process owns the servers under the same `var/`."""
