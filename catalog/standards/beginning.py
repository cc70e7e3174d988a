"""Where a draft begins: what is in force, the kabupaten's model, or nothing."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.errors import DomainError
from offices.models import Office
from offices.queries import contacts
from servicetypes.queries import definition_in_use
from standards import drafting, queries
from standards.adopting import ForOffice, adopt
from standards.vocabulary import Origin
from standards.writing.loose import without_heads

IN_FORCE, MODEL, EMPTY = "in_force", "model", "empty"
SOURCES = (IN_FORCE, MODEL, EMPTY)


class NoModel(DomainError):
    """The kabupaten's catalogue has no model of this service for the level of the office."""

    def __init__(self) -> None:
        super().__init__("no_model", _("Katalog kabupaten belum mempunyai contoh untuk layanan ini."))


def begin(*, code: str, source: str, office: Office, actor: Actor, now: datetime) -> UUID:
    """A new draft, to be enacted here. Raises `DraftExists`, `NoModel`, `NoSuchService`."""
    if any(draft.code == code for draft in drafting.drafts()):
        raise drafting.DraftExists(
            _("Layanan ini sudah mempunyai rancangan. Buka rancangan itu dari daftar.")
        )
    program = None
    if source == IN_FORCE:
        found = queries.service(code)
        document = _going_on(found.document.model_dump(mode="json"))
        # The office may have made the form and the letters its own: a revision goes on from those.
        program = found.definition.model_dump(mode="json")
    else:
        document = _anew(code, source, office)
    document |= {"office": office.slug, "service": code, "origin": Origin.LOKET.value, "control": {}}
    return drafting.keep(document=document, actor=actor, now=now, action="standard.begun", program=program)


def _going_on(document: drafting.Data) -> drafting.Data:
    return document | {"other_text": without_heads(document["other_text"], document["title"])}


def _anew(code: str, source: str, office: Office) -> drafting.Data:
    if source == EMPTY:
        return {"title": definition_in_use(code).name}
    reach = tuple((line.kind, line.shown) for line in contacts(office.id))
    try:
        model = adopt(code, ForOffice(office.slug, office.level, office.name, reach))
    except KeyError as error:
        raise NoModel from error
    return model.model_dump(mode="json")
