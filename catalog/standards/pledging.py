"""Writing a version of a pledge: what is asked, what stands in it at first, and what was typed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts import queries as accounts
from accounts.models import Role
from commons.errors import DomainError
from commons.text import BadText, clean_line, clean_text
from commons.typed import Question, problem, read_date, shown_date
from offices.models import Office
from standards import queries
from standards.document import Signatory
from standards.models import Pledge, PledgeKind
from standards.vocabulary import Guarantee

LONGEST = 2_000
Errors = list[dict[str, str]]
# UU 25/2009 Pasal 22 asks for a maklumat; these are the usual words of it, for the office to change.
USUAL = (
    "Dengan ini kami menyatakan sanggup menyelenggarakan pelayanan sesuai standar pelayanan yang telah "
    "ditetapkan dan apabila tidak menepati janji ini, kami siap menerima sanksi sesuai peraturan "
    "perundang-undangan yang berlaku."
)
_GUARANTEES = {
    PledgeKind.MAKLUMAT: Guarantee.MAKLUMAT,
    PledgeKind.MOTTO: Guarantee.MOTTO,
    PledgeKind.CODE_OF_ETHICS: Guarantee.CODE_OF_ETHICS,
    PledgeKind.QUALITY_POLICY: Guarantee.QUALITY_POLICY,
}


@dataclass(frozen=True)
class Typed:
    """A version as typed."""

    text: str
    signer: Signatory
    signed_on: date


def named_in(kind: PledgeKind) -> list[str]:
    """What the office's standards say where their guarantees rest on this pledge, each wording once."""
    found: list[str] = []
    for service in queries.whole():
        for part in (service.document.jaminan_pelayanan, service.document.jaminan_keamanan):
            if _GUARANTEES[kind] in part.rests_on:
                found += [passage.text for passage in part.source_text if _word(kind) in passage.text.lower()]
    return list(dict.fromkeys(found))


def _word(kind: PledgeKind) -> str:
    return kind.value.replace("-", " ")


def questions(
    office: Office, kind: PledgeKind, last: Pledge | None, typed: Any, errors: Errors, *, day: date
) -> list[Question]:
    """The words, who signed, and when; the last version's words to go on from."""
    name, title = _head(office, day)
    at_first = last.text if last else USUAL if kind is PledgeKind.MAKLUMAT else ""
    said = named_in(kind)
    hint = _("Disebut dalam standar kantor ini: {words}").format(words=" · ".join(said)) if said else ""
    asked = [
        Question(
            name="text", label=_("Bunyinya"), kind="long_text", hint=hint, value=at_first, max_length=LONGEST
        ),
        Question(name="signer", label=_("Ditandatangani oleh"), value=name, max_length=120),
        Question(name="signer_title", label=_("Jabatan"), value=title, max_length=120),
        Question(name="signed_on", label=_("Tanggal tanda tangan"), kind="date", value=shown_date(day)),
    ]
    for question in asked:
        question.value = typed.get(question.name, "") if typed else question.value
        question.errors = [each["message"] for each in errors if each["field"] == question.name]
    return asked


def _head(office: Office, day: date) -> tuple[str, str]:
    people = accounts.people(office, on=day, roles=[Role.HEAD])
    return (people[0].name, people[0].title) if people else ("", "")


def read(typed: Any) -> tuple[Typed | None, Errors]:
    """What was typed, or what is wrong with it."""
    errors: Errors = []
    text = _words(typed, "text", errors, several=True)
    name, title = (_words(typed, field, errors) for field in ("signer", "signer_title"))
    try:
        day = read_date(typed.get("signed_on", ""))
    except DomainError as refusal:
        return None, [*errors, problem(refusal, "signed_on")]
    return (None if errors else Typed(text, Signatory(name=name, title=title), day)), errors


def _words(typed: Any, field: str, errors: Errors, *, several: bool = False) -> str:
    clean, longest = (clean_text, LONGEST) if several else (clean_line, 120)
    try:
        text = clean(typed.get(field, ""), max_length=longest)
    except BadText as refusal:
        errors.append(problem(refusal, field))
        return ""
    if not text:
        errors.append(problem(_("Belum diisi."), field))
    return text
