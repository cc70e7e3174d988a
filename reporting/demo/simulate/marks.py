"""Keys and codes of simulated rows: of the right shape, but the same for the same seed."""

import random
from datetime import datetime
from uuid import UUID

from commons.ids import CODE_LENGTH, CROCKFORD

_VERSION, _VARIANT = 0x7 << 76, 0b10 << 62


class Marks:
    """One office's keys and codes."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def id_at(self, moment: datetime) -> UUID:
        """A UUIDv7 of that moment."""
        millis = int(moment.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
        low, high = self._chance.getrandbits(62), self._chance.getrandbits(12)
        return UUID(int=millis << 80 | _VERSION | high << 64 | _VARIANT | low)

    def code(self) -> str:
        """A public code. Whoever knows the seed can work it out: good for invented letters only."""
        return "".join(self._chance.choices(CROCKFORD, k=CODE_LENGTH))
