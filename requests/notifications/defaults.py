"""The words Loket comes with, and the rules an office has until it changes them."""

from dataclasses import dataclass, field
from datetime import time
from functools import cache
from importlib.resources import files
from typing import Any

from commons.plain_yaml import load_yaml
from notifications.kinds import Channel, Kind
from notifications.rules import Quiet
from notifications.wording import Words


@dataclass(frozen=True)
class Policy:
    """The office's rules. `off`: kinds that are not told; `version`: who changed them last, "" nobody."""

    quiet: Quiet = field(default_factory=Quiet)
    not_collected_days: int = 7
    returned_days: int = 14
    unsigned_hours: int = 4
    off: frozenset[str] = frozenset()
    changed_by: str = ""


DEFAULT_POLICY = Policy()
MIDNIGHT = time(0)


@cache
def _packaged() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = load_yaml(
        (files("notifications") / "data" / "templates.yaml").read_text("utf-8")
    )
    return loaded


def words_of(kind: Kind, channel: Channel) -> Words:
    """The packaged words of a kind on a channel. A template is only proposed: it holds when the office says
    that Meta has approved it. For a test there is one that every account has."""
    row = _packaged()[kind]
    text = row["sms"] if channel is Channel.SMS else row["text"]
    wa = row["wa"] if channel is Channel.WHATSAPP else {}
    return Words(
        text=text,
        subject=row["subject"] if channel is Channel.EMAIL else "",
        wa_name=wa.get("name", "") if kind is Kind.TEST else "",
        wa_language=wa.get("language", "id"),
        wa_params=tuple(wa.get("params", ())),
    )


def proposed_name(kind: Kind) -> tuple[str, str]:
    """Name and language of the template to ask of Meta."""
    wa = _packaged()[kind]["wa"]
    return wa["name"], wa.get("language", "id")
