"""The pages of the guided way: what each asks, and how its answers go into the plan. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from commons.phones import parse_phone
from commons.typed import Question, problem, read_date, read_time
from offices.letterhead import LONGEST
from offices.models import NUMBERED, ContactKind, PaperSize
from onboarding.asking import Choices, Errors, Part, Reader, Step, Typed, not_filled
from onboarding.plans import CONTACTS, NEEDED_POSTS, POSTS, BadPlan, Day, OfficePlan, Post
from onboarding.steps_numbers import number_parts, read_numbers

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
    reader = Reader(typed)
    lines = {
        name: reader.line(name, LONGEST, not_filled(label) if needed else "")
        for name, label, needed, _h in KOP
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
    reader = Reader(typed)
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


def _read_day(name: str, reader: Reader) -> Day:
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
    reader = Reader(typed)
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
    reader = Reader(typed)
    people = {role.value: _read_post(role, reader, plan.people.get(role, Post())) for role in POSTS}
    return replace(plan, people=people), reader.errors


def _read_post(role: Role, reader: Reader, before: Post) -> Post:
    low = role.lower()
    missing = _("{post}: nama belum diisi.").format(post=role.label) if role in NEEDED_POSTS else ""
    name = reader.line(f"{low}_name", 120, missing)
    nip = "".join(reader.line(f"{low}_nip", 24).split())
    if nip and not (nip.isdecimal() and len(nip) == 18):
        reader.errors.append(problem(_("NIP terdiri dari 18 angka."), f"{low}_nip"))
    title = reader.line(f"{low}_title", 120, not_filled(_("Jabatan")) if name else "")
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
        number_parts,
        read_numbers,
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
