"""What a caller may ask of the figures."""

from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from commons import clock
from indicators.measures import all_definitions
from indicators.periods import DAYS_KEPT, Grain, Period, days_since
from indicators.results import Scope
from offices.models import Level

MOST_MONTHS = 60
YEARS = range(1990, 2201)


class FiguresInput(serializers.Serializer[Any]):
    """Which figures: whole months (2026-01), or days (2026-11-20) of the last 62. Without any: this month."""

    key = serializers.CharField(
        max_length=400, required=False, help_text="Indicators by key, with commas; without: all"
    )
    start = serializers.RegexField(
        r"^\d{4}-\d{2}(-\d{2})?$", required=False, help_text="2026-01 or 2026-11-20"
    )
    end = serializers.RegexField(r"^\d{4}-\d{2}(-\d{2})?$", required=False, help_text="Without: as start")
    service = serializers.SlugField(max_length=40, required=False, help_text="Without: all services together")
    by = serializers.ChoiceField(
        choices=["period", "start"], default="period", help_text="start: each month or day by itself"
    )
    output = serializers.ChoiceField(choices=["json", "csv"], default="json")

    def validate_key(self, value: str) -> list[str]:
        """Known keys, each once."""
        keys = list(dict.fromkeys(key.strip() for key in value.split(",")))
        unknown = set(keys) - {one.key for one in all_definitions()}
        if unknown:
            message = _("Indikator ini tidak dikenal: {keys}.")
            raise ValidationError(format_lazy(message, keys=", ".join(sorted(unknown))))
        return keys

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The period that is meant."""
        today = clock.today()
        start = attrs.get("start") or attrs.get("end") or f"{today:%Y-%m}"
        first = _day(start, "start", end=False)
        last = _day(attrs.get("end") or start, "end", end=True)
        if last < first:
            raise ValidationError({"end": [_("Akhir periode lebih awal daripada awalnya.")]})
        period = Period(first, last)
        if period.grain is Grain.DAY and first < days_since(today):
            message = _("Angka per hari tersedia {days} hari terakhir; untuk sebelumnya minta bulan utuh.")
            raise ValidationError({"start": [format_lazy(message, days=DAYS_KEPT)]})
        if period.days > MOST_MONTHS * 31:
            message = _("Paling banyak {months} bulan sekali minta.")
            raise ValidationError({"start": [format_lazy(message, months=MOST_MONTHS)]})
        return attrs | {"period": period}

    def scope(self) -> Scope:
        """What is asked of an office's own figures."""
        data = self.validated_data
        return Scope(data["period"], data.get("service", ""), None)


class KabupatenInput(FiguresInput):
    """Also which offices."""

    level = serializers.ChoiceField(choices=Level.choices, required=False, help_text="Without: every level")
    office = serializers.CharField(
        max_length=2_000, required=False, help_text="Offices by Kemendagri code, with commas; without: all"
    )

    def codes(self) -> frozenset[str] | None:
        """The offices that are named."""
        named = self.validated_data.get("office")
        return frozenset(code.strip() for code in named.split(",")) if named else None

    def scope(self) -> Scope:
        """What is asked, but for the offices."""
        data = self.validated_data
        level = Level(data["level"]) if data.get("level") else None
        return Scope(data["period"], data.get("service", ""), level)


def _day(text: str, field: str, *, end: bool) -> date:
    whole = len(text) > len("2026-01")
    try:
        day = date.fromisoformat(text if whole else f"{text}-01")
        if day.year not in YEARS:
            raise ValueError(text)
        return Period.month(day).last if end and not whole else day
    except ValueError as error:
        wrong = _("Tulis bulan seperti 2026-01 atau tanggal seperti 2026-11-20.")
        raise ValidationError({field: [wrong]}) from error
