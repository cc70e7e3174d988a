"""The poster and the report of a result as sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from documents.letterheads import letterhead_of
from documents.render import Standard
from documents.sheets import Letterhead, Sheet, Status
from documents.standard_print import printable_words
from offices.hosts import url_of
from offices.models import Office
from satisfaction import presenters
from satisfaction.models import Signature
from satisfaction.queries import Promise, Public

THANKS = "Terima kasih atas penilaian yang telah Anda berikan. Masukan Anda sangat bermanfaat bagi kami."
MOST_PLANNED = 3
Part = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class SkmPosterSheet(Sheet):
    """A result for the wall: the index in large print, who answered, the elements, what will be mended."""

    TEMPLATE: ClassVar[str] = "skm_poster"
    STANDARD: ClassVar[Standard | None] = "ua-1"

    letterhead: Letterhead
    title: str
    unit: str
    service: str
    period: str
    days: str
    ikm: str
    letter: str
    quality: str
    interval: str
    warning: str
    n: str
    people: tuple[Mapping[str, Any], ...]
    withheld: bool
    elements: tuple[Mapping[str, str], ...]
    plan: tuple[Mapping[str, str], ...]
    thanks: str
    revision: str
    digest: str
    signer_name: str
    signer_title: str
    signer_nip: str
    dated: date
    page: Status
    paper: Literal["a3", "a4"] = "a3"


@dataclass(frozen=True, kw_only=True)
class SkmReportSheet(Sheet):
    """The report as the regulation wants it; `parts` as `report.typ` knows them."""

    TEMPLATE: ClassVar[str] = "report"
    STANDARD: ClassVar[Standard | None] = "ua-1"

    letterhead: Letterhead
    title: str
    subtitle: str
    dated: date
    about: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    footer: str


def poster_sheet(
    office: Office, shown: Public, promises: Sequence[Promise], *, paper: Literal["a3", "a4"], day: date
) -> SkmPosterSheet:
    """The poster of a published result."""
    facts, top = shown.facts, presenters.summary(shown.facts)
    people = [one for one in presenters.people_rows(facts) if one["key"] in {"sex", "education"}]
    return SkmPosterSheet(
        letterhead=letterhead_of(office, emblem=True),
        title="Indeks Kepuasan Masyarakat",
        unit=str(office),
        service=_services(facts),
        period=facts["period"]["name"],
        days=facts["period"]["days"],
        ikm=top["ikm"],
        letter=top["letter"],
        quality=top["quality"],
        interval=top["interval"],
        warning=warning(top),
        n=top["n"],
        people=tuple(
            {"name": one["name"], "answers": [[each["words"], _people(each)] for each in one["answers"]]}
            for one in people
        ),
        withheld=any(each["withheld"] for one in people for each in one["answers"]),
        elements=tuple(
            {"label": row.label, "name": row.name, "nik": row.nik, "letter": row.letter}
            for row in presenters.element_rows(facts)
        ),
        plan=tuple(
            {
                "element": row["element"],
                "action": printable_words(row["action"]),
                "owner": printable_words(row["owner"]),
                "due": row["due"],
            }
            for row in presenters.plan_rows(promises, day=day)[:MOST_PLANNED]
        ),
        thanks=THANKS,
        revision=f"{shown.snapshot.revision:02d}",
        digest=shown.snapshot.digest,
        dated=shown.signature.signed_on,
        page=Status(url=url_of(office.slug, f"/kepuasan/{shown.slug}/"), code=""),
        paper=paper,
        **_signer(shown.signature),
    )


def _signer(signature: Signature) -> dict[str, str]:
    return {
        "signer_name": printable_words(signature.signer_name),
        "signer_title": printable_words(signature.signer_title),
        "signer_nip": signature.signer_nip,
    }


def _people(answer: Mapping[str, Any]) -> str:
    return answer["n"] if answer["withheld"] else f"{answer['n']} ({answer['share']})"


def _services(facts: Mapping[str, Any]) -> str:
    names = [one["name"] for one in facts["services"]]
    return printable_words(names[0]) if len(names) == 1 else f"{len(names)} jenis pelayanan"


def warning(top: Mapping[str, Any]) -> str:
    """What must stand beside an index of too few forms."""
    if top["enough"]:
        return ""
    return (
        f"Jumlah responden {top['n']} di bawah jumlah minimum {top['needed']} menurut tabel Krejcie dan "
        "Morgan untuk {population} pengguna layanan. Baca nilai ini dengan hati-hati."
    ).format(population=top["population"])


def digest_words(digest: str) -> str:
    """A SHA-256 in groups of eight."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
