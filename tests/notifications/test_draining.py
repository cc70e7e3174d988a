"""From the row to the provider: at most once, whatever the provider does and whoever dies on the way."""

from datetime import timedelta

import pytest
from django.core import mail

from applications.models import ContactAttempt
from applications.versions import program_of
from applications.workflow_types import Action
from commons import clock as time
from notifications import deciding, draining, queries, rules, watching
from notifications.channels import ADAPTERS
from notifications.kinds import Channel, Kind, State
from notifications.models import ChannelSetting, MessageStep, OutMessage
from notifications.operations import set_staff_wish
from notifications.rules import Why
from notifications.setup import setup_of
from offices.scope import office_scope
from standards.queries import published_version
from tests.notifications.conftest import go, messages, rules_of, switch_on

pytestmark = pytest.mark.django_db


def states(site, **only):
    return [(row.kind, row.state) for row in messages(site, **only)]


def channel(site, name):
    with office_scope(site.office):
        return ChannelSetting.objects.get(channel=name)


def setting(site):
    return channel(site, Channel.WHATSAPP)


@pytest.fixture
def whatsapp(site, provider, approved, impatient):
    """Office A sends by WhatsApp."""
    switch_on(site, Channel.WHATSAPP, url=provider.url)
    return provider


@pytest.fixture
def sms(site, provider, impatient):
    """Office A sends by SMS."""
    switch_on(site, Channel.SMS, url=provider.url)
    return provider


def test_an_office_without_any_provider_calls(site):
    outcome = site.until("sktm", "HAND_OVER")
    assert go(site).handled == 2
    assert states(site) == [(Kind.RECEIVED, State.DROPPED), (Kind.READY, State.BY_HAND)]
    ready = messages(site)[1]
    assert (ready.why, ready.masked, ready.channel) == (Why.NO_CHANNEL, "+6281…90", Channel.HAND)
    assert site.file(outcome).needs_contact == "READY", "still on the list of those to be called"


def test_whatsapp_takes_an_approved_template(site, whatsapp):
    outcome = site.receive("sktm-rekomendasi")
    assert go(site).sent == 1
    (row,) = messages(site)
    (got,) = whatsapp.got
    assert got["path"] == "/555/messages"
    assert got["headers"]["Authorization"] == "Bearer rahasia"
    body = got["body"]
    assert (body["to"], body["type"]) == ("6281234567890", "template")
    assert body["biz_opaque_callback_data"] == row.id.hex
    assert body["template"]["name"] == "loket_diterima"
    values = [each["text"] for each in body["template"]["components"][0]["parameters"]]
    assert values[:2] == ["Siti A.", site.file(outcome).receipt_number]
    assert values[3] == "Senin, 23 November 2026 pukul 16.00"
    assert values[4].endswith(f"/s/{site.file(outcome).track_code}/")
    assert "3508174508680001" not in str(got), "never the NIK"
    assert (row.state, row.masked, row.to) == (State.ACCEPTED, "+6281…90", "+6281234567890")
    assert row.provider_id.startswith("wamid.")


def test_sms_as_the_gateway_wants_it(site, sms):
    site.receive("sktm", contact_way="SMS")
    go(site)
    (got,) = sms.got
    assert got["body"]["nohp"] == "081234567890"
    assert got["body"]["userkey"] == "loket"
    assert got["body"]["passkey"] == "kunci-sms"
    assert got["body"]["pesan"].startswith("Kecamatan Uji Barat: berkas 0001/2026")
    assert states(site) == [(Kind.RECEIVED, State.ACCEPTED)]


def test_the_console_takes_all_and_says_nothing(site, caplog):
    switch_on(site, Channel.CONSOLE)
    caplog.set_level("INFO")
    outcome = site.until("sktm", "HAND_OVER")
    go(site)
    assert {state for _kind, state in states(site)} == {State.ACCEPTED}
    assert "console: message" in caplog.text
    for secret in ("81234567890", "SITI", "Siti", "0001/2026"):
        assert secret not in caplog.text
    assert site.file(outcome).needs_contact == "", "who was told need not be called"
    with office_scope(site.office):
        assert ContactAttempt.objects.get(outcome="AUTO").by_name == "Loket"


def test_a_file_is_off_the_list_only_when_the_message_is_there(site, whatsapp):
    outcome = site.until("sktm", "HAND_OVER")
    go(site)
    assert site.file(outcome).needs_contact == "READY", "taken by Meta is not on the phone"


def test_quiet_hours_defer_and_wake(site, whatsapp, clock):
    rules_of(site)
    clock.set("2026-11-20 21:00")
    site.receive("sktm")
    turn = go(site)
    assert whatsapp.got == []
    assert messages(site)[0].why == Why.QUIET
    assert turn.next_at == clock.set("2026-11-21 07:00"), "one mark, for the morning"
    assert go(site).sent == 1
    assert len(whatsapp.got) == 1


def test_who_wants_nothing_gets_nothing(site, whatsapp):
    site.until("sktm", "HAND_OVER", contact_way="NONE")
    go(site)
    assert whatsapp.got == []
    assert {row.why for row in messages(site)} == {Why.NOT_WANTED}


def test_a_landline_goes_to_the_call_list_and_says_why(site, whatsapp):
    site.until("sktm", "HAND_OVER", values={"telepon": "(0334) 321465"})
    go(site)
    assert whatsapp.got == []
    ready = messages(site)[-1]
    assert (ready.state, ready.why) == (State.BY_HAND, Why.LANDLINE)


def test_what_is_outdated_is_not_sent(site, whatsapp):
    outcome = site.receive("sktm")
    returned = site.step(outcome, Action.RETURN, missing=("KK",))
    site.step(returned, Action.RESUBMIT)
    go(site)
    assert states(site, kind=Kind.RETURNED) == [(Kind.RETURNED, State.DROPPED)]
    assert messages(site, kind=Kind.RETURNED)[0].why == Why.OUTDATED


def test_missing_papers_are_named(site, sms):
    outcome = site.receive("sktm", contact_way="SMS")
    site.step(outcome, Action.RETURN, missing=("Kartu Keluarga asli", "Surat RT"))
    go(site)
    assert "Kartu Keluarga asli; Surat RT" in sms.got[-1]["body"]["pesan"]


@pytest.mark.parametrize("status", [500, 503])
def test_a_provider_that_is_ill_is_asked_again_later(site, whatsapp, clock, status):
    whatsapp.answers = [status]
    site.receive("sktm")
    go(site)
    (row,) = messages(site)
    assert (row.state, row.attempts) == (State.WAITING, 1)
    assert row.next_at > time.now()
    clock.advance(minutes=1)
    go(site)
    assert states(site) == [(Kind.RECEIVED, State.ACCEPTED)]
    assert set(whatsapp.taken.values()) == {1}


def test_too_many_at_once_rests_the_channel_as_long_as_it_asks(site, whatsapp, clock):
    whatsapp.answers, whatsapp.headers = [429], {"Retry-After": "120"}
    site.receive("sktm")
    site.receive("sktm")
    go(site)
    assert len(whatsapp.got) == 1, "the second is not even tried"
    assert setting(site).resting_until == time.now() + timedelta(seconds=120)
    assert [row.attempts for row in messages(site)] == [0, 0], "no message's fault"
    clock.advance(seconds=121)
    whatsapp.headers = {}
    go(site)
    assert len(whatsapp.taken) == 2
    assert setting(site).failures == 0


def test_a_wrong_key_fails_the_channel_and_not_the_messages(site, whatsapp, clock):
    whatsapp.answers, whatsapp.error = [401] * 4, 190
    for _n in range(4):
        site.receive("sktm")
    go(site)
    assert setting(site).failures == 3
    assert len(whatsapp.got) == 3, "then it rests"
    assert {state for _kind, state in states(site)} == {State.WAITING}
    whatsapp.answers, whatsapp.error = [], 0
    clock.advance(minutes=2)
    go(site)
    assert {state for _kind, state in states(site)} == {State.ACCEPTED}


def test_a_refused_number_falls_back_to_sms_then_to_a_call(site, provider, approved, impatient, clock):
    switch_on(site, Channel.WHATSAPP, url=provider.url)
    switch_on(site, Channel.SMS, url=provider.url)
    site.until("sktm", "HAND_OVER")
    provider.answers, provider.error = [400, 400, 400, 400], 131026
    go(site)
    received, ready = messages(site)
    assert received.state == State.FAILED, "nobody is called about a receipt: a dead letter"
    assert (ready.state, ready.why) == (State.BY_HAND, Why.TRIED_ALL)
    assert ready.tried == [Channel.WHATSAPP, Channel.SMS]
    assert provider.taken == {}
    with office_scope(site.office):
        story = list(MessageStep.objects.filter(message=ready).order_by("id").values_list("words", flat=True))
    assert story[0] == "Nomor ini tidak memakai WhatsApp."


@pytest.mark.parametrize("what", ["lose", "cut", 502, 504])
def test_a_lost_answer_is_unknown_and_never_sent_again(site, whatsapp, clock, what):
    whatsapp.answers = [what]
    site.receive("sktm")
    go(site)
    (row,) = messages(site)
    assert (row.state, row.why) == (State.UNKNOWN, Why.NO_ANSWER)
    for _n in range(5):
        clock.advance(hours=2)
        go(site)
    assert len(whatsapp.got) == 1
    assert states(site) == [(Kind.RECEIVED, State.UNKNOWN)]


def test_a_gateway_that_knows_our_number_is_asked_again_with_it(site, provider, impatient, clock):
    switch_on(site, Channel.SMS, url=provider.url, keeps_key="ya", id_field="ref")
    provider.answers = ["cut"]
    site.receive("sktm", contact_way="SMS")
    go(site)
    clock.advance(minutes=1)
    go(site)
    assert states(site) == [(Kind.RECEIVED, State.ACCEPTED)]
    assert len({got["headers"]["Idempotency-Key"] for got in provider.got}) == 1
    assert len({got["body"]["ref"] for got in provider.got}) == 1


def test_nobody_there_is_no_unknown(site, provider, approved, impatient, clock):
    switch_on(site, Channel.WHATSAPP, url="http://localhost:9")
    site.receive("sktm")
    go(site)
    (row,) = messages(site)
    assert row.state == State.WAITING, "nothing had left"
    assert setting(site).failures == 1


def test_a_channel_away_for_long_gives_its_messages_to_the_next(site, provider, approved, impatient, clock):
    switch_on(site, Channel.WHATSAPP, url="http://localhost:9")
    switch_on(site, Channel.SMS, url=provider.url)
    site.receive("sktm")
    go(site)
    clock.advance(hours=7)
    go(site)
    assert messages(site)[0].tried == [Channel.WHATSAPP]
    go(site)
    assert states(site) == [(Kind.RECEIVED, State.ACCEPTED)]
    assert provider.got[0]["path"] == "/kirim"


def test_a_worker_killed_in_the_middle_leaves_it_unknown(site, whatsapp, clock, monkeypatch):
    site.receive("sktm")

    def die(*_args):
        raise KeyboardInterrupt

    adapter = ADAPTERS[Channel.WHATSAPP]
    with monkeypatch.context() as patch:
        patch.setitem(ADAPTERS, Channel.WHATSAPP, type(adapter)(adapter.options, die))
        with pytest.raises(KeyboardInterrupt):
            go(site)
    assert states(site) == [(Kind.RECEIVED, State.SENDING)]
    go(site)
    assert states(site) == [(Kind.RECEIVED, State.SENDING)], "perhaps it is still at it"
    clock.advance(minutes=16)
    go(site)
    assert states(site) == [(Kind.RECEIVED, State.UNKNOWN)]
    assert messages(site)[0].why == Why.KILLED
    assert whatsapp.got == []


def test_a_worker_killed_before_loses_nothing(site, whatsapp, clock, monkeypatch):
    site.receive("sktm")
    with monkeypatch.context() as patch:
        patch.setattr(draining, "_handle", lambda *_args: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            go(site)
    assert states(site) == [(Kind.RECEIVED, State.WAITING)]
    clock.advance(seconds=rules.LEASE.total_seconds() + 1)
    go(site)
    assert states(site) == [(Kind.RECEIVED, State.ACCEPTED)]
    assert len(whatsapp.got) == 1


def test_two_workers_send_once(site, whatsapp, monkeypatch):
    """The second takes what the first has leased: the row has moved, so nothing is sent."""
    site.receive("sktm")
    with office_scope(site.office):
        rows = draining._lease(10, time.now())
        assert draining._lease(10, time.now()) == []
        OutMessage.objects.update(next_at=time.now())
        (again,) = draining._lease(10, time.now() + timedelta(seconds=1))
        setup = setup_of(site.office)
        for row in (*rows, again):
            draining._handle(row, site.office, deciding.known_of([row]), setup)
    assert len(whatsapp.got) == 1


def test_mail_is_sent_to_staff_who_want_it(site):
    switch_on(site, Channel.EMAIL)
    with office_scope(site.office):
        set_staff_wish(actor=site.people["head"], way="EMAIL", to="pimpinan@contoh.go.id", kinds=[])
    site.until("sktm", "SIGN")
    go(site)
    (sent,) = mail.outbox
    assert sent.to == ["pimpinan@contoh.go.id"]
    assert "Menunggu tanda tangan Anda" in sent.subject
    assert "/berkas/" in sent.body
    assert "SITI" not in sent.body


def test_an_applicant_who_wants_mail_gets_it_and_is_called_where_there_is_none(site, impatient):
    wish = {"contact_way": "EMAIL", "mail": " siti@contoh.go.id "}
    site.until("sktm", "HAND_OVER", **wish)
    go(site)
    assert mail.outbox == []
    assert State.BY_HAND in {row.state for row in messages(site)}, "no mail here: somebody calls"
    switch_on(site, Channel.EMAIL)
    outcome = site.until("sktm", "HAND_OVER", **wish)
    go(site)
    assert {tuple(sent.to) for sent in mail.outbox} == {("siti@contoh.go.id",)}
    ready = mail.outbox[-1]
    assert "sudah dapat diambil" in ready.subject
    assert site.file(outcome).receipt_number in ready.subject
    assert "SITI" not in ready.subject


def test_a_rehearsal_sends_nothing(site, whatsapp):
    with office_scope(site.office):
        site.office.kemendagri_code = "99.99.01"
        setup = setup_of(site.office)
    assert list(setup.channels) == [Channel.CONSOLE]


def test_one_turn_is_bounded_and_the_rest_has_its_mark(site, whatsapp):
    for _n in range(4):
        site.receive("sktm")
    with office_scope(site.office):
        turn = draining.drain(site.office, most=3)
    assert (turn.handled, turn.next_at) == (3, messages(site, state=State.WAITING)[0].next_at)


def test_one_office_with_a_broken_provider_does_not_stop_the_other(
    site, elsewhere, provider, approved, impatient
):
    switch_on(site, Channel.WHATSAPP, url="http://localhost:9")
    switch_on(elsewhere, Channel.WHATSAPP, url=provider.url)
    site.receive("sktm")
    elsewhere.receive("sktm")
    for place in (site, elsewhere):
        go(place)
    assert states(elsewhere) == [(Kind.RECEIVED, State.ACCEPTED)]
    assert len(provider.got) == 1


def test_who_stood_at_the_counter_is_not_called_about_it(site):
    with office_scope(site.office):
        program = program_of(published_version("sktm").id)
        first = program.document.persyaratan.groups[0].requirements[0].papers[0].key
    there = site.receive("sktm", missing=(first,))
    assert there.phase == "RETURNED"
    later = site.step(site.receive("sktm"), Action.RETURN, missing=("KK",))
    go(site)
    found = {row.file_id: row.state for row in messages(site, kind=Kind.RETURNED)}
    assert found == {there.file_id: State.DROPPED, later.file_id: State.BY_HAND}


def test_nobody_is_called_about_what_is_no_longer_so(site):
    outcome = site.until("sktm", "HAND_OVER")
    go(site)
    assert states(site, kind=Kind.READY) == [(Kind.READY, State.BY_HAND)]
    site.step(outcome)
    with office_scope(site.office):
        assert queries.by_hand(site.office, {}) == []
        assert watching.tidy(now=time.now()) == 1
        assert watching.tidy(now=time.now()) == 0
    assert states(site, kind=Kind.READY) == [(Kind.READY, State.DROPPED)]
