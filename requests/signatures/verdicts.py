"""What is said to a stranger about one electronic signature. Pure.

A certificate that was revoked says nothing against what was signed before; but only a time-stamp of an
authority we know, or that we kept the file ourselves, shows that it was before: a signer's own clock may be
set back (ETSI EN 319 102-1, section 5.5).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commons.clock import WIB
from signatures.mark import Mark


class Tone(StrEnum):
    """How it is shown."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Verdict:
    """One signature as a label and a sentence."""

    tone: Tone
    label: str
    words: str


def verdict(mark: Mark, *, kept: bool) -> Verdict:
    """What to say about a signature; `kept`: we have kept this file, byte for byte, since it was signed."""
    if not mark.intact:
        return _bad(
            _("Tanda tangan ini tidak cocok dengan isi dokumen: dokumen berubah atau tanda tangannya rusak.")
        )
    if not mark.whole:
        return _bad(_("Dokumen diubah setelah ditandatangani."))
    if not mark.trusted:
        return Verdict(
            Tone.WARN,
            _("Penerbit tidak dikenal"),
            _("Dokumen utuh sejak ditandatangani, tetapi penerbit sertifikatnya tidak dikenal di sini."),
        )
    whole = _("Dokumen utuh sejak ditandatangani, dan penerbit sertifikatnya dikenal.")
    return _revoked(mark, whole, kept=kept) or Verdict(Tone.GOOD, _("Sah"), whole)


def _bad(words: str) -> Verdict:
    return Verdict(Tone.BAD, _("Tidak sah"), words)


def _revoked(mark: Mark, whole: str, *, kept: bool) -> Verdict | None:
    if mark.revoked_at is None:
        return None
    since = date_format(mark.revoked_at.astimezone(WIB), "j F Y H.i")
    if mark.at is None or mark.revoked_at <= mark.at:
        return _bad(
            _(
                "Sertifikatnya sudah dicabut penerbitnya (%(since)s) ketika dokumen ini ditandatangani. "
                "Jangan dipakai; tanyakan kepada kantor penanda tangannya."
            )
            % {"since": since}
        )
    if kept or mark.attested:
        later = _("Sertifikatnya baru dicabut sesudah itu (%(since)s), jadi tanda tangan ini tetap sah.")
        return Verdict(Tone.GOOD, _("Sah"), f"{whole} {later % {'since': since}}")
    return Verdict(
        Tone.WARN,
        _("Sertifikat dicabut"),
        _(
            "Sertifikatnya dicabut penerbitnya (%(since)s). Dokumen menyebut waktu tanda tangan sebelum itu, "
            "tetapi hanya menurut jam penanda tangan: tanyakan kepada kantor penanda tangannya."
        )
        % {"since": since},
    )
