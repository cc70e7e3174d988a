"""The intake form as it was sent: what stands in it, and the `IntakeForm` it means."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from applications.forms_fields import Typed, as_typed, raw_text
from applications.intake import MAIL, ORIGINAL, ContactWay, IntakeForm, LetterGiven, PaperGiven, PaperState
from applications.models import File, SupportingLetter
from applications.places import doubt, meant
from applications.program import Program
from commons.ids import show_code
from commons.nik import Finding
from commons.text import BadText
from handoff.rules import OF_VILLAGE
from servicetypes.fields import Field, FieldType
from servicetypes.readers import Unreadable, Village, parse_date
from standards.components import Paper, RequirementGroup
from standards.vocabulary import Issuer

LETTER_PARTS = ("number", "date", "issuer", "signer")
CODE, WHY = "code", "why"
MOST_ROWS = 60
LONGEST = 20_000


@dataclass(frozen=True)
class Sent:
    """Everything typed and ticked: answers, rows of groups, ticked papers as "group:paper", why papers do not
    apply, and the parts of letters ("l-<group>-<paper>-number")."""

    texts: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, list[dict[str, str]]] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    excused: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    condition: str = ""
    contact_way: str = ""
    mail: str = ""
    none_here: bool = False
    originals: frozenset[str] = frozenset()

    def typed(self, errors: Mapping[str, str], warnings: Mapping[str, list[str]]) -> Typed:
        """As the questions take it."""
        return Typed(texts=self.texts, rows=self.rows, errors=errors, warnings=warnings)


def read_sent(post: QueryDict, fields: Iterable[Field]) -> Sent:
    """Read a POST; names that are not the form's are left alone."""
    asked = list(fields)
    texts = {
        each.key: _text(post, each.key)
        for each in asked
        if each.type is not FieldType.GROUP and each.key in post
    }
    groups = (each for each in asked if each.type is FieldType.GROUP)
    return Sent(
        texts=texts,
        rows={each.key: _rows(each, post) for each in groups},
        ticked=frozenset(post.getlist("requirement")),
        excused={
            name[3:]: text for name in post if name.startswith("na-") and (text := _text(post, name).strip())
        },
        letters={name: _text(post, name) for name in post if name.startswith("l-")},
        group=post.get("requirement_group", ""),
        condition=post.get("condition", ""),
        contact_way=post.get("contact_way", ""),
        mail=_text(post, MAIL),
        none_here="none_here" in post,
        originals=frozenset(post.getlist("original")),
    )


def _text(post: QueryDict, name: str) -> str:
    return str(post.get(name, ""))[:LONGEST]


def _rows(each: Field, post: QueryDict) -> list[dict[str, str]]:
    pattern = re.compile(rf"{re.escape(each.key)}-([0-9]{{1,3}})-")
    numbers = sorted({int(match[1]) for name in post if (match := pattern.match(name))})[:MOST_ROWS]
    return [
        {column.key: _text(post, f"{each.key}-{n}-{column.key}") for column in each.fields} for n in numbers
    ]


def change_rows(sent: Sent, do: str) -> Sent:
    """The form with one row more ("add:heirs") or less ("remove:heirs:2")."""
    verb, _colon, rest = do.partition(":")
    key, _colon, number = rest.partition(":")
    rows = list(sent.rows.get(key, ()))
    if verb == "add":
        rows = [*rows, {}] if len(rows) < MOST_ROWS else rows
    elif number.isascii() and number.isdigit() and int(number) < len(rows):
        del rows[int(number)]
    return Sent(**{**vars(sent), "rows": {**sent.rows, key: rows}})


@dataclass(frozen=True)
class Meant:
    """The form a POST means, what is wrong before the standard is even asked (a letter's 31 February), and
    what looks odd (a village that is not in the list)."""

    form: IntakeForm
    errors: Mapping[str, Finding]
    warnings: Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True)
class Reader:
    """Reads what was sent. `here` is the code of the office's kecamatan: its villages are meant first."""

    program: Program
    villages: Mapping[str, Village]
    here: str

    def read(self, sent: Sent, *, accept: bool = False) -> Meant:
        """What was sent, as the operation takes it. Nothing ticked at all is an empty checklist, unless the
        officer says that nothing was brought."""
        errors: dict[str, Finding] = {}
        papers = self._papers(sent, errors)
        empty = not sent.ticked and not sent.excused and not sent.none_here
        form = IntakeForm(
            service_code=self.program.definition.code,
            values=self._values(sent),
            papers=() if empty else papers,
            group=sent.group,
            condition=sent.condition,
            contact_way=_way(sent.contact_way, errors),
            mail=sent.mail,
            accept_warnings=accept,
        )
        odd = (*self._places(sent), *self._issuers(sent, papers))
        return Meant(form, errors, {finding.field: (finding,) for finding in odd})

    def _places(self, sent: Sent) -> Iterable[Finding]:
        """Doubts about the villages that were typed."""
        for each in self.program.definition.intake:
            if each.type is FieldType.VILLAGE:
                yield from self._doubt(sent.texts.get(each.key, ""), each.key)
            for column in (inner for inner in each.fields if inner.type is FieldType.VILLAGE):
                for number, row in enumerate(sent.rows.get(each.key, ())):
                    yield from self._doubt(row.get(column.key, ""), f"{each.key}.{number}.{column.key}")

    def _issuers(self, sent: Sent, papers: Iterable[PaperGiven]) -> Iterable[Finding]:
        """Doubts about the villages that letters were said to come from."""
        group = group_of(self.program, sent.group)
        asked = {paper.key: paper for _requirement, paper in group.checklist(sent.condition)} if group else {}
        for tick in papers:
            if group and tick.letter is not None and asked[tick.key].issuer in OF_VILLAGE:
                typed = sent.letters.get(letter_name(group.key, tick.key, "issuer"), "")
                yield from self._doubt(_place_of(typed), f"papers.{tick.key}")

    def _doubt(self, text: str, path: str) -> Iterable[Finding]:
        found = doubt(text, self.villages, here=self.here, path=path)
        return () if found is None else (found,)

    def _values(self, sent: Sent) -> dict[str, object]:
        values: dict[str, object] = {}
        for each in self.program.definition.intake:
            if each.type is FieldType.GROUP:
                rows = (row for row in sent.rows.get(each.key, ()) if any(row.values()))
                values[each.key] = [self._row(each, row) for row in rows]
            elif each.key in sent.texts:
                values[each.key] = self._answer(each, sent.texts[each.key])
        return values

    def _row(self, each: Field, row: Mapping[str, str]) -> dict[str, str]:
        return {column.key: self._answer(column, row.get(column.key, "")) for column in each.fields}

    def _answer(self, each: Field, text: str) -> str:
        if each.type is FieldType.VILLAGE and text.strip():
            return meant(text, self.villages, here=self.here)
        return raw_text(each, text)

    def _papers(self, sent: Sent, errors: dict[str, Finding]) -> tuple[PaperGiven, ...]:
        group = group_of(self.program, sent.group)
        if group is None:
            return ()
        papers = (paper for _requirement, paper in group.checklist(sent.condition))
        return tuple(self._paper(sent, group, paper, errors) for paper in papers)

    def _paper(
        self, sent: Sent, group: RequirementGroup, paper: Paper, errors: dict[str, Finding]
    ) -> PaperGiven:
        if f"{group.key}:{paper.key}" not in sent.ticked:
            reason = sent.excused.get(f"{group.key}-{paper.key}", "")
            state = PaperState.NOT_APPLICABLE if reason else PaperState.MISSING
            return PaperGiven(key=paper.key, state=state, reason=reason[:300])
        original = f"{group.key}:{paper.key}" in sent.originals
        if not paper.has_letter_data:
            return PaperGiven(key=paper.key, state=PaperState.HERE, original=original)
        code, why = (sent.letters.get(letter_name(group.key, paper.key, part), "") for part in (CODE, WHY))
        # What Loket knows of a letter is not typed: its number and date come with the code.
        letter = None if code.strip() else self._letter(sent, group, paper, errors)
        return PaperGiven(
            key=paper.key,
            state=PaperState.HERE,
            letter=letter,
            original=original,
            code=code[:300],
            letter_reason=why[:300],
        )

    def _letter(
        self, sent: Sent, group: RequirementGroup, paper: Paper, errors: dict[str, Finding]
    ) -> LetterGiven | None:
        parts = {part: sent.letters.get(letter_name(group.key, paper.key, part), "") for part in LETTER_PARTS}
        dated = _dated(parts["date"], f"papers.{paper.key}", errors)
        if dated is None or not parts["number"].strip():
            return None
        issuer, code = self._issuer(paper, parts["issuer"], sent.texts)
        return LetterGiven(
            issuer=issuer, issuer_code=code, signer=parts["signer"], number=parts["number"], date=dated
        )

    def _issuer(self, paper: Paper, text: str, answers: Mapping[str, str]) -> tuple[str, str]:
        """In words and as a code. Left empty it is the applicant's own village, or their RT and RW."""
        if paper.issuer is Issuer.RT_RW and not text.strip():
            rt, rw = answers.get("rt", "").strip(), answers.get("rw", "").strip()
            return (f"Ketua RT {rt.zfill(3)} RW {rw.zfill(3)}" if rt and rw else "", "")
        if paper.issuer not in OF_VILLAGE:
            return text, ""
        place = text.strip() or answers.get("desa", "")
        village = self.villages.get(meant(_place_of(place), self.villages, here=self.here))
        if village is None:
            return place, ""
        head = "Kepala Desa" if village.level == "desa" else "Lurah"
        return f"{head} {village.name}", village.code


def _place_of(text: str) -> str:
    """ "Kepala Desa Rojopolo" names Desa Rojopolo."""
    named = re.sub(r"(?i)^kepala\s+desa\s+", "Desa ", text)
    return re.sub(r"(?i)^lurah\s+", "Kelurahan ", named)


def _way(code: str, errors: dict[str, Finding]) -> ContactWay:
    if code in ContactWay.__members__.values():
        return ContactWay(code)
    if code:
        errors["contact_way"] = Finding(
            "contact_way", _("Pilih cara menghubungi dari daftar."), "contact_way"
        )
    return ContactWay.NONE


def group_of(program: Program, key: str) -> RequirementGroup | None:
    """The chosen requirement group, or None while none is chosen."""
    try:
        return program.group(key)
    except KeyError:
        return None


def _dated(text: str, path: str, errors: dict[str, Finding]) -> date | None:
    if not text.strip():
        return None
    plain = text.strip()
    if len(plain) == 8 and plain.isascii() and plain.isdigit():
        plain = f"{plain[:2]}-{plain[2:4]}-{plain[4:]}"
    try:
        return parse_date(plain)
    except Unreadable as unreadable:
        finding = unreadable.finding
        errors[path] = Finding(finding.code, finding.message, path)
    except BadText as bad:
        errors[path] = Finding(bad.code, bad.message, path)
    return None


def letter_name(group: str, paper: str, part: str) -> str:
    """The input's name of one part of a supporting letter."""
    return f"l-{group}-{paper}-{part}"


def digest(sent: Sent, warnings: Mapping[str, Iterable[Finding]]) -> str:
    """Stands for the warnings shown with these answers: only they are accepted by sending the form again."""
    shown = sorted(
        (path, finding.code, sent.texts.get(path, "") or _letter_typed(sent, path))
        for path, found in warnings.items()
        for finding in found
    )
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32] if shown else ""


def _letter_typed(sent: Sent, path: str) -> str:
    """The code or issuer typed for a paper: other warnings of another letter are not yet accepted."""
    if not path.startswith("papers."):
        return ""
    names = (letter_name(sent.group, path.removeprefix("papers."), part) for part in (CODE, "issuer"))
    return next((text for name in names if (text := sent.letters.get(name, ""))), "")


def sent_of(
    file: File,
    program: Program,
    letters: Iterable[SupportingLetter],
    *,
    missing: Collection[str] = (),
    codes: Mapping[str, tuple[str, str]] | None = None,
) -> Sent:
    """The form a file was received with, as if it had just been typed. Papers named as `missing` since then
    are to be ticked anew. `codes`: (code, reason) of letters of Loket, by paper."""
    typed = as_typed(program.definition.intake, file.intake)
    states = {row["key"]: row for row in file.checklist}
    return Sent(
        texts=typed.texts,
        rows={key: [dict(row) for row in rows] for key, rows in typed.rows.items()},
        ticked=frozenset(
            f"{file.group}:{key}"
            for key, row in states.items()
            if row["state"] == PaperState.HERE and row["name"] not in missing
        ),
        excused={
            f"{file.group}-{key}": row.get("reason", "")
            for key, row in states.items()
            if row["state"] == PaperState.NOT_APPLICABLE
        },
        letters={
            letter_name(file.group, letter.requirement, part): text
            for letter in letters
            for part, text in _parts(letter, (codes or {}).get(letter.requirement))
        },
        group=file.group,
        condition=file.condition,
        contact_way=file.contact_way,
        mail=str(file.intake.get(MAIL) or ""),
        originals=frozenset(
            f"{file.group}:{key}" for key, row in states.items() if row.get("copy") == ORIGINAL
        ),
    )


def _parts(letter: SupportingLetter, coded: tuple[str, str] | None) -> Iterable[tuple[str, str]]:
    if coded is not None:
        yield CODE, show_code(coded[0])
        yield WHY, coded[1]
        return
    yield "number", letter.number
    yield "date", f"{letter.date:%d-%m-%Y}"
    yield "issuer", letter.issuer
    yield "signer", letter.signer
