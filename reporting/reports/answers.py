"""What the views of both hosts share: files, months to choose from, the form of PEKPPP as a page shows it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from board import figures
from commons import clock
from commons.indonesian import decimal_words
from commons.typed import Question
from completeness.queries import scored_one
from indicators.periods import months_back
from offices.models import Office
from reports import pekppp_facts
from reports.completeness_sheet import pdf_of
from reports.models import Entry, ReportFile
from reports.pekppp import Point
from reports.sending import file_name

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
MONTHS = 24


def file_response(file: ReportFile | None) -> HttpResponse:
    """A frozen file, with its hash. Raises `Http404` for none."""
    if file is None:
        raise Http404
    name = f"{file_name(file.report)}.{file.format}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-SHA256": file.sha256,
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(file.content), content_type=TYPES[file.format], headers=headers)


def completeness_response(office: Office) -> HttpResponse:
    """The completeness of an office's standards as a PDF. Raises `Http404` for one that is not open."""
    now = clock.now()
    found = scored_one(office.kemendagri_code, now=now)
    if found is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="kelengkapan-{office.slug}.pdf"'}
    return HttpResponse(pdf_of(office, found, now=now), content_type=TYPES["pdf"], headers=headers)


def month_choices(today: date) -> list[tuple[str, str]]:
    """Months that are over, the newest first: (2026-10, Oktober 2026)."""
    months = [months_back(today, back) for back in range(1, MONTHS + 1)]
    return [(f"{one:%Y-%m}", figures.month_words(one)) for one in months]


def read_month(text: str, today: date) -> date | None:
    """One of those months; None for anything else."""
    return next((date.fromisoformat(f"{key}-01") for key, _w in month_choices(today) if key == text), None)


def sheet_context(sheet: pekppp_facts.Sheet, year: int, link: Callable[[str], str] | None) -> dict[str, Any]:
    """The form as a page shows it; `link` gives the page of a point to who may enter."""
    score = sheet.score
    return {
        "year": year,
        "form": sheet.form,
        "value": decimal_words(score.value) if score.value is not None else "",
        "band": score.band,
        "known": sum(one.value is not None for one in score.aspects),
        "all": len(score.aspects),
        "weight_known": figures.number(float(score.weight_known)),
        "aspects": [
            {
                "name": one.aspect.name,
                "weight": figures.number(float(one.aspect.weight)),
                "value": decimal_words(one.value) if one.value is not None else "",
                "known": one.known,
                "points": [_point(sheet.answers[point.key], link) for point in one.aspect.points],
                "all": len(one.aspect.points),
            }
            for one in score.aspects
        ],
    }


def _point(answer: pekppp_facts.Answer, link: Callable[[str], str] | None) -> dict[str, Any]:
    return {
        "name": answer.point.name,
        "value": decimal_words(answer.value) if answer.value is not None else "",
        "measured": answer.measured,
        "entered": answer.entered,
        "entry": answer.entry,
        "entered_at": figures.moment(answer.entry.entered_at) if answer.entry else "",
        "url": link(answer.point.key) if link else "",
    }


def questions(point: Point, typed: dict[str, str], errors: list[dict[str, str]]) -> list[Question]:
    """The form of one point."""
    said: dict[str, list[str]] = {}
    for error in errors:
        said.setdefault(error["field"], []).append(error["message"])
    return [
        Question(
            name="value",
            label=_("Nilai 0 sampai 5"),
            hint=_("Misalnya 3,5. Kosongkan untuk menarik isian."),
            required=False,
            value=typed["value"],
            max_length=4,
            errors=said.get("value", []),
        ),
        Question(
            name="evidence",
            label=_("Bukti"),
            hint=_("Nomor surat, nama berkas, atau tautan tempat bukti disimpan."),
            required=False,
            value=typed["evidence"],
            max_length=300,
            errors=said.get("evidence", []),
        ),
        Question(
            name="note",
            label=_("Catatan"),
            kind="long_text",
            hint=_("Jangan menulis nama atau NIK warga."),
            required=False,
            value=typed["note"],
            max_length=1000,
            errors=said.get("note", []),
        ),
    ]


FIELDS = {"bad_value": "value", "no_evidence": "evidence", "bad_text": "note"}


def typed_of(post: Any, entry: Entry | None, *, posted: bool) -> dict[str, str]:
    """What stands in the form: as typed, else as entered last."""
    if posted:
        return {name: post.get(name, "")[:2000] for name in ("value", "evidence", "note")}
    if entry is None:
        return {"value": "", "evidence": "", "note": ""}
    value = decimal_words(entry.value) if entry.value is not None else ""
    return {"value": value, "evidence": entry.evidence, "note": entry.note}
