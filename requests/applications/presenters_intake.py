"""The intake page as its template takes it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications import labels, presenters_papers
from applications.forms import CODE, LETTER_PARTS, WHY, Sent, letter_name
from applications.forms_fields import Question, question, questions
from applications.intake import MAIL, ContactWay
from applications.places import offered
from applications.presenters_file import paper_kind
from applications.program import Program
from applications.queries_people import Kind, Person, is_short, kind_of
from attachments.queries import Shown
from commons.clock import wib
from commons.indonesian import date_words, rupiah
from commons.nik import Finding, mask_nik
from commons.phones import BadPhone
from handoff.codes import tidy
from handoff.queries import Found
from handoff.rules import LEVELS, OF_VILLAGE, Holder
from lettercheck.models import LetterState
from servicetypes.fields import Field, shown
from servicetypes.readers import Village
from standards.components import Paper, Requirement, RequirementGroup
from standards.queries import ServiceRow
from standards.vocabulary import Issuer

PHONE = "telepon"
UPLOAD = "upload"
DEFAULT_WAY = ContactWay.WHATSAPP.value
EXAMPLES: Mapping[Issuer | None, labels.Words] = {
    Issuer.POLICE: gettext_lazy("Misalnya: Polsek Lumajang."),
    Issuer.CIVIL_REGISTRY: gettext_lazy("Misalnya: Dispendukcapil Kabupaten Jember."),
}
SAID_OF_PERSON = ("jenis_kelamin", "tempat_lahir", "tanggal_lahir", "pekerjaan")
SAID_OF_PLACE = ("alamat", "rt", "rw", "desa")


@dataclass(frozen=True)
class Faults:
    """What is wrong with a form, by path."""

    errors: Mapping[str, Finding] = field(default_factory=dict)
    warnings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    looked: Mapping[str, Found] = field(default_factory=dict)
    """Letters of Loket that stand in the form, by paper."""

    def texts(self) -> dict[str, str]:
        """The error beside each question."""
        return {path: str(finding.message) for path, finding in self.errors.items()}

    def said(self) -> dict[str, list[str]]:
        """The warnings under each question."""
        return {path: [str(finding.message) for finding in found] for path, found in self.warnings.items()}

    def summary(self, order: Sequence[str]) -> list[dict[str, str]]:
        """The list on top of the page, each line leading to its question, in the order of the questions."""
        places = {key: place for place, key in enumerate(order)}
        ordered = sorted(
            self.errors.items(), key=lambda each: places.get(each[0].partition(".")[0], len(places))
        )
        return [{"field": _anchor(path), "message": str(finding.message)} for path, finding in ordered]


def _anchor(path: str) -> str:
    if path in {"group", "condition", "papers"} or path.startswith("papers."):
        return "requirements"
    return path.replace(".", "-")


def service_card(row: ServiceRow) -> dict[str, Any]:
    """A service in the list one chooses from by digit."""
    return {
        "code": row.code,
        "name": row.name,
        "promise": row.promise,
        "fee": rupiah(row.fee) if row.fee else _("Gratis"),
        "open": True,
        "closed_reason": "",
    }


def service_head(program: Program) -> dict[str, Any]:
    """The service above the form."""
    document = program.document
    return {
        "code": program.definition.code,
        "name": program.definition.name,
        "promise": document.waktu.short,
        "fee": rupiah(document.biaya.rupiah) if document.biaya.rupiah else _("Gratis"),
        "product": document.produk.name,
    }


def match(person: Person) -> dict[str, str]:
    """One person found."""
    return {
        "ref": person.ref,
        "name": person.name,
        "masked_nik": mask_nik(person.nik) if person.nik else "",
        "village": person.village,
        "last": last_time(person),
    }


def not_searched(query: str) -> str:
    """Why nobody was looked for; "" when somebody could be found."""
    if is_short(query):
        return _("Ketik paling sedikit tiga huruf.")
    if kind_of(query) is not Kind.DIGITS:
        return ""
    if query.lstrip().startswith("0"):
        return str(BadPhone(query).message)
    return _("NIK 16 angka, yang diketik {n}.").format(n=sum(sign.isdigit() for sign in query))


def last_time(person: Person) -> str:
    """ "KTP-el, 3 Maret 2026"."""
    return f"{person.service_name}, {date_words(wib(person.received_at).date())}"


def known_person(person: Person | None, fields: Sequence[Field], sent: Sent) -> dict[str, Any]:
    """Who the form is about; the lines are read aloud to check."""
    if person is None:
        return {"known": False, "name": "", "masked_nik": "", "last": "", "ref": "n", "summary": []}
    by_key = {each.key: each for each in fields}
    lines = (
        ", ".join(_said(by_key[key], person) for key in keys if key in by_key and person.values.get(key))
        for keys in (SAID_OF_PERSON, SAID_OF_PLACE)
    )
    return {
        "known": True,
        "name": sent.texts.get("nama") or person.name,
        "masked_nik": mask_nik(person.nik) if person.nik else "",
        "last": last_time(person),
        "ref": person.ref,
        "summary": [line for line in lines if line],
    }


def _said(each: Field, person: Person) -> str:
    text = shown(each, person.values[each.key])
    return f"{each.label} {text}" if each.key in {"rt", "rw"} else text


@dataclass(frozen=True)
class OpenPapers:
    """What was added to the open form so far: where more is sent, and what was refused by paper."""

    url: str
    rows: Sequence[Shown]
    draft: bool
    errors: Mapping[str, str] = field(default_factory=dict)

    def at(self, code: str, place: str) -> dict[str, Any]:
        """One paper's part."""
        error = self.errors.get(code, "")
        return presenters_papers.at_paper(
            code=code, place=place, url=self.url, rows=self.rows, error=error, draft=self.draft
        )


def _all_papers(group: RequirementGroup) -> list[tuple[Requirement, Paper]]:
    return [(requirement, paper) for requirement in group.requirements for paper in requirement.papers]


@dataclass(frozen=True)
class Form:
    """All that the questions of an intake form are made from."""

    program: Program
    sent: Sent
    villages: Mapping[str, Village]
    here: str
    faults: Faults = field(default_factory=Faults)
    known: bool = False
    today: date | None = None
    frames: Mapping[str, str] = field(default_factory=dict)
    papers: OpenPapers | None = None

    def questions(self) -> tuple[list[Question], list[Question]]:
        """The applicant's and the service's questions, and those on how to reach the applicant."""
        typed = self.sent.typed(self.faults.texts(), self.faults.said())
        made = questions(self.program.definition.intake, typed, villages=self.villages, here=self.here)
        own = {used.key for used in self.program.definition.applicant}
        asked = [each for each in made if each["name"] != PHONE]
        for each in asked:
            faultless = not each["errors"] and not each["warnings"]
            each["settled"] = self.known and each["name"] in own and bool(each["value"]) and faultless
        reach = [each for each in made if each["name"] == PHONE]
        _focus(asked)
        return asked, [*reach, self._way(), self._mail()] if reach else []

    def _way(self) -> Question:
        ways = [(way.value, labels.CONTACT_WAYS[way]) for way in ContactWay]
        chosen = self.sent.contact_way or DEFAULT_WAY
        errors = [text for path, text in self.faults.texts().items() if path == "contact_way"]
        return question(
            "contact_way", _("Hubungi lewat"), "choice", choices=ways, value=chosen, errors=errors
        )

    def _mail(self) -> Question:
        """Asked of who wants mail: with scripts only then."""
        errors = [text for path, text in self.faults.texts().items() if path == MAIL]
        return question(
            MAIL,
            _("Alamat surel"),
            value=self.sent.mail,
            errors=errors,
            hint=_("Hanya bila dihubungi lewat surel."),
            max_length=200,
            when="contact_way",
            when_values=ContactWay.EMAIL.value,
        )

    def groups(self) -> list[dict[str, Any]]:
        """The requirement groups with their papers; each paper of a condition says under which."""
        found = self.program.document.persyaratan.groups
        return [
            {
                "code": group.key,
                "name": group.title,
                "checked": group.key == self.sent.group or len(found) == 1,
                "conditions": [
                    {"code": each.key, "text": each.text, "checked": each.key == self.sent.condition}
                    for each in group.conditions
                ],
                "items": [
                    self._item(group, paper, requirement.condition.key if requirement.condition else "")
                    for requirement in group.requirements
                    for paper in requirement.papers
                ],
            }
            for group in found
        ]

    def _item(self, group: RequirementGroup, paper: Paper, condition: str) -> dict[str, Any]:
        path = f"papers.{paper.key}"
        texts = {each.key: each.text for each in group.conditions}
        fault = self.faults.errors.get(path) if group.key == self.sent.group else None
        # What is wrong with an upload stands beside its field.
        error = str(fault.message) if fault is not None and fault.code != UPLOAD else ""
        return {
            "code": f"{group.key}:{paper.key}",
            "label": paper.name,
            "kind": paper_kind(paper),
            "condition": texts.get(condition, ""),
            "condition_code": condition,
            "checked": f"{group.key}:{paper.key}" in self.sent.ticked,
            "original": f"{group.key}:{paper.key}" in self.sent.originals,
            "papers": self._papers(group, paper),
            "excuse_name": f"na-{group.key}-{paper.key}",
            "excuse": self.sent.excused.get(f"{group.key}-{paper.key}", ""),
            "letter": self._letter(group, paper) if paper.has_letter_data else None,
            "letter_open": True,
            "error": error,
            **self._of_loket(group, paper),
        }

    def _of_loket(self, group: RequirementGroup, paper: Paper) -> dict[str, Any]:
        """The code of a letter that an office in Loket wrote, what is behind it and what is odd about it."""
        if not may_be_of_loket(paper):
            return {"code_field": None, "why": None, "seen": None, "warnings": []}
        chosen = group.key == self.sent.group or len(self.program.document.persyaratan.groups) == 1
        odd = self.faults.said().get(f"papers.{paper.key}", []) if chosen else []
        found = self.faults.looked.get(paper.key) if chosen else None
        code, why = (letter_name(group.key, paper.key, part) for part in (CODE, WHY))
        reason = self.sent.letters.get(why, "")
        error = self.faults.errors.get(f"papers.{paper.key}")
        asks = bool(reason) or (chosen and error is not None and error.code == "letter_person")
        return {
            "code_field": question(
                code, _("Kode surat"), required=False, value=tidy(self.sent.letters.get(code, ""))
            ),
            "why": question(
                why, _("Mengapa surat orang lain dipakai"), required=False, value=reason, max_length=300
            )
            if asks
            else None,
            "look": json.dumps({"field": code, "group": group.key, "paper": paper.key}),
            "seen": seen(found) if found is not None else None,
            "warnings": odd,
        }

    def _papers(self, group: RequirementGroup, paper: Paper) -> dict[str, Any] | None:
        """What was photographed of it already; None where nothing can be added."""
        if self.papers is None:
            return None
        groups = self.program.document.persyaratan.groups
        keys = [each.key for _requirement, each in _all_papers(group)]
        place = f"{groups.index(group) + 1}-{keys.index(paper.key) + 1}"
        return self.papers.at(f"{group.key}:{paper.key}", place)

    def _letter(self, group: RequirementGroup, paper: Paper) -> list[Question]:
        made = [self._part(group, paper, part) for part in LETTER_PARTS]
        for each in made:
            each["value"] = self.sent.letters.get(each["name"], "")
        return made

    def _part(self, group: RequirementGroup, paper: Paper, part: str) -> Question:
        name = letter_name(group.key, paper.key, part)
        if part == "number":
            return self._number(group, paper, name)
        if part == "date":
            past = self.today.isoformat() if self.today else ""
            hint = _("Tanggalnya saja cukup bila baru (20), atau 8 angka.")
            return question(name, _("Tanggal surat"), "date", hint=hint, past=past)
        if part == "signer":
            return question(name, _("Penandatangan"), "name", required=False)
        if paper.issuer in OF_VILLAGE:
            hint = _("Kosongkan bila sama dengan desa pemohon.")
            places = offered(self.villages, here=self.here)
            label = _("Dari desa/kelurahan")
            return question(name, label, "village", hint=hint, required=False, depends=True, villages=places)
        if paper.issuer is Issuer.RT_RW:
            hint = _("Kosongkan bila RT/RW pemohon.")
            return question(name, _("Penerbit"), hint=hint, required=False, depends=True)
        return question(name, _("Penerbit"), hint=EXAMPLES.get(paper.issuer, ""))

    def _number(self, group: RequirementGroup, paper: Paper, name: str) -> Question:
        """With the frames of the villages, so that the serial number will do where they are known."""
        by_village = paper.issuer in OF_VILLAGE and self.frames
        frames = json.dumps(self.frames, ensure_ascii=False) if by_village else ""
        issuer = letter_name(group.key, paper.key, "issuer")
        return question(name, _("Nomor surat"), max_length=80, frames=frames, issuer=issuer)

    def requirement_error(self) -> str:
        """What is wrong with the checklist as a whole."""
        texts = self.faults.texts()
        return next((texts[path] for path in ("group", "condition", "papers") if path in texts), "")


def may_be_of_loket(paper: Paper) -> bool:
    """Whether an office in Loket may have written this paper."""
    return paper.issuer in LEVELS


def seen(found: Found) -> dict[str, Any]:
    """A letter as a code showed it: never more than its initials unless the applicant's NIK opened it."""
    letter = found.letter
    return {
        "number": letter.number,
        "date": letter.date,
        "office": letter.office_name,
        "service": letter.service_name,
        "person": found.name or letter.initials,
        "same": letter.holder is Holder.SAME,
        "status": str(letter.state.label),
        "tone": "good" if letter.state == LetterState.VALID else "bad",
    }


def _focus(asked: list[Question]) -> None:
    """The first question that still wants an answer gets the cursor; none when all is there."""
    wanting = (each for each in asked if each["errors"] or (each["required"] and not each["value"]))
    first = next(wanting, None)
    if first is not None:
        first["autofocus"] = True


def warning_lines(faults: Faults) -> str:
    """What to say when only warnings stand in the way."""
    count = sum(len(found) for found in faults.warnings.values())
    text = _("Ada {n} hal yang perlu dicocokkan dengan KTP. Bila memang begitu, kirim sekali lagi.")
    return text.format(n=count)
