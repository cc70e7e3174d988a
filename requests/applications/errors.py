"""What a caller of `applications.operations` can be told no with. Every sentence says what was kept."""

from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications.workflow_types import Refusal, Refused
from commons.clock import wib
from commons.errors import DomainError
from commons.indonesian import moment_words, time_words
from commons.nik import Finding

_KEPT = _("Berkas tidak berubah.")

SENTENCES: dict[Refusal, Promise | str] = {
    Refusal.STALE: _("Berkas sudah bergerak sejak halaman ini dibuka."),
    Refusal.NOT_RECEIVED: _("Berkas ini belum diterima."),
    Refusal.WRONG_PHASE: _("Tindakan ini tidak dapat dilakukan pada keadaan berkas sekarang."),
    Refusal.WRONG_STEP: _("Tindakan ini bukan untuk langkah berkas sekarang."),
    Refusal.WRONG_ROLE: _("Tugas Anda di kantor ini tidak mencakup tindakan ini."),
    Refusal.NO_AUTHORITY: _(
        "Tidak ada wewenang menandatangani pada hari ini. Periksa pelimpahan kewenangan."
    ),
    Refusal.NOT_SIGNED: _("Berkas belum ditandatangani, jadi belum dapat diserahkan."),
    Refusal.SIGNED: _("Berkas sudah ditandatangani; tidak dapat dikembalikan ke langkah sebelumnya."),
    Refusal.NO_LETTER: _("Layanan ini tidak menghasilkan surat bernomor."),
    Refusal.NOT_NUMBERED: _("Belum ada surat bernomor yang dapat dikoreksi."),
    Refusal.CORRECTION_OPEN: _("Ada permintaan koreksi yang menunggu jawaban pimpinan."),
    Refusal.NOTHING_TO_UNDO: _("Belum ada langkah yang dapat dibatalkan."),
    Refusal.NOT_YOURS: _("Hanya orang yang melakukan langkah terakhir yang dapat membatalkannya."),
    Refusal.TOO_LATE: _("Langkah hanya dapat dibatalkan dalam 5 menit."),
    Refusal.FINAL: _("Langkah terakhir tidak dapat dibatalkan: ada nomor atau tanda tangan."),
    Refusal.NEEDS_MISSING: _("Sebutkan apa yang kurang."),
    Refusal.NEEDS_REASON: _("Tulis alasannya."),
    Refusal.NEEDS_GROUND: _("Tulis dasar penolakannya."),
    Refusal.NEEDS_AGENCY: _("Sebutkan instansi yang ditunggu."),
    Refusal.NEEDS_STEP: _("Pilih langkah tujuan."),
    Refusal.UNKNOWN_STEP: _("Langkah tujuan tidak ada pada layanan ini."),
    Refusal.NOT_EARLIER: _("Berkas hanya dapat dikembalikan ke langkah sebelumnya."),
}
# 403: the caller has no right to it. 400: input is lacking. All others are 409: the file is elsewhere.
FORBIDDEN = frozenset({Refusal.WRONG_ROLE, Refusal.NO_AUTHORITY, Refusal.NOT_YOURS})
LACKING = frozenset(
    {
        Refusal.NEEDS_MISSING,
        Refusal.NEEDS_REASON,
        Refusal.NEEDS_GROUND,
        Refusal.NEEDS_AGENCY,
        Refusal.NEEDS_STEP,
        Refusal.UNKNOWN_STEP,
        Refusal.NOT_EARLIER,
    }
)


class NotFound(DomainError):
    """There is no such file in this office."""

    def __init__(self) -> None:
        super().__init__("file_not_found", _("Berkas tidak ditemukan di kantor ini."))


class ActionRefused(DomainError):
    """The workflow refused; `context["phase"]` and `["step"]` say what it found."""

    def __init__(self, refused: Refused, *, step: str, because: "str | Promise" = "") -> None:
        why = format_lazy("{why} {more}", why=SENTENCES[refused.code], more=because)
        message = format_lazy("{why} {kept}", why=why if because else SENTENCES[refused.code], kept=_KEPT)
        facts = {"phase": refused.state.phase.value, "step": step, "event": refused.state.event_no}
        super().__init__(refused.code.value, message, **facts)
        self.refusal = refused.code


class Stale(DomainError):
    """Someone moved the file since the caller saw it: who, when, and the event it now stands at."""

    def __init__(self, *, by: str, at: datetime, event: int) -> None:
        message = _(
            "Berkas sudah digerakkan {by} pukul {time}. Yang Anda ketik masih ada di halaman ini; "
            "periksa keadaan terbaru lalu ulangi."
        )
        text = format_lazy(message, by=by, time=time_words(wib(at)))
        super().__init__("stale", text, moved_by=by, moved_at=at.isoformat(), event=event)


class BadSigningTime(DomainError):
    """A signature is told of a time at which it cannot have been given: before the file came, or ahead."""

    def __init__(self, *, since: datetime) -> None:
        text = _("Waktu tanda tangan harus antara {since} (berkas sampai di tumpukan) dan sekarang. {kept}")
        super().__init__(
            "signing_time", format_lazy(text, since=moment_words(since), kept=_KEPT), since=since.isoformat()
        )


class KeyUsed(DomainError):
    """The idempotency key belongs to another request, or to another person's."""

    def __init__(self) -> None:
        text = _("Kunci permintaan ini sudah dipakai untuk permintaan lain. Tidak ada yang disimpan.")
        super().__init__("key_used", text)


class IntakeRefused(DomainError):
    """Form or checklist are not in order; nothing was stored. `errors` and `warnings` by path."""

    def __init__(
        self,
        *,
        errors: dict[str, Finding],
        warnings: dict[str, tuple[Finding, ...]] | None = None,
        code: str = "intake_invalid",
    ) -> None:
        super().__init__(code, _("Ada isian yang perlu diperbaiki. Yang sudah diketik tetap ada."))
        self.errors = errors
        self.warnings = warnings or {}


class CannotCompose(DomainError):
    """The letter or strip cannot be drawn up: the office lacks something the standard needs."""

    def __init__(self, code: str, message: str | Promise, **facts: Any) -> None:
        super().__init__(code, message, **facts)
