"""The console: the message shows in the list and goes nowhere. For the demo, rehearsals and trying out."""

import logging
from collections.abc import Mapping
from typing import Any

from notifications.channels.base import Accepted, Channel, Outcome, Outgoing

logger = logging.getLogger(__name__)


def send(message: Outgoing, _options: Mapping[str, Any], _secrets: Mapping[str, str]) -> Outcome:
    """Say that there was one, without number or words."""
    logger.info("console: message %s, %d characters", message.key.hex, len(message.text))
    return Accepted(f"console-{message.key.hex}")


CHANNEL = Channel(options=(), send=send)
