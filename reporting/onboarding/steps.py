"""The pages of the guided way: what each asks, and how its answers go into the plan. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from commons.errors import DomainError
from commons.phones import parse_phone
from commons.text import BadText, clean_line
from commons.typed import Question, problem, read_date, read_time
from documents import patterns
from documents.patterns import Preview, Rule
from offices.letterhead import LONGEST
from offices.models import NUMBERED, ContactKind, PaperSize
from onboarding.plans import BOOKS, CONTACTS, NEEDED_POSTS, POSTS, BadPlan, Day, OfficePlan, Post

Errors = list[dict[str, str]]
Typed = Mapping[str, str]
LAST_NUMBER = 999_999
PATTERN = "letter_pattern"
DAYS = (
    ("weekday", gettext_lazy("Senin sampai Kamis")),
    ("friday", gettext_lazy("Jumat")),
    ("saturday", gettext_lazy("Sabtu")),
)
KOP = (
    ("government_line", gettext_lazy("Pemerintah"), True, ""),
    ("parent_line", gettext_lazy("Kecamatan di atasnya"), False, gettext_lazy("Hanya untuk kelurahan.")),
    ("office_line", gettext_lazy("Nama kantor"), True, ""),
    ("address", gettext_lazy("Alamat"), False, ""),
    ("phone", gettext_lazy("Telepon"), False, gettext_lazy("Seperti dicetak: Telp. (0334) 321465")),
    ("mail", gettext_lazy("Surel"), False, ""),
    ("website", gettext_lazy("Situs web"), False, ""),
    ("postal_line", gettext_lazy("Baris terakhir"), False, ""),
    ("place_line", gettext_lazy("Tempat di depan tanggal surat"), True, ""),
)
# What stands in the kop need not be typed again. Its telephone line is no number: "Telp. (0334) …".
ON_THE_KOP = {
    ContactKind.ADDRESS: "address",
    ContactKind.EMAIL: "mail",
    ContactKind.WEBSITE: "website",
}
BOOK_LABELS = {
    "RECEIPT": gettext_lazy("Nomor agenda (penerimaan) terakhir"),
    "LETTER": gettext_lazy("Nomor surat terakhir"),
    "REGISTER": gettext_lazy("Nomor urut Buku Register terakhir"),
}


@dataclass(frozen=True)
class Part:
    """Questions that belong together. `columns`: side by side where there is room."""

    title: "str | Promise"
    questions: list[Question]
    hint: "str | Promise" = ""
    columns: bool = False


@dataclass(frozen=True)
class Choices:
    """What the kabupaten's tables offer: instruments as (key, words), services as (code, words).

    `rules`: by code, how those services number letters that number any; `day`: today.
    """

    instruments: list[tuple[str, str]] = field(default_factory=list)
    services: list[tuple[str, str]] = field(default_factory=list)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    day: date = date.min

    def rules_of(self, plan: OfficePlan) -> list[Rule]:
        """How the services of this plan number their letters, by name."""
        found = [self.rules[code] for code in plan.services if code in self.rules]
        return sorted(found, key=lambda rule: rule.service)


@dataclass(frozen=True)
class Step:
    """A page. `show` gives its parts; `read` the plan with the answers, and what is wrong with them."""

    key: str
    title: "str | Promise"
    lead: "str | Promise"
    show: Callable[[OfficePlan, Choices], list[Part]]
    read: Callable[[OfficePlan, Any, Choices], tuple[OfficePlan, Errors]]


class _Reader:
    """Reads typed lines and gathers what is wrong."""

    def __init__(self, typed: Typed) -> None:
        self.typed, self.errors = typed, Errors()

    def line(self, name: str, longest: int, missing: Any = "") -> str:
        raw = self.typed.get(name, "")
        try:
            text = clean_line(raw, max_length=longest)
        except BadText as refusal:
            self.errors.append(problem(refusal, name))
            return raw[:longest]
        if missing and not text:
            self.errors.append(problem(missing, name))
        return text

    def tried(self, name: str, check: Callable[[], object]) -> None:
        try:
            check()
        except DomainError as refusal:
            self.errors.append(problem(refusal, name))


def _needed(label: Any) -> str:
    return _("{what} belum diisi.").format(what=label)


def _kop_parts(plan: OfficePlan, _choices: Choices) -> list[Part]:
    lines = [
        Question(
            name=name,
            label=label,
            required=needed,
            hint=hint,
            value=plan.letterhead.get(name, ""),
            max_length=LONGEST,
        )
        for name, label, needed, hint in KOP
        if name != "parent_line" or plan.level == "KELURAHAN"
    ]
    paper = Question(
        name="paper_size",
        label=_("Kertas surat"),
        kind="choice",
        choices=list(PaperSize.choices),
        value=plan.paper_size,
    )
    return [Part("", [*lines, paper])]


def _read_kop(plan: OfficePlan, typed: Typed, _choices: Choices) -> tuple[OfficePlan, Errors]:
    reader = _Reader(typed)
    lines = {
        name: reader.line(name, LONGEST, _needed(label) if needed else "") for name, label, needed, _h in KOP
    }
    paper = typed.get("paper_size", "")
    if paper not in PaperSize.values:
        reader.errors.append(problem(_("Pilih ukuran kertas."), "paper_size"))
    return replace(plan, letterhead={k: v for k, v in lines.items() if v}, paper_size=paper), reader.errors


def _contact_parts(plan: OfficePlan, _choices: Choices) -> list[Part]:
    reach = [
        Question(
            name=f"contact_{kind}",
            label=ContactKind(kind).label,
            kind="phone" if kind in NUMBERED else "text",
            required=False,
            value=plan.contacts.get(kind) or plan.letterhead.get(ON_THE_KOP.get(kind, ""), ""),
            max_length=200,
        )
        for kind in CONTACTS
    ]
    hours = [_day_part(name, label, getattr(plan, name)) for name, label in DAYS]
    return [Part(_("Kontak"), reach, _("Tampil di halaman untuk warga dan di standar pelayanan.")), *hours]


def _day_part(name: str, label: Any, day: Day) -> Part:
    asked = [
        ("opens", _("Buka")),
        ("closes", _("Tutup")),
        ("break_from", _("Istirahat dari")),
        ("break_to", _("Istirahat sampai")),
    ]
    questions = [
        Question(name=f"{name}_{key}", label=words, kind="time", required=False, value=getattr(day, key))
        for key, words in asked
    ]
    title = _("Jam layanan {day}").format(day=label)
    return Part(title, questions, _("Kosongkan bila tutup.") if name != "weekday" else "", columns=True)


def _read_contacts(plan: OfficePlan, typed: Typed, _choices: Choices) -> tuple[OfficePlan, Errors]:
    reader = _Reader(typed)
    reach = {kind.value: reader.line(f"contact_{kind}", 200) for kind in CONTACTS}
    for kind in CONTACTS:
        if kind in NUMBERED and reach[kind]:
            reader.tried(f"contact_{kind}", lambda kind=kind: parse_phone(reach[kind]))  # type: ignore[misc]
    days = {name: _read_day(name, reader) for name, _label in DAYS}
    new = replace(plan, contacts={k: v for k, v in reach.items() if v}, **days)  # type: ignore[arg-type]
    try:
        new.week()
    except BadPlan as refusal:
        reader.errors.append(problem(refusal, f"{refusal.context['field']}_opens"))
    return new, reader.errors


def _read_day(name: str, reader: _Reader) -> Day:
    values = {}
    for key in ("opens", "closes", "break_from", "break_to"):
        text = reader.line(f"{name}_{key}", 8)
        if text:
            reader.tried(f"{name}_{key}", lambda text=text: read_time(text))  # type: ignore[misc]
        values[key] = text
    return Day(**values)


def _authority_parts(plan: OfficePlan, choices: Choices) -> list[Part]:
    instrument = Question(
        name="instrument",
        label=_("Dasar kewenangan menandatangani"),
        kind="select",
        required=False,
        hint=_("Dari register hukum kabupaten. Belum ada: lewati; surat belum dapat ditandatangani."),
        value=plan.instrument,
        choices=[*choices.instruments],
    )
    since = Question(
        name="authority_from",
        label=_("Berlaku mulai"),
        kind="date",
        required=False,
        value=plan.authority_from,
    )
    return [Part("", [instrument, since])]


def _read_authority(plan: OfficePlan, typed: Typed, choices: Choices) -> tuple[OfficePlan, Errors]:
    reader = _Reader(typed)
    key, since = typed.get("instrument", ""), reader.line("authority_from", 20)
    if key and key not in dict(choices.instruments):
        reader.errors.append(problem(_("Pilih dasar kewenangan dari daftar."), "instrument"))
    if key and not since:
        reader.errors.append(problem(_("Tanggal mulai kewenangan belum diisi."), "authority_from"))
    if since:
        reader.tried("authority_from", lambda: read_date(since))
    return replace(plan, instrument=key, authority_from=since), reader.errors


def _people_parts(plan: OfficePlan, _choices: Choices) -> list[Part]:
    return [_post_part(role, plan.people.get(role, Post())) for role in POSTS]


def _post_part(role: Role, post: Post) -> Part:
    low, needed = role.lower(), role in NEEDED_POSTS
    questions = [
        Question(name=f"{low}_name", label=_("Nama"), required=needed, value=post.name, max_length=120),
        Question(name=f"{low}_title", label=_("Jabatan"), required=needed, value=post.title, max_length=120),
        Question(name=f"{low}_nip", label=_("NIP"), required=False, value=post.nip, max_length=24),
    ]
    return Part(role.label, questions, columns=True)


def _read_people(plan: OfficePlan, typed: Typed, _choices: Choices) -> tuple[OfficePlan, Errors]:
    reader = _Reader(typed)
    people = {role.value: _read_post(role, reader, plan.people.get(role, Post())) for role in POSTS}
    return replace(plan, people=people), reader.errors


def _read_post(role: Role, reader: _Reader, before: Post) -> Post:
    low = role.lower()
    missing = _("{post}: nama belum diisi.").format(post=role.label) if role in NEEDED_POSTS else ""
    name = reader.line(f"{low}_name", 120, missing)
    nip = "".join(reader.line(f"{low}_nip", 24).split())
    if nip and not (nip.isdecimal() and len(nip) == 18):
        reader.errors.append(problem(_("NIP terdiri dari 18 angka."), f"{low}_nip"))
    title = reader.line(f"{low}_title", 120, _needed(_("Jabatan")) if name else "")
    return Post(name, title, nip, before.username if name == before.name else "")


def _service_parts(plan: OfficePlan, choices: Choices) -> list[Part]:
    services = Question(
        name="services",
        label=_("Layanan yang diambil dari katalog kabupaten"),
        kind="choices",
        value=list(plan.services),
        choices=[*choices.services],
    )
    return [Part("", [services])]


def _read_services(plan: OfficePlan, typed: Any, choices: Choices) -> tuple[OfficePlan, Errors]:
    offered = [code for code, _words in choices.services]
    chosen = tuple(code for code in offered if code in typed.getlist("services"))
    errors = [] if chosen else [problem(_("Pilih paling sedikit satu layanan."), "services")]
    return replace(plan, services=chosen), errors


def _number_parts(plan: OfficePlan, choices: Choices) -> list[Part]:
    unit = Question(
        name="unit_code",
        label=_("Kode unit dalam nomor surat"),
        hint=_("Misalnya 427.91. Nomor surat menjadi seperti 400.9.5/017/427.91/2026."),
        value=plan.unit_code,
        max_length=12,
    )
    books = [
        Question(
            name=f"book_{kind}",
            label=BOOK_LABELS[kind],
            kind="text" if kind == "LETTER" else "integer",
            hint=_("Angkanya saja, atau seluruh nomor seperti tertulis di buku.") if kind == "LETTER" else "",
            required=False,
            value=plan.books.get(kind) or "",
        )
        for kind in BOOKS
    ]
    hint = _("Nomor terakhir yang dipakai di buku kertas tahun ini; Loket melanjutkan sesudahnya.")
    numbered = [unit, _pattern_question(plan, choices.rules_of(plan))]
    return [Part("", numbered), Part(_("Buku kertas tahun ini"), books, hint)]


def _pattern_question(plan: OfficePlan, rules: list[Rule]) -> Question:
    usual = patterns.usual(rules)
    hint = _("Kosongkan untuk memakai pola bawaan {pattern}.").format(pattern=usual)
    return Question(
        name=PATTERN,
        label=_("Pola nomor surat"),
        hint=hint if usual else _("Kosongkan untuk memakai pola bawaan tiap layanan."),
        required=False,
        value=plan.letter_pattern or usual,
        max_length=patterns.MOST_TYPED,
    )


def next_number(plan: OfficePlan, choices: Choices) -> Preview:
    """What the office's first letters would be numbered, with the answers so far."""
    pattern = plan.letter_pattern or ""
    return patterns.preview(
        pattern,
        choices.rules_of(plan),
        serial=plan.books.get("LETTER", 0) + 1,
        day=choices.day,
        unit=plan.unit_code or ("" if pattern else "…"),
    )


def _read_numbers(plan: OfficePlan, typed: Typed, choices: Choices) -> tuple[OfficePlan, Errors]:
    reader, rules = _Reader(typed), choices.rules_of(plan)
    unit = reader.line("unit_code", 12, _needed(_("Kode unit")))
    if any(sign.isspace() or sign == "/" for sign in unit):
        text = _("Kode unit harus seperti 427.91, tanpa spasi dan garis miring.")
        reader.errors.append(problem(text, "unit_code"))
    pattern = _read_pattern(reader, unit, rules, choices.day)
    unsound = any(each["field"] in {PATTERN, "unit_code"} for each in reader.errors)
    held = [] if unsound else patterns.held(pattern, rules)
    books = {
        kind: _last(reader, f"book_{kind}", held if kind == "LETTER" else [], choices.day) for kind in BOOKS
    }
    kept = {kind: number for kind, number in books.items() if number}
    return replace(plan, unit_code=unit, letter_pattern=pattern, books=kept), reader.errors


def _read_pattern(reader: _Reader, unit: str, rules: list[Rule], day: date) -> str:
    pattern = reader.line(PATTERN, patterns.MOST_TYPED)
    pattern = "" if pattern == patterns.usual(rules) else pattern
    if not any(each["field"] in {PATTERN, "unit_code"} for each in reader.errors):
        reader.tried(PATTERN, lambda: patterns.check(pattern, rules, year=day.year, unit=unit))
    return pattern


def _last(reader: _Reader, name: str, held: list[str], day: date) -> int:
    text = reader.line(name, 80)
    if not text:
        return 0
    whole = patterns.read_whole(text, held, year=day.year)
    if whole is not None and whole <= LAST_NUMBER:
        return whole
    if not (text.isascii() and text.isdigit() and int(text) <= LAST_NUMBER):
        reader.errors.append(problem(_("Tulis angka 0 sampai 999999."), name))
        return 0
    return int(text)


STEPS = (
    Step(
        "kop",
        gettext_lazy("Kop surat"),
        gettext_lazy("Tercetak di atas setiap surat. Lihat contohnya di bawah."),
        _kop_parts,
        _read_kop,
    ),
    Step(
        "kontak",
        gettext_lazy("Kontak dan jam layanan"),
        gettext_lazy("Bagaimana warga menghubungi kantor, dan kapan loket buka."),
        _contact_parts,
        _read_contacts,
    ),
    Step(
        "kewenangan",
        gettext_lazy("Kewenangan"),
        gettext_lazy("Dasar hukum yang memberi pimpinan kewenangan menandatangani."),
        _authority_parts,
        _read_authority,
    ),
    Step(
        "petugas",
        gettext_lazy("Pimpinan dan petugas"),
        gettext_lazy("Pimpinan dan admin kantor harus ada; yang lain dapat ditambahkan kantor sendiri."),
        _people_parts,
        _read_people,
    ),
    Step(
        "layanan",
        gettext_lazy("Layanan"),
        gettext_lazy("Standar pelayanan dari katalog menjadi rancangan kantor ini."),
        _service_parts,
        _read_services,
    ),
    Step(
        "nomor",
        gettext_lazy("Nomor"),
        gettext_lazy("Agar nomor surat dan buku berlanjut dari yang sudah dipakai."),
        _number_parts,
        _read_numbers,
    ),
)


def step_of(key: str) -> Step | None:
    """The page with this key."""
    return next((step for step in STEPS if step.key == key), None)


def after(key: str) -> Step | None:
    """The page that follows; None after the last."""
    keys = [step.key for step in STEPS]
    at = keys.index(key) + 1
    return STEPS[at] if at < len(STEPS) else None


def with_errors(parts: Iterable[Part], errors: Errors, typed: Mapping[str, Any] | None) -> list[Part]:
    """The parts with what was typed and what is wrong with it."""
    shown = list(parts)
    for part in shown:
        for question in part.questions:
            if typed is not None and question.kind != "choices":
                question.value = typed.get(question.name, "")
            question.errors = [each["message"] for each in errors if each["field"] == question.name]
    return shown
