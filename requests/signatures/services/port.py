"""What a signing service does for us. Small, so that the wet pen, a key of our own and BSrE are alike."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

from signatures.workflow import Code


@dataclass(frozen=True)
class Place:
    """Where the signature is to be seen: page from 0, and a box in points from the lower left corner."""

    page: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True)
class Secret:
    """What the signer typed for this sitting. It goes nowhere but to the call itself."""

    value: str = field(repr=False)
    kind: Literal["passphrase", "totp"] = "passphrase"


@dataclass(frozen=True, kw_only=True)
class Order:
    """A document to be signed: final but for the signature."""

    pdf: bytes = field(repr=False)
    place: Place | None
    reason: str
    where: str


@dataclass(frozen=True)
class Signed:
    """The service says it signed, and gave this back. Not yet looked at."""

    pdf: bytes = field(repr=False)
    remote_id: str = ""


@dataclass(frozen=True)
class Declined:
    """Certainly not signed. `answer`: the service's own words, cleaned."""

    code: Code
    answer: str = ""


@dataclass(frozen=True)
class Lost:
    """Perhaps signed: nobody here knows. `remote_id` is what can be asked about, where it was still heard."""

    code: Code
    answer: str = ""
    remote_id: str = ""


Answer = Signed | Declined | Lost


class SigningService(Protocol):
    """One way to sign electronically."""

    def sign(self, order: Order, secret: Secret) -> Answer:
        """Sign once. Never raises for what the other side does, and never tries a second time."""
        ...

    def ask(self, remote_id: str) -> Answer:
        """What became of an earlier call; changes nothing."""
        ...

    def vouches(self, pdf: bytes) -> bool:
        """Whether the service itself says that this PDF carries a valid signature of its own."""
        ...
