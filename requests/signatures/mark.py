"""What a signature in a PDF says: plain facts, without the libraries that read them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One signature: whose, by which authority, when, and whether document and signature still agree.

    `whole`: nothing but time-stamps and further signatures was added since. `trusted`: its chain ends at an
    authority we know. `at` is the time-stamp's moment where there is one, else the signer's own clock, and
    `attested` that we know the authority of that time-stamp too. `revoked_at`: since when the certificate's
    authority has revoked it, as far as its list lies here.
    """

    holder: str
    issuer: str
    fingerprint: str
    intact: bool
    whole: bool
    trusted: bool
    stamped: bool
    at: datetime | None
    attested: bool = False
    revoked_at: datetime | None = None

    @property
    def good(self) -> bool:
        """Whether the document is what was signed."""
        return self.intact and self.whole
