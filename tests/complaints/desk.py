"""Complaints as people make and handle them, for tests."""

from typing import Any
from uuid import UUID

from accounts.actors import Actor
from commons import clock as clocks
from commons.errors import DomainError
from commons.ids import new_id
from complaints import operations, passing, querysets, replying, working
from complaints.models import Complaint
from complaints.operations import NewComplaint, Received
from complaints.workflow import Action
from complaints.working import Said
from offices.scope import office_scope

TEXT = "Petugas loket tidak ada di tempat sampai pukul sepuluh pagi."


def kabupaten(role: str) -> Actor:
    """Somebody of the kabupaten with this role."""
    return Actor(new_id(), "Arif Rahman", "Pengelola Pengaduan", frozenset({role}), None, new_id())


class Desk:
    """One office. Every act is by `who`, now."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def new(self, *, who: str | None = None, **facts: Any) -> Received:
        """A complaint; by the public page unless `who` enters it."""
        given = {"kind": "COMPLAINT", "channel": "PAGE" if who is None else "DESK", "text": TEXT} | facts
        with office_scope(self.site.office):
            actor = self.site.people[who] if who else None
            return operations.receive(actor=actor, new=NewComplaint(**given), now=clocks.now())

    def row(self, made: Received) -> Complaint:
        with office_scope(self.site.office):
            return Complaint.objects.get(id=made.id)

    def act(self, made: Received, action: Action, *, who: str = "section_head", **said: Any) -> Complaint:
        with office_scope(self.site.office):
            seen = Complaint.objects.get(id=made.id).event_no
            return working.act(
                actor=self.site.people[who],
                complaint_id=made.id,
                action=action,
                said=Said(**said),
                expected_event=seen,
                now=clocks.now(),
            )

    def refused(self, made: Received, action: Action, **facts: Any) -> str:
        """The code of the refusal, and nothing was changed."""
        before = self.row(made)
        try:
            self.act(made, action, **facts)
        except DomainError as refused:
            after = self.row(made)
            assert (before.event_no, before.state, before.klass) == (after.event_no, after.state, after.klass)
            return refused.code
        return ""

    def handled(self, made: Received) -> Received:
        """Verified, done and answered."""
        self.act(made, Action.VERIFY, who="information", klass="LIGHT")
        self.act(
            made, Action.ANSWER, done="Jadwal piket loket diubah.", text="Terima kasih, sudah kami perbaiki."
        )
        return made

    def reply(self, made: Received, action: Action, text: str = "") -> str:
        with office_scope(self.site.office):
            found = replying.find(made.code)
            assert found is not None
            try:
                replying.reply(found=found, action=action, text=text, now=clocks.now())
            except DomainError as refused:
                return refused.code
        return ""

    def time(self) -> dict[str, int]:
        with office_scope(self.site.office) as office:
            return passing.look(office, now=clocks.now())

    def acts(self) -> dict[str, int]:
        """What time did to complaints; who was told of it is left out."""
        return {name: n for name, n in self.time().items() if name != "told"}

    def sees(self, who: str) -> set[UUID]:
        with office_scope(self.site.office):
            return {row.id for row in querysets.visible(self.site.people[who])}

    def id_of(self, who: str) -> UUID:
        found: UUID = self.site.people[who].user_id
        return found
