"""Choose how a letter book writes its numbers: from the next number on, never for one that was given."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.errors import DomainError
from commons.indonesian import moment_words
from commons.text import clean_line
from documents import patterns, queries
from documents.models import BookKind, BookYear
from documents.operations import hold_book
from documents.patterns import Preview, Rule
from trail import operations as trail
from trail import queries as trails

SUBJECT = "book:LETTER"
ACTION = "register.pattern_changed"
SHORTEST_REASON = 10


class PatternRefused(DomainError):
    """The pattern was not changed; nothing else was either."""


def seen_now() -> int:
    """The number of the newest line of the trail about the pattern, 0 when there is none: what a form saw."""
    newest = trails.latest(subject=SUBJECT, limit=1)
    return newest[0].seq if newest else 0


def check_twins(held: Sequence[str], *, year: int, last: int) -> None:
    """Raises `PatternRefused` (`pattern_twin`) when these patterns would write a number of the year again."""
    coming = patterns.Coming(held, year=year, after=last)
    twin = coming.first_among(queries.issued_numbers(year))
    if twin is not None:
        message = _(
            "Dengan pola ini nomor {number}, yang sudah ada di buku tahun {year}, kelak keluar sekali lagi. "
            "Pakai pola lain (misalnya dengan {{bulan}}), atau isi dulu nomor terakhir di buku kertas."
        )
        raise PatternRefused("pattern_twin", format_lazy(message, number=twin, year=year), number=twin)


def preview(pattern: str, rules: Sequence[Rule], *, day: date, unit: str) -> Preview:
    """As `patterns.preview`, for the book as it stands: with its next number, and with what was issued."""
    book = queries.book(BookKind.LETTER, day.year)
    shown = patterns.preview(pattern, rules, serial=book.last + 1, day=day, unit=unit)
    if shown.problem:
        return shown
    try:
        held = patterns.held(patterns.cleaned(pattern, rules), rules)
        check_twins(held, year=day.year, last=book.last)
    except PatternRefused as refusal:
        return Preview(problem=str(refusal))
    return shown


@transaction.atomic
def change_pattern(
    *,
    actor: Actor | None,
    year: int,
    pattern: str,
    rules: Sequence[Rule],
    unit: str,
    reason: str,
    seen: int | None,
    now: datetime,
) -> BookYear:
    """Let the letters of this year be numbered by `pattern` from the next on; "" leaves it to the services.

    The counter row stays locked meanwhile, so each number is of the pattern before or after, and no number is
    left out. `seen`: what the form saw (`seen_now`); None where no form was. Raises `BadPattern`,
    `BadNumber`, `PatternRefused`: `pattern_stale`, `pattern_same`, `pattern_reason`, `pattern_twin`.
    """
    why = clean_line(reason, max_length=200)
    if len(why) < SHORTEST_REASON:
        text = _("Tulis mengapa pola nomor diubah (paling sedikit {n} huruf).")
        raise PatternRefused("pattern_reason", format_lazy(text, n=SHORTEST_REASON))
    wanted = patterns.cleaned(pattern, rules)
    row = hold_book(BookKind.LETTER, year)
    if seen is not None:
        _refuse_stale(seen)
    if wanted == row.pattern:
        raise PatternRefused("pattern_same", _("Pola ini sudah dipakai; tidak ada yang perlu diubah."))
    patterns.check(wanted, rules, year=year, unit=unit)
    check_twins(patterns.held(wanted, rules), year=year, last=row.last)
    before, row.pattern = row.pattern, wanted
    row.save(update_fields=["pattern"])
    data = {"year": year, "before": before, "after": wanted, "last": row.last, "reason": why}
    trail.record(action=ACTION, actor=actor, subject=SUBJECT, data=data, now=now)
    return row


def _refuse_stale(seen: int) -> None:
    newest = trails.latest(subject=SUBJECT, limit=1)
    if newest and newest[0].seq != seen:
        line = newest[0]
        message = _(
            "{who} sudah mengubah pola nomor pada {when}. Isian Anda belum disimpan dan masih ada di bawah; "
            "periksa pola yang berlaku sekarang, lalu simpan lagi bila masih perlu."
        )
        said = format_lazy(message, who=line.actor_name or _("Sistem"), when=moment_words(line.at))
        raise PatternRefused("pattern_stale", said, by=line.actor_name, at=line.at)
