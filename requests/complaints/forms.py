"""The form of a complaint: the reporter's on the public page, and the desk's."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.clock import today
from commons.ids import public_code
from commons.typedform import TypedForm, read_id
from complaints.models import Channel, Kind
from complaints.naming import SPEAKS_OF, named
from complaints.operations import LONGEST, NewComplaint
from complaints.people import Somebody, staff
from complaints.queries_files import file_of
from offices.models import Office
from standards import queries as standards

DESK_CHANNELS = [Channel.DESK, Channel.PHONE, Channel.WHATSAPP, Channel.EMAIL, Channel.SOCIAL]
NAMED, ANONYMOUS = "nama", "anonim"
# A field no person sees; whatever fills it in is a program.
TRAP = "situs"


class ComplaintForm(TypedForm):
    """`desk`: the officer fills it in; it asks for the channel, and a file may be named by its number."""

    def __init__(self, typed: QueryDict | None, office: Office, *, desk: bool = False) -> None:
        start = {"kind": Kind.COMPLAINT, "who": NAMED, "confidential": "tidak", "channel": Channel.DESK}
        super().__init__(typed, start)
        self.office, self.desk = office, desk
        self.once = self.raw("once")[:40] or public_code(26)
        self.aware = bool(self.raw("aware"))

    def read(self) -> NewComplaint | None:
        """What was typed; None when `errors` has something to say."""
        if self.raw(TRAP):
            self.refuse(_("Formulir ini tidak dapat diterima. Muat ulang halamannya, lalu isi lagi."))
        anonymous = (
            self.choice("who", [NAMED, ANONYMOUS], missing=_("Pilih dengan nama atau anonim.")) == ANONYMOUS
        )
        new = NewComplaint(
            kind=self.choice("kind", Kind.values, missing=_("Pilih jenisnya.")),
            channel=self.choice("channel", DESK_CHANNELS) if self.desk else Channel.PAGE,
            text=self.text("text", longest=LONGEST, missing=_("Tulis apa yang terjadi.")),
            service_code=self.choice("service", [code for code, _name in standards.names()]),
            file_id=self._file(),
            about=self._about(),
            anonymous=anonymous,
            confidential=self.raw("confidential") == "ya",
            name="" if anonymous else self.line("name", longest=120),
            contact="" if anonymous else self.line("contact", longest=40),
            told=self.raw("told") == "ya",
            once=self.once,
        )
        self._ask_again(new)
        return None if self.errors else new

    def _ask_again(self, new: NewComplaint) -> None:
        """Once, where the words speak of somebody whom nobody chose."""
        speaks_of = None if new.about or self.raw("aware") else named(new.text, self._staff())
        if speaks_of is not None:
            self.aware = True
            self.refuse(format_lazy(SPEAKS_OF, title=speaks_of.title), "about")

    def _about(self) -> UUID | None:
        word = self.choice("about", [str(person.id) for person in self._staff()])
        return read_id(word) if word else None

    def _file(self) -> UUID | None:
        typed = self.line("file", longest=40)
        if not typed:
            return None
        found = file_of(typed, with_number=self.desk)
        if found is None:
            self.refuse(_("Tidak ada berkas dengan kode itu. Betulkan, atau kosongkan."), "file")
        return found

    def _staff(self) -> list[Somebody]:
        return staff(self.office, on=today())

    def shown(self) -> dict[str, Any]:
        """Its questions, in groups."""
        return {
            "once": self.once,
            "aware": self.aware,
            "trap": TRAP,
            "what": [*([self._channel()] if self.desk else []), *self._what()],
            "who": [self._named_or_not()],
            "named": self._reporter(),
            "kept": [self._confidential()],
            "more": [self._about_question(), self._file_question()],
        }

    def _channel(self) -> Any:
        choices = [(each.value, each.label) for each in DESK_CHANNELS]
        return self.ask("channel", _("Lewat mana"), "choice", choices=choices)

    def _what(self) -> list[Any]:
        services = [("", _("tidak tentang satu layanan")), *standards.names()]
        return [
            self.ask("kind", _("Apa yang ingin Anda sampaikan?"), "choice", choices=list(Kind.choices)),
            self.ask("text", _("Apa yang terjadi?"), "long_text", max_length=LONGEST, hint=_TELL),
            self.ask("service", _("Tentang layanan"), "list", required=False, choices=services),
        ]

    def _named_or_not(self) -> Any:
        choices = [(NAMED, _("Dengan nama")), (ANONYMOUS, _("Anonim, tanpa nama"))]
        return self.ask("who", _("Nama Anda"), "choice", choices=choices, hint=_ANONYMOUS)

    def _reporter(self) -> list[Any]:
        """Not asked of who stays anonymous."""
        return [
            self.ask("name", _("Nama"), required=False, max_length=120, hint=_NAME),
            self.ask("contact", _("Nomor HP"), "phone", required=False, max_length=40, hint=_CONTACT),
            self.ask("told", _("Kabari saya lewat WhatsApp"), "yes_no", required=False, hint=_STOP),
        ]

    def _confidential(self) -> Any:
        return self.ask("confidential", _("Rahasiakan isinya?"), "yes_no", hint=_CONFIDENTIAL)

    def _about_question(self) -> Any:
        people = [(str(person.id), words) for person, words in titled(self._staff())]
        choices = [("", _("tidak tentang seseorang")), *people]
        return self.ask("about", _("Tentang siapa"), "list", required=False, choices=choices, hint=_ABOUT)

    def _file_question(self) -> Any:
        hint = (
            _("Nomor penerimaan atau kode pada tanda terima.") if self.desk else _("Kode pada tanda terima.")
        )
        return self.ask("file", _("Berkas yang dimaksud"), required=False, max_length=40, hint=hint)


_TELL = _("Tulis kapan, di mana, dan bagaimana. Jangan menulis NIK siapa pun.")
_ANONYMOUS = _("Anonim: nama dan nomor Anda tidak disimpan, jadi tidak ada yang dapat membukanya.")
_NAME = _(
    "Hanya bila dengan nama. Dibaca yang menangani: petugas informasi, kepala seksi, sekretaris dan "
    "pimpinan, juga pada cetakan Buku Pengaduan mereka, kecuali bila Anda minta rahasia."
)
_CONTACT = _("Hanya bila dengan nama. Dibaca yang menangani saja; tidak ikut dicetak.")
_STOP = _(
    "Dapat Anda hentikan kapan saja dengan kode Anda. "
    "Untuk pengaduan tentang petugas, kabar hanya lewat halaman lacak."
)
_CONFIDENTIAL = _("Rahasia: hanya yang menangani di kantor ini yang membaca isinya; tidak pernah diumumkan.")
_ABOUT = _("Yang Anda pilih tidak dapat melihat pengaduan ini. Tentang pimpinan: langsung ke atasannya.")


def titled(people: list[Somebody]) -> list[tuple[Somebody, str]]:
    """Titles, as the public knows them; where two share one, their initials tell them apart."""
    many = Counter(person.title for person in people)
    return [
        (p, p.title if many[p.title] == 1 else f"{p.title} ({''.join(w[0] for w in p.name.split())})")
        for p in people
    ]
