"""What a survey refuses, in words: what happened, what was kept, what to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError


class SurveyRefused(DomainError):
    """The period, draw, form or import cannot be so; nothing was changed. `context["field"]` names the
    question."""

    def __init__(self, code: str, message: Any, *, field: str = "", **context: Any) -> None:
        super().__init__(code, message, field=field, **context)


class CodeRefused(SurveyRefused):
    """A one-time code that opens nothing; nothing was stored."""


class FormRefused(SurveyRefused):
    """Answers are missing or wrong; `faults` says which, nothing was stored and a code is still good."""

    def __init__(self, faults: dict[str, Any]) -> None:
        message = _("Formulir belum lengkap. Belum ada yang disimpan; lengkapi lalu kirim lagi.")
        super().__init__("form_incomplete", message)
        self.faults = faults


def no_period() -> SurveyRefused:
    """There is no survey just now."""
    return SurveyRefused(
        "no_period", _("Sedang tidak ada survei di kantor ini. Jawaban Anda tidak disimpan.")
    )


def not_drawn() -> SurveyRefused:
    """The seed says no."""
    return SurveyRefused("not_drawn", _("Pemohon ini tidak terundi, jadi tidak diundang."))


def not_found() -> SurveyRefused:
    """The period, file or form is not of this office, or never was."""
    return SurveyRefused("not_found", _("Yang dicari tidak ada di kantor ini."))
