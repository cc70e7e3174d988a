"""The citizens' voice as the kabupaten's pages show it: always with n, silent where there is too little."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.indonesian import decimal_words
from recaps.quarters import Quarter
from voice.models import RecapOnShow
from voice.queries import OfficeRecaps, OfficeVoice, Tally

TOO_FEW = gettext_lazy("belum cukup data")
NONE_RECORDED = gettext_lazy("tidak ada yang tercatat")


def number(value: float, places: int = 0) -> str:
    """ "1.204", "3,5"."""
    return decimal_words(Decimal(str(round(value, places))), places)


def choices(quarters: Sequence[Quarter]) -> list[tuple[str, str]]:
    """Quarters to choose from."""
    return [(one.key, one.words) for one in quarters]


def row(one: OfficeVoice) -> dict[str, Any]:
    """An office of a quarter."""
    return {
        "name": one.office.name,
        "code": one.office.code,
        **tally(one.tally),
        "recap": recap_words(one.recap, owed=one.owes_recap),
        "recap_tone": recap_tone(one.recap, owed=one.owes_recap),
    }


def tally(one: Tally) -> dict[str, Any]:
    """Figures in words. No complaints recorded is no good sign, and says so."""
    return {
        "received": number(one.n("voice_received")),
        "none": not one.n("voice_received"),
        "kinds": _kinds(one),
        "verified": _share(one, "voice_verified_kept", "voice_verified"),
        "verified_n": number(one.n("voice_verified")),
        "answered": _share(one, "voice_answered_kept", "voice_answered"),
        "answered_n": number(one.n("voice_answered")),
        "median": number(one.median_days, 1) if one.median_days is not None else str(TOO_FEW),
        "overdue": number(one.n("voice_overdue")),
        "grave": number(one.n("voice_grave")),
        "box": _("{kept} dari {due} hari").format(
            kept=number(one.n("box_kept")), due=number(one.n("box_due"))
        )
        if one.n("box_due")
        else "–",
    }


def _kinds(one: Tally) -> str:
    return _("{a} pengaduan, {b} aspirasi, {c} permintaan informasi").format(
        a=number(one.n("voice_complaints")),
        b=number(one.n("voice_aspirations")),
        c=number(one.n("voice_questions")),
    )


def _share(one: Tally, top: str, bottom: str) -> str:
    found = one.share(top, bottom)
    return f"{number(found * 100)}\N{NO-BREAK SPACE}%" if found is not None else str(TOO_FEW)


def recap_words(one: RecapOnShow | None, *, owed: bool) -> str:
    """How a recap stands; of a quarter before the office was here none is `owed`."""
    if one is None:
        return _("belum disusun") if owed else _("belum memakai Loket")
    if one.published_on is not None:
        posted = _(", difoto di papan") if one.posted_on else ""
        return _("diumumkan {day}").format(day=f"{one.published_on:%d-%m-%Y}") + posted
    return _("disetujui, belum diumumkan") if one.approved_on else _("disusun, belum disetujui")


def recap_tone(one: RecapOnShow | None, *, owed: bool) -> str:
    """The look of its state."""
    if one is None:
        return "bad" if owed else "plain"
    return "good" if one.published_on else "soon"


def recap_row(one: OfficeRecaps) -> dict[str, Any]:
    """An office's line of offices × quarters."""
    cells = [
        {
            "words": recap_words(each, owed=quarter >= one.begun),
            "tone": recap_tone(each, owed=quarter >= one.begun),
        }
        for quarter, each in zip(one.quarters, one.recaps, strict=True)
    ]
    return {"name": one.office.name, "cells": cells}
