"""Mails: an outbox row for each recipient and report, sent at most once.

The row says SENDING before the server is spoken to. When a worker dies between, nobody knows whether the mail
left: it is never sent again by itself, the page says so, and a person decides. What the server refused or
could not be asked is tried again, later each time.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Assignment
from accounts.queries import current
from board import figures
from commons.clock import wib
from commons.indonesian import in_indonesian
from commons.mailing import MailRefused, MailUnsure, deliver
from indicators.measures import Definition, definition_of
from indicators.measures import Kind as MeasureKind
from offices.hosts import KABUPATEN_LABEL, url_of
from offices.scope import public_scope
from reports.models import Kind, MailState, Outgoing, Report, ReportFile, Subscription
from reports.monthly import HEADLINES
from reports.pages import OFFICE_READERS, READERS

MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=6)
# Longer than a task may last.
DEAD = timedelta(minutes=15)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts (1 and more): twice as long each time, six hours at most."""
    doubled: int = 2 ** min(attempts - 1, 20)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def enqueue(report: Report, *, now: datetime) -> int:
    """A row for each recipient who has none for this month's report yet; a new edition goes out, too. Returns
    how many are new. May run twice."""
    with public_scope():
        wanted = Subscription.objects.filter(kind=report.kind, office=report.office, active=True)
        rows = [
            Outgoing(subscription=one, report=report, next_at=now)
            for one in wanted.filter(created_at__lte=report.drawn_at)
        ]
        before = Outgoing.objects.filter(report=report).count()
        Outgoing.objects.bulk_create(rows, ignore_conflicts=True)
        return Outgoing.objects.filter(report=report).count() - before


def due(*, now: datetime) -> list[UUID]:
    """Rows to send now; those whose worker died are marked as unsure on the way."""
    with public_scope():
        Outgoing.objects.filter(state=MailState.SENDING, begun_at__lt=now - DEAD).update(
            state=MailState.UNSURE,
            why=str(_("Terhenti saat dikirim; mungkin sudah sampai. Tanyakan dulu sebelum mengirim lagi.")),
        )
        waiting = Outgoing.objects.filter(state=MailState.WAITING, next_at__lte=now).order_by("next_at")
        return list(waiting.values_list("id", flat=True)[:200])


def send(outgoing_id: UUID, *, now: datetime) -> MailState | None:
    """Send one mail. None when somebody else has it, or it is not its time."""
    with public_scope(), in_indonesian():
        row = _claim(outgoing_id, now)
        if row is None:
            return None
        stop = _outdated(row.report) or _why_not(row.subscription, now)
        if stop:
            return _settle(row, MailState.DROPPED, stop)
        message = compose(row)
        return _deliver(row, message, now)


def _claim(outgoing_id: UUID, now: datetime) -> Outgoing | None:
    """Mark the row as being sent, committed before the server hears of it."""
    with transaction.atomic():
        rows = Outgoing.objects.select_for_update(skip_locked=True, of=("self",))
        row = rows.select_related("subscription", "report", "report__office").filter(
            pk=outgoing_id, state=MailState.WAITING, next_at__lte=now
        ).first()  # fmt: skip
        if row is None:
            return None
        row.state, row.begun_at, row.attempts = MailState.SENDING, now, row.attempts + 1
        row.save(update_fields=["state", "begun_at", "attempts"])
        return row


def _outdated(report: Report) -> str:
    newer = Report.objects.filter(
        kind=report.kind, office=report.office_id, first=report.first, edition__gt=report.edition
    )
    return str(_("Sudah ada edisi yang lebih baru.")) if newer.exists() else ""


def _why_not(subscription: Subscription, now: datetime) -> str:
    """Why nothing is sent any more; "" when it is."""
    if not subscription.active:
        return str(_("Langganannya sudah dihentikan."))
    if subscription.user_id is None:
        return ""
    roles = OFFICE_READERS if subscription.office_id else READERS
    held = Assignment.objects.filter(
        current(wib(now).date()), user_id=subscription.user_id, roles__overlap=list(roles)
    )
    places = held.values_list("office_id", flat=True)
    here = any(place is None or place == subscription.office_id for place in places)
    if subscription.office_id is not None:
        here = subscription.office_id in set(places)
    return "" if here else str(_("Penerima tidak lagi bertugas dengan peran yang membaca laporan ini."))


def unsubscribe_url(subscription: Subscription) -> str:
    """The address that ends a subscription, without signing in."""
    return url_of(KABUPATEN_LABEL, f"/laporan/berhenti/{subscription.token}/")


def compose(row: Outgoing) -> EmailMessage:
    """The mail: plain text, the PDF beside it; no name of a person in the subject."""
    report = row.report
    about = str(report.office) if report.office else str(_("Kabupaten Lumajang"))
    month = figures.month_words(report.first)
    edition = _(" (Edisi {n})").format(n=report.edition) if report.edition > 1 else ""
    subject = _("Laporan pelayanan {month}{edition}: {about}").format(
        month=month, edition=edition, about=about
    )
    host = settings.BASE_HOST.split(":")[0]
    message = EmailMessage(
        subject=subject,
        body=_body(row, about, month),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[row.subscription.address],
        headers={
            "Message-ID": f"<{row.id}@{host}>",
            "List-Unsubscribe": f"<{unsubscribe_url(row.subscription)}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    file = ReportFile.objects.get(report=report, format="pdf")
    message.attach(f"{file_name(report)}.pdf", bytes(file.content), "application/pdf")
    return message


def _body(row: Outgoing, about: str, month: str) -> str:
    report = row.report
    changed = [f"- {line}" for line in report.changes[:10]]
    lines = [
        _("Yth. Bapak/Ibu,"),
        "",
        _("Terlampir laporan pelayanan {month} untuk {about}.").format(month=month, about=about),
        "",
        *_headlines(report),
        "",
        *([_("Edisi ini menggantikan yang sebelumnya. Yang berubah:"), *changed, ""] if changed else []),
        _("Angka sampai {as_of}.").format(as_of=figures.moment(report.as_of) if report.as_of else "–"),
        _("Semua laporan, juga sebagai XLSX: {url}").format(url=_page(report)),
        "",
        _("Berhenti menerima surel ini: {url}").format(url=unsubscribe_url(row.subscription)),
        _("Surel ini dikirim oleh Loket; balasan tidak dibaca."),
    ]
    return "\n".join(map(str, lines))


def _headlines(report: Report) -> list[str]:
    """The first figures of the report as they read in it, so that a phone need not open the PDF."""
    known = report.facts["figures"].get(report.office.kemendagri_code if report.office else "", {})
    return [_headline(definition_of(key), *known[key]) for key in HEADLINES if key in known]


def _headline(about: Definition, said: str, n: int) -> str:
    rests = "" if about.kind is MeasureKind.COUNT else _(" ({n} berkas)").format(n=figures.number(n))
    return f"- {about.name}: {said}{rests}"


def _page(report: Report) -> str:
    return url_of(report.office.slug if report.office else KABUPATEN_LABEL, "/laporan/")


def file_name(report: Report) -> str:
    """Of a download, without its ending."""
    about = report.office.slug if report.office else "kabupaten"
    edition = f"-edisi-{report.edition}" if report.edition > 1 else ""
    day = f"{report.first:%Y-%m-%d}" if report.kind == Kind.EVIDENCE else f"{report.first:%Y-%m}"
    word = "bukti" if report.kind == Kind.EVIDENCE else "laporan"
    return f"{word}-{about}-{day}{edition}"


def _deliver(row: Outgoing, message: EmailMessage, now: datetime) -> MailState:
    """Hand it to the server; what was not sent is tried again later."""
    try:
        deliver(message)
    except MailUnsure:
        return _settle(row, MailState.UNSURE, str(_("Sambungan putus saat dikirim; mungkin sudah sampai.")))
    except MailRefused as refusal:
        return _later(row, refusal.why, now)
    row.sent_at = now
    return _settle(row, MailState.SENT, "")


def _later(row: Outgoing, said: str, now: datetime) -> MailState:
    why = _("Peladen surel tidak menerima: {why}").format(why=said)
    if row.attempts >= MOST_ATTEMPTS:
        return _settle(row, MailState.FAILED, why)
    row.next_at = now + pause_after(row.attempts)
    return _settle(row, MailState.WAITING, why)


def _settle(row: Outgoing, state: MailState, why: str) -> MailState:
    row.state, row.why = state, why[:300]
    row.save(update_fields=["state", "why", "next_at", "sent_at"])
    return state
