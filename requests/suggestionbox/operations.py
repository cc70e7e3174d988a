"""The Kotak Saran: writes. The opening of a day, its witnesses, its berita acara, what was set right later.

Every act is on the office's trail, and marks its day for the read model in its own transaction.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import OFFICE_ROLES, Role
from commons.clock import wib
from commons.indonesian import date_shown, moment_words
from commons.text import clean_line
from documents.operations import take_number
from offices import changes
from offices.scope import current_office
from suggestionbox import queries, ritual
from suggestionbox.errors import BoxRefused
from suggestionbox.models import (
    BoxCorrection,
    BoxOpening,
    BoxRule,
    BoxWitness,
    MissedDay,
    OpeningState,
)
from suggestionbox.queries import Whole
from trail import operations as trail

# Rituals are figures of the citizens' voice, beside complaints.
TOPIC = "voice"
BOOK = "BOX"
MOST_SLIPS = 500
LEAST_REASON, LONGEST_REASON = 5, 300


def reason_of(text: str, words: object) -> str:
    """A reason somebody gave, cleaned. Raises `BoxRefused` (`reason`) when there is none."""
    found = clean_line(text, max_length=LONGEST_REASON)
    if len(found) < LEAST_REASON:
        raise BoxRefused("reason", str(words), field="reason")
    return found


@transaction.atomic
def set_rule(*, actor: Actor, opener: str, witnesses: int, now: datetime) -> BoxRule:
    """Who opens the box and before how many witnesses, from now on; the openings before stay as they were."""
    if opener not in OFFICE_ROLES or opener == Role.OFFICE_ADMIN:
        raise BoxRefused("opener", _("Pilih peran yang membuka Kotak Saran."), field="opener")
    if not 1 <= witnesses <= ritual.MOST_WITNESSES:
        raise BoxRefused("witnesses", _("Jumlah saksi 1 sampai 4 orang."), field="witnesses")
    today = wib(now).date()
    made = BoxRule.objects.create(
        opener=opener, witnesses=witnesses, since=today, made_at=now, made_by=actor.name
    )
    data = {"opener": opener, "witnesses": witnesses}
    trail.record(action="box.rule_set", actor=actor, subject="box", data=data, now=now)
    return made


@transaction.atomic
def open_box(*, actor: Actor, day: date, found: int, late_reason: str = "", now: datetime) -> BoxOpening:
    """Open the box of a working day and count its slips; none is a count, too.

    Raises `BoxRefused`: `not_yours`, `found`, `day` (holiday, closed, not yet, too old), `running`, `opened`
    (who and when), `missed`, `reason` (a day that is over).
    """
    rule = queries.rule()
    if not actor.has(rule.opener):
        role = Role(rule.opener).label
        raise BoxRefused("not_yours", format_lazy(_("Kotak Saran dibuka oleh {role}."), role=role))
    if not 0 <= found <= MOST_SLIPS:
        raise BoxRefused("found", _("Isi jumlah slip dengan angka; 0 bila kotak kosong."), field="found")
    _refuse_day(day, now)
    late = day < wib(now).date()
    why = reason_of(late_reason, _("Hari itu sudah lewat. Tulis mengapa kotak baru dibuka.")) if late else ""
    try:
        with transaction.atomic():
            made = BoxOpening.objects.create(
                day=day,
                found=found,
                late_reason=why,
                wanted=rule.witnesses,
                opened_at=now,
                opened_by_id=actor.user_id,
                opened_by=actor.name,
                opened_title=actor.title,
            )
    except IntegrityError as twice:
        raise _opened_already(day) from twice
    record("box.opened", made, actor, now, slips=found)
    return made


def _refuse_day(day: date, now: datetime) -> None:
    calendar, today = queries.calendar(), wib(now).date()
    if (earlier := queries.opening_of(day)) is not None:
        raise _opened_already(day, earlier)
    if (open_now := queries.running()) is not None:
        words = _("Pembukaan {day} belum selesai. Selesaikan dulu yang itu.")
        raise BoxRefused("running", format_lazy(words, day=date_shown(open_now.day)))
    if day > today:
        raise BoxRefused("day", _("Hari itu belum tiba."), field="day")
    if not calendar.is_working_day(day):
        words = _("{day} bukan hari kerja kantor ini ({why}). Kotak Saran dibuka pada hari kerja.")
        why = calendar.day_off(day) or _("kantor tutup")
        raise BoxRefused("day", format_lazy(words, day=date_shown(day), why=why), field="day")
    since = ritual.may_open_from(calendar, day)
    if since is not None and now < since:
        words = _("Kotak Saran dibuka di akhir pelayanan, hari ini mulai {at}.")
        raise BoxRefused("day", format_lazy(words, at=f"{wib(since):%H.%M}"), field="day")
    if (later := BoxOpening.objects.filter(day__gt=day, state=OpeningState.CLOSED).first()) is not None:
        words = _("Kotak sudah dibuka untuk {later}, jadi slip hari itu ikut di sana. Catat alasan terlewat.")
        raise BoxRefused("day", format_lazy(words, later=date_shown(later.day)), field="day")
    if MissedDay.objects.filter(day=day).exists():
        raise BoxRefused("missed", _("Hari itu sudah dicatat terlewat."), field="day")


def _opened_already(day: date, earlier: BoxOpening | None = None) -> BoxRefused:
    row = earlier or queries.opening_of(day)
    if row is None:
        return BoxRefused("opened", _("Kotak Saran hari itu sudah dibuka."), field="day")
    words = _("Kotak Saran {day} sudah dibuka oleh {by} pada {at}. Tidak ada yang diubah.")
    at = moment_words(row.opened_at)
    return BoxRefused("opened", format_lazy(words, day=date_shown(day), by=row.opened_by, at=at), field="day")


@transaction.atomic
def witness(*, actor: Actor, opening_id: UUID, now: datetime) -> BoxOpening:
    """Say with one's own account that one stood by. Saying it twice is once.

    Raises `BoxRefused`: `gone`, `over`, `witness_opener`.
    """
    row = held(opening_id)
    if actor.user_id == row.opened_by_id:
        raise BoxRefused("witness_opener", _("Yang membuka kotak tidak dapat menjadi saksinya sendiri."))
    _made, first = BoxWitness.objects.get_or_create(
        opening=row,
        round=row.round,
        user_id=actor.user_id,
        defaults={"name": actor.name, "title": actor.title, "said_at": now},
    )
    if first:
        record("box.witnessed", row, actor, now)
    return row


@transaction.atomic
def add_visitor(*, actor: Actor, opening_id: UUID, name: str, now: datetime) -> BoxOpening:
    """A visitor who stands by; the berita acara has a line for the hand. By whoever opened the box.

    Raises `BoxRefused`: `gone`, `over`, `not_yours`, `name`.
    """
    row = held(opening_id)
    only_opener(row, actor)
    who = clean_line(name, max_length=120)
    if len(who) < 3:
        raise BoxRefused("name", _("Tulis nama pengunjung yang menjadi saksi."), field="name")
    same = BoxWitness.objects.filter(opening=row, round=row.round, name__iexact=who)
    if same.exists():
        raise BoxRefused("name", _("Saksi dengan nama itu sudah ada."), field="name")
    BoxWitness.objects.create(opening=row, round=row.round, name=who, title=str(_("Pengunjung")), said_at=now)
    # The trail names no citizen.
    record("box.visitor_witness", row, actor, now)
    return row


@transaction.atomic
def close(*, actor: Actor, opening_id: UUID, now: datetime) -> BoxOpening:
    """All is entered and witnessed: the berita acara gets its number. Closing again changes nothing.

    Raises `BoxRefused`: `gone`, `withdrawn`, `not_yours`, `lacks_witnesses`, `lacks_slips`.
    """
    row = _locked(opening_id)
    if row.state == OpeningState.CLOSED:
        return row
    _refuse_over(row)
    only_opener(row, actor)
    _refuse_unfinished(queries.whole(row))
    if row.seq is None:
        row.year = row.day.year
        row.seq = take_number(BOOK, row.year)
    row.state, row.closed_at = OpeningState.CLOSED, now
    row.save(update_fields=["state", "closed_at", "year", "seq"])
    mark(row.day)
    record("box.closed", row, actor, now, seq=row.seq)
    return row


def _refuse_unfinished(found: Whole) -> None:
    if found.lacks_witnesses:
        words = _("Kurang {n} saksi. Setiap saksi membenarkan dengan akunnya sendiri.")
        raise BoxRefused("lacks_witnesses", format_lazy(words, n=found.lacks_witnesses))
    if found.lacks_slips:
        words = _("Kurang {n} slip dari {found} yang dihitung. Catat semua, atau betulkan jumlahnya.")
        raise BoxRefused("lacks_slips", format_lazy(words, n=found.lacks_slips, found=found.opening.found))


@transaction.atomic
def recount(*, actor: Actor, opening_id: UUID, found: int, reason: str, now: datetime) -> BoxOpening:
    """Another number of slips than was counted. A closed opening is taken up again, with new witnesses.

    Raises `BoxRefused`: `gone`, `withdrawn`, `not_yours`, `found` (below what is entered, or the same),
    `reason`.
    """
    row = _locked(opening_id)
    if row.state == OpeningState.WITHDRAWN:
        raise _withdrawn()
    _only_opener_role(actor)
    why = reason_of(reason, _("Tulis mengapa jumlahnya dibetulkan."))
    entered = queries.whole(row).counted
    if not entered <= found <= MOST_SLIPS or found == row.found:
        words = _("Jumlah baru harus berbeda, paling sedikit {n}: sebanyak itu sudah dicatat.")
        raise BoxRefused("found", format_lazy(words, n=entered), field="found")
    what = _("Jumlah slip {before} menjadi {after}").format(before=row.found, after=found)
    BoxCorrection.objects.create(opening=row, what=what, reason=why, at=now, by=actor.name)
    if row.state == OpeningState.CLOSED:
        _refuse_another_running()
        row.state, row.closed_at, row.round = OpeningState.OPEN, None, row.round + 1
    row.found = found
    row.save(update_fields=["state", "closed_at", "round", "found"])
    mark(row.day)
    record("box.recounted", row, actor, now, slips=found)
    return row


def _refuse_another_running() -> None:
    if (other := queries.running()) is not None:
        words = _("Pembukaan {day} belum selesai. Selesaikan dulu yang itu.")
        raise BoxRefused("running", format_lazy(words, day=date_shown(other.day)))


@transaction.atomic
def withdraw(*, actor: Actor, opening_id: UUID, reason: str, now: datetime) -> BoxOpening:
    """Recorded by mistake, before any slip: it stays with its reason, and a number it had stays void.

    Raises `BoxRefused`: `gone`, `not_yours`, `has_slips`, `reason`.
    """
    row = _locked(opening_id)
    if row.state == OpeningState.WITHDRAWN:
        return row
    _only_opener_role(actor)
    why = reason_of(reason, _("Tulis mengapa pembukaan ini dibatalkan."))
    if row.slips.exists():
        raise BoxRefused(
            "has_slips", _("Slip sudah dicatat pada pembukaan ini, jadi tidak dapat dibatalkan.")
        )
    BoxCorrection.objects.create(opening=row, what=str(_("Dibatalkan")), reason=why, at=now, by=actor.name)
    row.state, row.withdrawn_at = OpeningState.WITHDRAWN, now
    row.save(update_fields=["state", "withdrawn_at"])
    mark(row.day)
    record("box.withdrawn", row, actor, now)
    return row


@transaction.atomic
def record_missed(*, actor: Actor, day: date, reason: str, now: datetime) -> MissedDay:
    """Why the box stayed shut on a day that is over. Raises `BoxRefused`: `day`, `opened`, `reason`."""
    why = reason_of(reason, _("Tulis mengapa kotak tidak dibuka."))
    if day >= wib(now).date():
        raise BoxRefused("day", _("Hari itu belum lewat; kotaknya masih dapat dibuka."), field="day")
    if queries.opening_of(day) is not None:
        raise _opened_already(day)
    if not queries.calendar().is_working_day(day):
        raise BoxRefused("day", _("Hari itu bukan hari kerja, jadi tidak ada yang terlewat."), field="day")
    row, first = MissedDay.objects.get_or_create(
        day=day, defaults={"reason": why, "at": now, "by": actor.name}
    )
    if not first:
        words = _("{by} sudah mencatat alasannya: {reason}")
        raise BoxRefused("day", format_lazy(words, by=row.by, reason=row.reason), field="day")
    mark(day)
    trail.record(action="box.missed", actor=actor, subject=f"box:{day.isoformat()}", data={}, now=now)
    return row


def held(opening_id: UUID) -> BoxOpening:
    """An opening that still goes on, locked. Raises `BoxRefused`: `gone`, `over`, `withdrawn`."""
    row = _locked(opening_id)
    _refuse_over(row)
    return row


def _locked(opening_id: UUID) -> BoxOpening:
    row = BoxOpening.objects.select_for_update().filter(id=opening_id).first()
    if row is None:
        raise BoxRefused("gone", _("Pembukaan ini tidak ada."))
    return row


def _refuse_over(row: BoxOpening) -> None:
    if row.state == OpeningState.WITHDRAWN:
        raise _withdrawn()
    if row.state == OpeningState.CLOSED:
        raise BoxRefused("over", _("Pembukaan ini sudah selesai. Untuk menambah, betulkan jumlah slipnya."))


def _withdrawn() -> BoxRefused:
    return BoxRefused("withdrawn", _("Pembukaan ini sudah dibatalkan."))


def only_opener(row: BoxOpening, actor: Actor) -> None:
    """Whoever opened the box goes on with it, or somebody else of that role when they had to leave."""
    if actor.user_id != row.opened_by_id and not actor.has(queries.rule().opener):
        words = _("Dikerjakan oleh yang membuka kotak: {by}.")
        raise BoxRefused("not_yours", format_lazy(words, by=row.opened_by))


def _only_opener_role(actor: Actor) -> None:
    """Whoever may open the box, or answers for it."""
    opener = queries.rule().opener
    if not actor.has(opener, Role.SECTION_HEAD):
        role = Role(opener).label
        raise BoxRefused("not_yours", format_lazy(_("Hanya {role} atau kepala seksi."), role=role))


def mark(day: date) -> None:
    """This day's rituals are counted anew."""
    changes.mark(office_id=current_office().id, topic=TOPIC, days=[day])


def record(action: str, row: BoxOpening, actor: Actor, now: datetime, **data: object) -> None:
    """A line of the trail about an opening; call it last."""
    facts = {"day": row.day.isoformat(), **data}
    trail.record(action=action, actor=actor, subject=f"opening:{row.id}", data=facts, now=now)
