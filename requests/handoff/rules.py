"""May this letter meet this requirement? Pure: what is wrong in words, and what is only odd.

Refused is what has no force (not signed, void, replaced) and what the published standard does not ask for (a
letter of another kind of issuer). Everything else is a warning, which the officer reads and accepts: a
standard names the issuer, but neither a service nor an age, so a difference there is no ground to send
somebody home.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.indonesian import date_words
from commons.nik import Finding
from commons.text import search_key
from lettercheck.models import LetterState
from offices.models import Level
from standards.vocabulary import Issuer

# None of the standards at hand says how old a letter may be; offices commonly ask for one of three months.
USUAL_AGE = timedelta(days=92)
# Which offices' letters an issuer named by a standard can be; one that is not here writes none in Loket.
LEVELS: dict[Issuer, frozenset[str]] = {
    Issuer.LURAH: frozenset({Level.KELURAHAN}),
    Issuer.KEPALA_DESA: frozenset({Level.DESA}),
    Issuer.LURAH_OR_KADES: frozenset({Level.KELURAHAN, Level.DESA}),
    Issuer.OTHER: frozenset(Level.values),
}
OF_VILLAGE = frozenset({Issuer.LURAH, Issuer.KEPALA_DESA, Issuer.LURAH_OR_KADES})
ISSUERS: dict[Issuer, Promise] = {
    Issuer.RT_RW: _("RT/RW"),
    Issuer.LURAH: _("lurah"),
    Issuer.KEPALA_DESA: _("kepala desa"),
    Issuer.LURAH_OR_KADES: _("lurah atau kepala desa"),
    Issuer.POLICE: _("kepolisian"),
    Issuer.CIVIL_REGISTRY: _("Dispendukcapil"),
    Issuer.OTHER: _("kantor lain"),
}
# Words of every letter say nothing about which letter it is.
PLAIN = frozenset(
    {"surat", "keterangan", "pengantar", "permohonan", "rekomendasi", "dari", "untuk", "desa", "kelurahan"}
    | {"kecamatan", "lurah", "kepala", "camat", "asli", "fotokopi", "yang", "atau", "dengan", "bagi"}
    | {"pemohon", "setempat"}
)
SHORTEST = 4


class Holder(StrEnum):
    """Whether the applicant is the person on the letter: its NIK was tried."""

    SAME = "SAME"
    OTHER = "OTHER"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter as the public projection shows it now."""

    code: str
    state: LetterState
    state_at: date
    number: str
    date: date
    service_name: str
    office_name: str
    level: str
    office_code: str
    initials: str
    signer: str = ""
    replaced_number: str = ""
    simulated: bool = False
    """Of the demo's invented years: never printed, never signed by anybody."""
    holder: Holder = Holder.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the standard asks for and who asks: `paper` as the requirement names it, `village` the Kemendagri
    code of the applicant's (or ""), `used_for` the numbers of other files of this office that rest on it."""

    issuer: Issuer
    paper: str
    today: date
    village: str = ""
    used_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """`errors` refuse the letter, `warnings` are read and accepted."""

    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


def judge(letter: Letter, wanted: Wanted, *, reason: str = "", place: str = "") -> Judgement:
    """Hold a letter against a requirement. `reason`: why the letter of another person will do; `place` is
    the field that the findings are about."""
    lacking = force(letter)
    if lacking is not None:
        return Judgement(errors=(Finding(*lacking, place),))
    errors = tuple(Finding(*each, place) for each in _not_asked_for(letter, wanted, reason))
    warnings = tuple(Finding(*each, place) for each in _odd(letter, wanted))
    return Judgement(errors, warnings)


Said = tuple[str, str | Promise]


def force(letter: Letter) -> Said | None:
    """Why the letter has no force, as (code, words); None when it is valid."""
    facts = {"number": letter.number, "office": letter.office_name, "date": date_words(letter.state_at)}
    match letter.state:
        case LetterState.VALID if letter.simulated:
            words = _("Surat {number} dari {office} dari data simulasi, jadi tidak berlaku.")
            return "letter_simulated", format_lazy(words, **facts)
        case LetterState.VALID:
            return None
        case LetterState.UNSIGNED:
            words = _("Surat {number} dari {office} belum ditandatangani, jadi belum berlaku.")
            return "letter_unsigned", format_lazy(words, **facts)
        case LetterState.REPLACED:
            words = _(
                "Surat {number} dari {office} sudah diganti surat {newer} ({date}). Pindai atau ketik kode "
                "surat penggantinya."
            )
            return "letter_replaced", format_lazy(words, newer=letter.replaced_number or "–", **facts)
        case LetterState.VOID:
            words = _("Surat {number} dari {office} dibatalkan penerbitnya ({date}), jadi tidak berlaku.")
            return "letter_void", format_lazy(words, **facts)


def _not_asked_for(letter: Letter, wanted: Wanted, reason: str) -> Iterator[Said]:
    if letter.level not in LEVELS.get(wanted.issuer, frozenset()):
        words = _("Syarat ini meminta surat dari {issuer}; surat {number} dari {office}.")
        yield (
            "letter_issuer",
            format_lazy(
                words, issuer=ISSUERS[wanted.issuer], number=letter.number, office=letter.office_name
            ),
        )
    if letter.holder is Holder.OTHER and not reason.strip():
        words = _(
            "NIK pemohon bukan NIK pada surat {number} (atas nama {initials}). Bila surat ini memang untuk "
            "permohonan ini, tulis alasannya."
        )
        yield "letter_person", format_lazy(words, number=letter.number, initials=letter.initials)


def _odd(letter: Letter, wanted: Wanted) -> Iterator[Said]:
    away = wanted.issuer in OF_VILLAGE and wanted.village and letter.office_code != wanted.village
    if away:
        words = _("Surat {number} dari {office}, bukan dari desa/kelurahan pemohon.")
        yield "letter_village", format_lazy(words, number=letter.number, office=letter.office_name)
    if not same_matter(letter.service_name, wanted.paper):
        words = _("Surat ini tentang {service}; syaratnya {paper}. Cocokkan dulu.")
        yield "letter_service", format_lazy(words, service=letter.service_name, paper=wanted.paper)
    if wanted.today - letter.date > USUAL_AGE:
        words = _("Surat ini sudah lebih dari tiga bulan (tanggal {date}).")
        yield "letter_old", format_lazy(words, date=date_words(letter.date))
    if wanted.used_for:
        words = _("Surat ini sudah dipakai untuk berkas {numbers} di kantor ini.")
        yield "letter_used", format_lazy(words, numbers=", ".join(wanted.used_for))
    if letter.holder is Holder.UNKNOWN:
        words = _("NIK pada surat {number} belum dapat dicocokkan. Cocokkan dengan surat aslinya.")
        yield "letter_unmatched", format_lazy(words, number=letter.number)


def same_matter(service: str, paper: str) -> bool:
    """Whether a letter of this service may be the paper of this name: a word of substance in common, or an
    abbreviation of one in the other ("Surat Keterangan Tidak Mampu" is SKTM). A name without such words takes
    any letter."""
    said, asked = _words(service), _words(paper)
    theirs, ours = _telling(said), _telling(asked)
    if not theirs or not ours or theirs & ours:
        return True
    shortened = (_is_short_for(word, asked) for word in theirs), (_is_short_for(word, said) for word in ours)
    return any(any(found) for found in shortened)


def _words(name: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in search_key(name)).split()


def _telling(words: list[str]) -> set[str]:
    return {word for word in words if len(word) >= SHORTEST and word not in PLAIN}


def _is_short_for(word: str, words: list[str]) -> bool:
    return word in "".join(each[0] for each in words)
