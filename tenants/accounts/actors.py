"""Who acts: a person in the one assignment that counts on this host today."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """Frozen for the length of a request; names and titles go into events as they stand here.

    `office_id` is None for a kabupaten assignment. `roles` holds role codes of `accounts.models.Role`.
    """

    user_id: UUID
    name: str
    title: str
    roles: frozenset[str]
    office_id: UUID | None
    assignment_id: UUID
    nip: str | None = None
    """Not known here when None; printed under a signature."""
    grade: str | None = None
    support_until: datetime | None = None
    """Set for a guest of the kabupaten (`accounts.support`), who only looks: when that ends by itself."""
    visited_until: datetime | None = None
    """Until when a guest of the kabupaten may look around this office, as of the last request; or None."""

    elsewhere: bool = True
    """Whether this person works in another place too today; True also when that was not asked."""

    @property
    def is_support(self) -> bool:
        """Whether this is a guest of the kabupaten, who looks and changes nothing."""
        return self.support_until is not None

    def has(self, *roles: str) -> bool:
        """Whether the actor holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)
