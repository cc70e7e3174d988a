"""Letters of offices in Loket that come with a form: looked up, held against what the standard asks, kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from applications.models import File
from handoff import queries
from handoff.operations import Brought, OfFile
from handoff.queries import Found
from handoff.rules import OF_VILLAGE, Judgement, Wanted, judge
from offices.models import Level
from standards.components import Paper
from standards.vocabulary import Issuer

HEADS = {Level.KECAMATAN: "Camat", Level.KELURAHAN: "Lurah", Level.DESA: "Kepala Desa"}
LONGEST_SIGNER = 120
# Left empty, the issuer is that of the applicant's own address.
NEAR_ISSUERS = OF_VILLAGE | {Issuer.RT_RW}


@dataclass(frozen=True)
class Looked:
    """What a code led to, and the other files of this office that rest on that letter."""

    found: Found
    used_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Applicant:
    """What a letter is held against: the applicant's NIK and the code of their village, as far as known."""

    nik: str = ""
    village: str = ""


def look(code: str, applicant: Applicant, *, besides: UUID | None = None) -> Looked | None:
    """The letter behind a code as it stands at this moment; None when Loket has none.

    `besides`: the file it is brought for, which is no other use of it.
    """
    found = queries.look(code, nik=applicant.nik)
    if found is None:
        return None
    return Looked(found, queries.used_for(found.letter.code, besides=besides))


def judged(looked: Looked, paper: Paper, applicant: Applicant, *, reason: str, today: date) -> Judgement:
    """The letter against the requirement; findings are about `papers.<key>`."""
    wanted = Wanted(
        issuer=paper.issuer or Issuer.OTHER,
        paper=paper.name,
        today=today,
        village=applicant.village,
        used_for=looked.used_for,
    )
    return judge(looked.found.letter, wanted, reason=reason, place=f"papers.{paper.key}")


def issuer_words(found: Found) -> str:
    """Who wrote it, as letters typed by hand say it: "Lurah Tompokersan"."""
    letter = found.letter
    _level, _space, name = letter.office_name.partition(" ")
    return f"{HEADS[Level(letter.level)]} {name}"[:120]


def signer_words(found: Found) -> str:
    """Who signed it, without the office that `issuer_words` says already."""
    return found.letter.signer.removesuffix(f", {issuer_words(found)}")[:LONGEST_SIGNER]


def accepted(key: str, found: Found, judgement: Judgement, *, reason: str) -> Brought:
    """A letter that meets a requirement, with what was odd about it."""
    said = tuple(str(each.message) for each in judgement.warnings)
    return Brought(requirement=key, found=found, reason=reason, warnings=said)


def of_file(file: File) -> OfFile:
    """The file as letters know it."""
    return OfFile(id=file.id, receipt_number=file.receipt_number, service_name=file.service_name)


def village_of(values: Mapping[str, object]) -> str:
    """The code of the applicant's village as an intake form keeps it; "" when it is elsewhere."""
    village = values.get("desa")
    return str(village.get("code") or "") if isinstance(village, dict) else ""
