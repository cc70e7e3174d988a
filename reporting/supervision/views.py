"""The page of everything that is promised behind the counter, for this person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.actors import Actor
from accounts.permissions import ALL_OFFICE, role_required, the_actor
from commons import clock
from facilities import queries as facilities
from facilities.operations import DECIDERS
from facilities.words import STANDS
from supervision import notes, queries, queries_roster, words
from supervision.rostering import Against
from supervision.views_common import OVERSEERS


@role_required(*ALL_OFFICE)
@require_GET
def behind(request: HttpRequest) -> HttpResponse:
    """Each part with how it stands, and what waits."""
    actor, now = the_actor(request), clock.now()
    doors = [_roster(queries_roster.today_words(now)), _facilities(actor), _decisions(), _competences()]
    if actor.has(*OVERSEERS):
        doors.insert(2, _reviews())
    doors.append(_notes(notes.unanswered(actor)))
    return render(request, "supervision/behind.html", {"page": "behind", "doors": doors})


def _door(name: str, title: str, text: str, *, warn: str = "") -> dict[str, Any]:
    return {"url": reverse(name), "title": title, "text": text, "warn": warn}


def _roster(today: Against | None) -> dict[str, Any]:
    if today is None:
        return _door("roster", _("Jadwal pelaksana"), _("Hari ini loket tutup, atau jadwal belum disusun."))
    warn = _("kurang {n}").format(n=today.short) if today.short else ""
    text = _("Hari ini: {words}.").format(words=words.against_words(today))
    return _door("roster", _("Jadwal pelaksana"), text, warn=warn)


def _facilities(actor: Actor) -> dict[str, Any]:
    today = clock.today()
    lines, months = facilities.lines(day=today), facilities.all_months(today=today)
    broken = sum(line.is_broken for line in lines)
    text = _("{n} sarana, {m} rusak.").format(n=len(lines), m=broken)
    if months:
        text += " " + _("Bulan ini {stand}.").format(stand=STANDS[months[0].stand])
    late = bool(months) and months[0].stand in facilities.LATE
    warn = _("lewat tenggat") if late else ""
    if actor.has(*DECIDERS) and (proposed := len(facilities.waiting())):
        warn = _("{n} usul dari standar").format(n=proposed)
    return _door("facilities", _("Sarana"), text, warn=warn)


def _reviews() -> dict[str, Any]:
    months = [month for _who, month in queries.review_months(now=clock.now())]
    if not months:
        return _door("reviews", _("Pengawasan bulanan"), _("Belum ada bulan yang jatuh tempo."))
    late = months[0].stand in facilities.LATE
    text = _("Yang terbaru: {stand}.").format(stand=STANDS[months[0].stand])
    return _door("reviews", _("Pengawasan bulanan"), text, warn=_("lewat tenggat") if late else "")


def _decisions() -> dict[str, Any]:
    found = queries.open_decisions()
    late = sum(row.due_on < clock.today() for row in found)
    text = _("{n} keputusan belum selesai.").format(n=len(found))
    warn = _("{n} lewat tenggat").format(n=late) if late else ""
    return _door("meetings", _("Rapat intern dan keputusan"), text, warn=warn)


def _competences() -> dict[str, Any]:
    return _door(
        "competences", _("Kompetensi"), _("Yang diminta standar untuk tiap jabatan, dan yang belum ada.")
    )


def _notes(waiting: int) -> dict[str, Any]:
    text = _("Hanya dibaca orangnya dan atasan langsungnya.")
    warn = _("{n} belum Anda tanggapi").format(n=waiting) if waiting else ""
    return _door("notes", _("Catatan disiplin"), text, warn=warn)
