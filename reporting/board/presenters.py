"""From figures to what the pages show: words and rows. Pure but for addresses."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from board import attention, figures
from board.alerts import Alert, sentence
from board.attention import Concern
from board.forms import LEVELS, Chosen
from board.results import Load, Side
from board.spans import month_spans, named_spans, year_spans
from commons.indonesian import date_shown
from indicators.measures import Definition, Direction, Kind, Unit
from indicators.results import Difference, Freshness, OfficeName, Value
from indicators.values import EXACT


def office_url(office: OfficeName, chosen: Chosen) -> str:
    """The page of one office, for the same time and service."""
    before, after = chosen.office_address
    return f"{before}{office.code}{after}"


def value(definition: Definition, one: Value) -> dict[str, Any]:
    """A figure with what explains it."""
    return {
        "text": figures.said(definition, one),
        "short": figures.said(definition, one, brief=True),
        "enough": one.enough and one.value is not None,
        "n": figures.n_words(definition, one),
        "interval": figures.interval(definition, one),
    }


def explained(definition: Definition) -> dict[str, Any]:
    """What a figure means."""
    ways = {
        Direction.MORE: _("Lebih tinggi lebih baik."),
        Direction.LESS: _("Lebih rendah lebih baik."),
        Direction.NONE: _("Tidak ada arah yang lebih baik; kantor tidak diperingkat."),
    }
    return {
        "key": definition.key,
        "name": str(definition.name),
        "definition": str(definition.definition),
        "formula": str(definition.formula),
        "way": ways[definition.direction],
        "minimum": definition.minimum_n,
    }


def change_words(one: Difference) -> str:
    """The change against the period before, in a sentence."""
    if one.change is None or not one.a.enough or not one.b.enough:
        return _("Belum dapat dibandingkan dengan masa sebelumnya.")
    if one.definition.kind in EXACT:
        return _("Masa sebelumnya {before}.").format(before=figures.text(one.definition, one.a.value or 0))
    before = figures.text(one.definition, one.a.value or 0)
    if not one.significant:
        return _("Tidak berbeda nyata dari masa sebelumnya ({before}).").format(before=before)
    moved = _("Naik dari {before}") if one.change > 0 else _("Turun dari {before}")
    judged = {True: _("membaik"), False: _("memburuk"), None: ""}[one.better]
    return moved.format(before=before) + (f": {judged}." if judged else ".")


def headline(one: Difference) -> dict[str, Any]:
    """A large figure at the top of a page."""
    trend = {True: "better", False: "worse", None: ""}[one.better if one.significant else None]
    shown = value(one.definition, one.b)
    if one.definition.kind is Kind.COUNT:
        shown["text"] = shown["short"]
    return {**shown, "about": explained(one.definition), "change": change_words(one), "trend": trend}


def freshness(fresh: Freshness) -> dict[str, Any]:
    """How far the figures go, and who is behind."""
    return {
        "as_of": figures.moment(fresh.as_of) if fresh.as_of else "",
        "computing": fresh.computing,
        "done": figures.number(fresh.offices - fresh.waiting),
        "offices": figures.number(fresh.offices),
        "stale": [
            {
                "office": one.office.name,
                "as_of": figures.moment(one.as_of) if one.as_of else "",
            }
            for one in fresh.stale
        ],
    }


def choices(
    chosen: Chosen, *, today: Any, services: Mapping[str, str], definitions: Iterable[Definition]
) -> dict[str, Any]:
    """The filter as the page shows it."""
    return {
        "spans": [(span.key, str(span.name)) for span in named_spans(today)],
        "months": [(span.key, str(span.name)) for span in month_spans(today)],
        "years": [(span.key, str(span.name)) for span in year_spans(today)],
        "services": list(services.items()),
        "levels": [(key, level_words(key)) for key in LEVELS],
        "keys": [(one.key, str(one.name)) for one in definitions],
        "span": chosen.span.key,
        "service": chosen.service,
        "level": chosen.level,
        "key": chosen.key,
    }


def level_words(key: str) -> str:
    """The level in words: a kecamatan is counted without its kelurahan unless asked."""
    return {
        "kecamatan": _("Kecamatan (tanpa kelurahannya)"),
        "kelurahan": _("Kelurahan"),
        "semua": _("Semua tingkat"),
    }[key]


def span_words(chosen: Chosen, today: date) -> str:
    """The time shown; one that is not over yet says so, as its counts are smaller."""
    said = figures.period_words(chosen.span.period)
    return _("{period} (belum selesai)").format(period=said) if chosen.span.period.last > today else said


def shown_words(chosen: Chosen, services: Mapping[str, str], today: date) -> str:
    """What the page shows, in one line."""
    service = services.get(chosen.service, "") or _("semua layanan")
    return " · ".join([span_words(chosen, today), service, level_words(chosen.level)])


def load_row(
    load: Load, definitions: Mapping[str, Definition], chosen: Chosen | None, todo: int | None = None
) -> dict[str, Any]:
    """What an office has to do, and with whom. `todo`: what its readiness list still asks for."""
    shown = {
        key: figures.said(definitions[key], one, brief=True) if one.enough and one.value is not None else "–"
        for key, one in load.values.items()
    }
    staff = load.staff
    return {
        "office": load.office.name,
        "url": office_url(load.office, chosen) if chosen else "",
        **shown,
        "promised": figures.number(staff.promised) if staff.promised is not None else "–",
        "assigned": figures.number(staff.assigned or 0),
        "on_duty": figures.number(staff.on_duty, 1) if staff.on_duty is not None else "–",
        # Component 11 promises people; who acted on a file on a day are fewer, and break no promise.
        "short_handed": staff.promised is not None and (staff.assigned or 0) < staff.promised,
        "open": figures.number(load.lying.open),
        "overdue": load.lying.overdue,
        "overdue_words": figures.number(load.lying.overdue),
        "oldest": date_shown(load.lying.oldest, "j M Y") if load.lying.oldest else "–",
        "readiness": _readiness(todo),
    }


def _readiness(todo: int | None) -> str:
    if todo is None:
        return "–"
    return ngettext("{n} hal belum", "{n} hal belum", todo).format(n=todo) if todo else _("siap")


def alert_rows(
    alerts: Sequence[Alert], services: Mapping[str, str], chosen: Chosen | None
) -> list[dict[str, Any]]:
    """Sentences, each leading to the office and service it is about."""
    return [
        {
            "sentence": sentence(one, services),
            "url": reverse("board_office", args=[one.office.code])
            + chosen.query(layanan=one.service, tingkat="kecamatan", ukuran="promise_kept")
            if chosen
            else "",
            "n": figures.n_words(one.definition, one.after),
        }
        for one in alerts
    ]


def concern_rows(found: Sequence[Concern], chosen: Chosen | None) -> list[dict[str, Any]]:
    """Who needs attention, each leading to the office's page; on paper to none."""
    return [
        {
            "sentence": attention.sentence(one),
            "url": office_url(one.office, chosen) if chosen else "",
            "n": figures.n_words(one.reasons[0].definition, one.reasons[0].counted),
        }
        for one in found
    ]


def side(one: Side, span_key: str, level: str) -> dict[str, Any]:
    """One side of a comparison, in words."""
    return {
        "office": one.office.name if one.office else _("Semua: {level}").format(level=level_words(level)),
        "code": one.office.code if one.office else "",
        "period": figures.period_words(one.period),
        "span": span_key,
    }


def difference(one: Difference) -> dict[str, Any]:
    """A line of a comparison."""
    if one.change is None or not one.a.enough or not one.b.enough:
        said, verdict = "–", _("Belum dapat dibandingkan")
    else:
        said = signed(one.definition, one.change)
        verdict = _verdict(one)
    return {
        "about": explained(one.definition),
        "a": value(one.definition, one.a),
        "b": value(one.definition, one.b),
        "change": said,
        "verdict": verdict,
        "tone": {True: "BETTER", False: "WORSE", None: ""}[one.better if one.significant else None],
    }


def _verdict(one: Difference) -> str:
    if one.definition.kind in EXACT:
        return ""
    if not one.significant:
        return _("Tidak berbeda nyata")
    return {True: _("B lebih baik"), False: _("A lebih baik"), None: _("Berbeda nyata")}[one.better]


def signed(definition: Definition, change: float) -> str:
    """A difference: "+4 poin persen", "−12 mnt"."""
    if definition.unit is Unit.PERCENT:
        return _("{n} poin persen").format(n=_with_sign(change, figures.number(abs(change) * 100, 1)))
    return _with_sign(change, figures.short(definition, abs(change)))


def _with_sign(change: float, said: str) -> str:
    """What is rounded to nothing has no sign."""
    nothing = not any(digit in said for digit in "123456789")
    return said if nothing else ("+" if change > 0 else "−") + said
