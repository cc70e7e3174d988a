"""The standards of an office as a book, a service on a leaflet to take home, a pledge on a poster."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import override

from commons.clock import wib
from documents.letterheads import letterhead_of
from documents.sheets import Status
from documents.standard_print import printable_words, standard_sheet
from documents.standard_sheet import Bring, LeafletSheet, PosterSheet, StandardsBookSheet
from offices import opening
from offices.hosts import url_of
from offices.models import ContactKind, Office, PaperSize
from offices.queries import contacts
from standards import presenters
from standards.models import Pledge, PledgeKind
from standards.queries import PublishedService


def since_of(service: PublishedService) -> date:
    """The day a standard came into force in Loket."""
    return wib(service.published_at).date()


def book_sheet(office: Office, services: Sequence[PublishedService]) -> StandardsBookSheet:
    """All standards in force, in the order given. `ValueError` without any."""
    return StandardsBookSheet(
        letterhead=letterhead_of(office, emblem=True),
        dated=max(map(since_of, services)),
        standards=tuple(standard_sheet(office, service, since=since_of(service)) for service in services),
        paper="f4" if office.paper_size == PaperSize.F4 else "a4",
    )


def leaflet_sheet(office: Office, service: PublishedService, *, day: date) -> LeafletSheet:
    """One service as a citizen needs it; the hours are those of the week of `day`."""
    document, shown = service.document, presenters.page(service.document)
    reach = contacts(office.id)
    address = next((line.shown for line in reach if line.kind == ContactKind.ADDRESS), "")
    return LeafletSheet(
        letterhead=letterhead_of(office, emblem=False),
        title=printable_words(service.definition.name),
        product=printable_words(document.produk.name),
        dated=since_of(service),
        bring=tuple(_bring(group) for group in shown["groups"]),
        promise=shown["promise"]["words"],
        promise_note=printable_words(_promise_note(shown["promise"])),
        fee=shown["fee"]["words"],
        hours=tuple((line.days, line.words) for line in opening.week(office.id, day=day)),
        address=printable_words(address),
        complaints=tuple(
            (printable_words(way["label"]), printable_words(way["shown"])) for way in shown["complaints"]
        ),
        complain_at=url_of(office.slug, "/pengaduan/"),
        page=Status(url=url_of(office.slug, f"/layanan/{service.definition.code}/"), code=""),
    )


def poster_sheet(office: Office, pledge: Pledge, *, paper: Literal["a3", "a4"]) -> PosterSheet:
    """A pledge for the wall, as it was signed."""
    return PosterSheet(
        letterhead=letterhead_of(office, emblem=True),
        title=str(PledgeKind(pledge.kind).label),
        title_english=_english(pledge.kind),
        text=printable_words(pledge.text),
        version=pledge.version,
        signer_name=printable_words(pledge.signer_name),
        signer_title=printable_words(pledge.signer_title),
        dated=pledge.signed_on,
        page=Status(url=url_of(office.slug, "/janji/"), code=""),
        paper=paper,
    )


def _english(kind: str) -> str:
    """The name of a pledge for who reads no Indonesian; its own words stay as they were signed."""
    with override("en"):
        return str(PledgeKind(kind).label)


def _bring(group: dict[str, Any]) -> Bring:
    return Bring(
        title=printable_words(group["name"]),
        papers=tuple(
            (printable_words(item["label"]), printable_words(_note(item))) for item in group["items"]
        ),
    )


def _note(item: dict[str, str]) -> str:
    issuer = _("dari {issuer}").format(issuer=item["issuer"]) if item["issuer"] else ""
    return "; ".join(filter(None, (item["kind"], issuer, item["condition"])))


def _promise_note(promise: dict[str, str]) -> str:
    condition = f"{promise['condition']}. {promise['otherwise']}" if promise["condition"] else ""
    return " ".join(filter(None, (promise["starts"], condition)))
