"""What providers call: theirs by signature, once by rank, and without a trace of what was written."""

import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest

from commons import clock as time
from notifications import hooks
from notifications.hooks import Heard, Report
from notifications.kinds import Channel, Kind, State
from notifications.models import Correspondent, MessageStep
from notifications.rules import Why
from offices.scope import office_scope
from tests.notifications.conftest import go, messages, switch_on
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
WA, SMS = "/hook/wa/", "/hook/sms/"


def signed(secret, body):
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def statuses(*rows):
    return {"entry": [{"changes": [{"value": {"statuses": list(rows)}}]}]}


def wrote(text, at, number="6281234567890"):
    message = {"from": number, "id": "wamid.in", "timestamp": str(at), "type": "text", "text": {"body": text}}
    return {"entry": [{"changes": [{"value": {"messages": [message]}}]}]}


def call(site, told, *, secret="kunci-meta", path=WA, header="X-Hub-Signature-256"):
    body = json.dumps(told).encode()
    return site.stranger().post(
        path, body, content_type="application/json", headers={header: signed(secret, body)}
    )


@pytest.fixture
def sent(site, provider, approved, impatient):
    """A message that Meta has taken."""
    switch_on(site, Channel.WHATSAPP, url=provider.url)
    outcome = site.until("sktm", "HAND_OVER")
    go(site)
    return outcome


def ready(site):
    return messages(site, kind=Kind.READY)[0]


def story(site):
    with office_scope(site.office):
        return MessageStep.objects.count()


def test_sent_delivered_read_in_whatever_order_and_number(site, sent):
    number = ready(site).provider_id
    for said, now_at in [
        ("delivered", "DELIVERED"),
        ("sent", "DELIVERED"),
        ("read", "READ"),
        ("read", "READ"),
    ]:
        assert call(site, statuses({"id": number, "status": said})).status_code == 200
        assert ready(site).state == now_at
    before = story(site)
    for said in ("sent", "delivered", "read", "failed"):
        call(site, statuses({"id": number, "status": said}))
    assert (ready(site).state, story(site)) == ("READ", before), "replays change nothing"


def test_who_has_it_on_the_phone_need_not_be_called(site, sent):
    assert site.file(sent).needs_contact == "READY"
    call(site, statuses({"id": ready(site).provider_id, "status": "delivered"}))
    assert site.file(sent).needs_contact == ""
    assert [row.outcome for row in _attempts(site, sent)] == ["AUTO"]
    call(site, statuses({"id": ready(site).provider_id, "status": "read"}))
    assert len(_attempts(site, sent)) == 1


def _attempts(site, outcome):
    with office_scope(site.office):
        return list(site.file(outcome).contact_attempts.all())


def test_a_failure_goes_to_the_call_list(site, sent):
    row = {"id": ready(site).provider_id, "status": "failed", "errors": [{"code": 131026, "title": "x"}]}
    call(site, statuses(row))
    assert ready(site).tried == ["WHATSAPP"]
    go(site)
    assert (ready(site).state, ready(site).why) == (State.BY_HAND, Why.TRIED_ALL)
    call(site, statuses(row))
    assert ready(site).state == State.BY_HAND


def test_a_lost_answer_is_found_by_our_own_number(site, provider, approved, impatient):
    switch_on(site, Channel.WHATSAPP, url=provider.url)
    provider.answers = ["cut"]
    site.receive("sktm")
    go(site)
    (row,) = messages(site)
    assert row.state == State.UNKNOWN
    told = {"id": "wamid.neu", "status": "delivered", "biz_opaque_callback_data": row.id.hex}
    call(site, statuses(told))
    (row,) = messages(site)
    assert (row.state, row.provider_id) == (State.DELIVERED, "wamid.neu")


@pytest.mark.parametrize(
    "header", ["", "sha256=", "sha256=00", "sha1=x", "sha256=é", signed("falsch", b"{}"), None]
)
def test_a_forged_report_is_refused_and_changes_nothing(site, sent, header):
    before = ready(site).state, story(site)
    body = json.dumps(statuses({"id": ready(site).provider_id, "status": "read"})).encode()
    headers = {} if header is None else {"X-Hub-Signature-256": header}
    answer = site.stranger().post(WA, body, content_type="application/json", headers=headers)
    assert answer.status_code == 403
    assert (ready(site).state, story(site)) == before


def test_forgeries_leave_one_line_an_hour_without_content(site, sent):
    for _n in range(3):
        call(site, wrote("rahasia", 1), secret="falsch")
    with office_scope(site.office):
        lines = list(TrailEntry.objects.filter(action="messages.forged"))
    assert len(lines) == 1
    assert lines[0].data == {"channel": "WHATSAPP"}


def test_a_body_changed_on_the_way_is_refused(site, sent):
    body = json.dumps(statuses({"id": "x", "status": "read"})).encode()
    header = {"X-Hub-Signature-256": signed("kunci-meta", body)}
    answer = site.stranger().post(WA, body + b" ", content_type="application/json", headers=header)
    assert answer.status_code == 403


def test_another_offices_messages_are_unknown(site, elsewhere, sent):
    switch_on(elsewhere, Channel.WHATSAPP, url="http://localhost:9")
    number = ready(site).provider_id
    assert call(elsewhere, statuses({"id": number, "status": "read"})).status_code == 200
    assert ready(site).state == State.ACCEPTED


def test_an_office_without_the_channel_believes_nobody(site):
    assert call(site, statuses(), secret="").status_code == 403


@pytest.mark.parametrize(
    "told", [[], "x", 1, None, {"entry": 1}, {"entry": [1]}, {"entry": [{"changes": [{"value": []}]}]}]
)
def test_whatever_is_signed_is_answered(site, sent, told):
    assert call(site, told).status_code == 200


def test_more_than_any_provider_sends_is_not_read(site, sent):
    body = b"x" * (hooks.MOST_BYTES + 1)
    header = {"X-Hub-Signature-256": signed("kunci-meta", body)}
    answer = site.stranger().post(WA, body, content_type="application/json", headers=header)
    assert answer.status_code == 415


def test_the_handshake(site, sent):
    facts = {"hub.mode": "subscribe", "hub.verify_token": "jabat", "hub.challenge": "1158201444"}
    answer = site.stranger().get(WA, facts)
    assert (answer.status_code, answer.content) == (200, b"1158201444")
    for wrong in (
        {"hub.verify_token": "x"},
        {"hub.mode": "x"},
        {"hub.challenge": "<b>"},
        {"hub.challenge": ""},
    ):
        assert site.stranger().get(WA, facts | wrong).status_code == 403


def test_stop_and_go_on(site, provider, approved, impatient):
    switch_on(site, Channel.WHATSAPP, url=provider.url)
    at = int(time.now().timestamp())
    call(site, wrote("Berhenti", at))
    site.until("sktm", "HAND_OVER")
    go(site)
    assert provider.got == []
    assert {row.why for row in messages(site)} == {Why.STOPPED}
    call(site, wrote("MULAI", at + 1))
    call(site, wrote("Berhenti", at))
    site.receive("sktm")
    go(site)
    assert len(provider.got) == 1, "the older wish, replayed, changes nothing"
    with office_scope(site.office):
        (person,) = Correspondent.objects.all()
    assert person.stopped_at is None
    assert "81234567890" not in str(vars(person))


def test_whoever_wrote_may_be_answered_in_free_words_for_a_day(site, provider, impatient, clock):
    switch_on(site, Channel.WHATSAPP, url=provider.url)
    site.receive("sktm")
    go(site)
    assert provider.got == [], "no approved template, no window"
    call(site, wrote("Kapan jadi?", int(time.now().timestamp())))
    site.receive("sktm")
    go(site)
    (got,) = provider.got
    assert got["body"]["type"] == "text"
    clock.advance(hours=25)
    site.receive("sktm")
    clock.set("2026-11-21 10:30")
    go(site)
    assert len(provider.got) == 1


def test_a_message_from_the_future_opens_nothing(site, sent):
    call(site, wrote("hai", 9_999_999_999))
    with office_scope(site.office):
        assert Correspondent.objects.count() == 0


def test_sms_reports(site, provider, impatient):
    switch_on(site, Channel.SMS, url=provider.url)
    outcome = site.until("sktm", "HAND_OVER", contact_way="SMS")
    go(site)
    number = ready(site).provider_id
    told = {"id": number, "status": "delivered"}
    facts = {"path": SMS, "header": "X-Signature"}
    assert call(site, told, secret="falsch", **facts).status_code == 403
    assert ready(site).state == State.ACCEPTED
    assert call(site, told, secret="kunci-laporan", **facts).status_code == 200
    assert ready(site).state == State.DELIVERED
    assert site.file(outcome).needs_contact == ""
    call(site, {"id": number, "status": "FAILED"}, secret="kunci-laporan", **facts)
    assert ready(site).state == State.DELIVERED
    assert site.stranger().get(SMS).status_code == 405


def test_a_gateway_may_report_with_a_form():
    options = {"report_id_path": "id", "report_status_path": "stat", "report_delivered": "DELIVRD"}
    assert hooks.read_sms(b"id=7&stat=DELIVRD", options) == Report(State.DELIVERED, "7", "7")
    assert hooks.read_sms(b"id=7&stat=ACCEPTD", options) is None
    assert hooks.read_sms(b"stat=DELIVRD", options) is None
    assert hooks.read_sms(b"\xff\xfe=&&&", options) is None
    assert hooks.read_sms(b"&".join([b"id=7&stat=DELIVRD"] * 100), options) is None


def test_reading_is_strict():
    told = {
        "entry": [
            {
                "changes": [
                    {
                        "value": {
                            "statuses": [
                                {"id": "a", "status": "failed", "errors": [{"code": 131026}]},
                                {"id": "b", "status": "warning"},
                                "x",
                            ],
                            "messages": [
                                {"from": "62812", "timestamp": "1763600000", "button": {"text": "STOP"}},
                                {"from": "62812", "timestamp": "gestern"},
                                {"from": "+62", "timestamp": "1"},
                            ],
                        }
                    }
                ]
            }
        ]
    }
    assert list(hooks.read_meta(json.dumps(told).encode())) == [
        Report(State.FAILED, "a", "", "131026"),
        Heard("62812", "STOP", datetime.fromtimestamp(1763600000, UTC)),
    ]
    assert list(hooks.read_meta(b"{")) == []
    assert list(hooks.read_meta(b"[" * 100_000)) == []


INBOX = {"in_from_path": "sender", "in_text_path": "message", "in_time_path": "at"}


@pytest.mark.parametrize(
    ("body", "heard"),
    [
        (b"sender=6281234567890&message=STOP", ("6281234567890", "STOP", None)),
        (b"sender=081234567890&message=STOP&at=1", ("6281234567890", "STOP", 1)),
        (b'{"sender": "+6281234567890", "message": "MULAI", "at": 7}', ("6281234567890", "MULAI", 7)),
        (b"sender=6281234567890&message=x&at=1970-01-01T07:00:09%2B07:00", ("6281234567890", "x", 9)),
        (b"sender=6281234567890&message=x&at=1970-01-01T07:00:09", ("6281234567890", "x", None)),
        (b"sender=TELKOMSEL&message=STOP", None),
        (b"sender=6281234567890", None),
        (b"message=STOP", None),
        (b"\xff", None),
    ],
)
def test_an_sms_that_is_passed_on(body, heard):
    told = hooks.read_sms_in(body, INBOX)
    at = told.at.timestamp() if told and told.at else None
    assert (told and (told.number, told.text, at)) == heard
    assert hooks.read_sms_in(body, {}) is None


def test_who_answers_an_sms_with_stop_gets_none(site, provider, impatient):
    switch_on(site, Channel.SMS, url=provider.url, **INBOX)
    now, facts = (
        int(time.now().timestamp()),
        {"path": SMS, "header": "X-Signature", "secret": "kunci-laporan"},
    )

    def wrote_sms(text, **at):
        return call(site, {"sender": "081234567890", "message": text, **at}, **facts).status_code

    def stopped():
        with office_scope(site.office):
            return [person.stopped_at is not None for person in Correspondent.objects.all()]

    assert (
        call(site, {"sender": "081234567890", "message": "STOP"}, **{**facts, "secret": "x"}).status_code
        == 403
    )
    assert wrote_sms("Kapan jadi?", at=now) == 200
    assert stopped() == [], "words that ask for nothing leave nothing, not even a window"
    assert wrote_sms("Berhenti") == 200
    assert stopped() == [True]
    site.until("sktm", "HAND_OVER", contact_way="SMS")
    go(site)
    assert provider.got == []
    for text, at, still in (
        ("MULAI", {}, True),
        ("MULAI", {"at": now - 60}, True),
        ("MULAI", {"at": now + 3_600}, True),
        ("MULAI", {"at": now + 60}, False),
        ("STOP", {"at": now - 60}, False),
    ):
        assert wrote_sms(text, **at) == 200
        assert stopped() == [still], (text, at)
