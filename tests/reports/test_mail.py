"""Mail: one for each recipient and report, whoever dies when; unsure is never sent again by itself."""

import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from accounts.models import Assignment
from commons import clock as time
from commons import mailing
from offices.scope import public_scope
from reports import drawing, sending, subscribing
from reports.errors import ReportRefused
from reports.models import Kind, MailState, Outgoing, Subscription
from tests.board.conftest import BAD
from tests.onboarding.conftest import kabupaten_person

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


class Server(EmailBackend):
    """A mail server that does as told: `on_open`, `on_send` raise what they hold."""

    on_open: BaseException | None = None
    on_send: BaseException | None = None

    def open(self):
        if self.on_open is not None:
            raise self.on_open

    def send_messages(self, messages):
        if self.on_send is not None:
            raise self.on_send
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(mailing, "get_connection", Server)
    for name in ("on_open", "on_send"):
        monkeypatch.setattr(Server, name, None)
    return Server


@pytest.fixture
def admin(offices):
    return kabupaten_person("KAB_ADMIN")


def subscribe(admin, **changes):
    asked = {"kind": Kind.MONTH, "office": None, "username": "", "name": "Bagian Organisasi",
             "address": "organisasi@lumajangkab.go.id"} | changes  # fmt: skip
    return subscribing.subscribe(**asked, actor=admin, now=time.now())


def report():
    found = drawing.draw(kind=Kind.MONTH, office=None, first=OCTOBER, now=time.now())
    sending.enqueue(found, now=time.now())
    return found


def post():
    return [sending.send(row, now=time.now()) for row in sending.due(now=time.now())]


def the_row():
    with public_scope():
        return Outgoing.objects.get()


def test_a_report_goes_to_who_asked_for_it(admin, server):
    row = subscribe(admin)
    report()
    assert post() == [MailState.SENT]
    (message,) = mail.outbox
    assert message.subject == "Laporan pelayanan Oktober 2026: Kabupaten Lumajang"
    assert message.to == [row.address]
    assert f"/laporan/berhenti/{row.token}/" in message.body
    assert "- Janji waktu ditepati: " in message.body
    assert "(0 berkas)" not in message.body
    ((name, content, kind),) = message.attachments
    assert (name, kind) == ("laporan-kabupaten-2026-10.pdf", "application/pdf")
    assert content.startswith(b"%PDF")
    assert admin.name not in message.subject + message.body


def test_asked_again_nothing_goes_twice(admin, server):
    subscribe(admin)
    for _ in range(3):
        report()
        post()
    assert len(mail.outbox) == 1


def test_a_worker_that_died_between_leaves_it_unsure_and_a_person_decides(admin, server, clock):
    subscribe(admin)
    report()
    server.on_send = SystemExit()
    with pytest.raises(SystemExit):
        post()
    server.on_send = None
    assert the_row().state == MailState.SENDING
    assert post() == []
    clock.advance(minutes=20)
    assert post() == []
    assert (the_row().state, mail.outbox) == (MailState.UNSURE, [])
    assert subscribing.send_again(outgoing_id=the_row().id, now=time.now())
    assert post() == [MailState.SENT]
    assert not subscribing.send_again(outgoing_id=the_row().id, now=time.now())
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "down", [ConnectionRefusedError(), smtplib.SMTPAuthenticationError(535, b"no"), TimeoutError()]
)
def test_a_server_that_is_down_is_asked_again_later(admin, server, clock, down):
    subscribe(admin)
    report()
    server.on_open = down
    assert post() == [MailState.WAITING]
    assert "Peladen surel tidak menerima" in the_row().why
    assert post() == []
    clock.advance(minutes=3)
    server.on_open = None
    assert post() == [MailState.SENT]
    assert the_row().why == ""


def test_a_server_that_stays_down_is_given_up_with_its_reason(admin, server, clock):
    subscribe(admin)
    report()
    server.on_open = ConnectionRefusedError()
    for _ in range(sending.MOST_ATTEMPTS):
        post()
        clock.advance(hours=7)
    row = the_row()
    assert (row.state, row.attempts) == (MailState.FAILED, sending.MOST_ATTEMPTS)
    assert "ConnectionRefusedError" in row.why


def test_a_refused_address_is_not_written_into_the_reason(admin, server):
    subscribe(admin)
    report()
    server.on_send = smtplib.SMTPRecipientsRefused({"organisasi@lumajangkab.go.id": (550, b"unknown")})
    assert post() == [MailState.WAITING]
    assert "550" in the_row().why
    assert "@" not in the_row().why


def test_a_connection_lost_while_sending_is_unsure(admin, server):
    subscribe(admin)
    report()
    server.on_send = smtplib.SMTPServerDisconnected()
    assert post() == [MailState.UNSURE]


def test_who_unsubscribed_meanwhile_gets_nothing(admin, server):
    row = subscribe(admin)
    report()
    assert subscribing.end_by_link(token=row.token, now=time.now())
    assert not subscribing.end_by_link(token=row.token, now=time.now())
    assert post() == [MailState.DROPPED]
    assert mail.outbox == []


def test_who_left_gets_nothing(admin, server):
    reader = kabupaten_person("EXECUTIVE", name="Sri Wahyuni")
    with public_scope():
        person = Assignment.objects.get(pk=reader.assignment_id)
        subscribe(admin, username=person.user.username)
        Assignment.objects.filter(pk=person.pk).update(to_date=time.today() - timedelta(days=1))
    report()
    assert post() == [MailState.DROPPED]
    assert mail.outbox == []


def test_an_office_report_goes_only_to_its_own_subscribers(admin, offices, server):
    subscribe(admin)
    subscribe(admin, kind=Kind.OFFICE_MONTH, office=offices[BAD], address="camat@lumajangkab.go.id")
    found = drawing.draw(kind=Kind.OFFICE_MONTH, office=offices[BAD], first=OCTOBER, now=time.now())
    sending.enqueue(found, now=time.now())
    assert post() == [MailState.SENT]
    assert [message.to for message in mail.outbox] == [["camat@lumajangkab.go.id"]]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"address": "bukan surel"}, "bad_address"),
        ({"address": "a@b.id\nBcc: c@d.id"}, "bad_address"),
        ({"name": "  "}, "no_name"),
        ({"kind": "EVIDENCE"}, "bad_kind"),
        ({"kind": Kind.OFFICE_MONTH}, "bad_kind"),
        ({"username": "siapa"}, "no_person"),
    ],
)
def test_a_bad_subscription_is_refused_and_changes_nothing(admin, changes, code):
    with pytest.raises(ReportRefused) as refused:
        subscribe(admin, **changes)
    assert refused.value.code == code
    with public_scope():
        assert not Subscription.objects.exists()


def test_the_same_address_has_a_report_once(admin):
    subscribe(admin)
    with pytest.raises(ReportRefused) as refused:
        subscribe(admin, address="Organisasi@lumajangkab.go.id")
    assert refused.value.code == "twice"
