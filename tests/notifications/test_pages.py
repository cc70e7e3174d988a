"""Pages of messages by role and office: who sees what, what a button does, what stays covered."""

import pytest

from applications.models import ContactAttempt
from applications.workflow_types import Action
from notifications.kinds import Channel, Kind, State
from notifications.models import (
    ChannelSetting,
    Correspondent,
    MessagePolicy,
    MessageTemplate,
    OutMessage,
    StaffWish,
)
from offices.scope import office_scope
from tests import world
from tests.applications.pages import text
from tests.desk import address, asked, statuses
from tests.notifications.conftest import go, messages, switch_on
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
EVERYBODY = set(world.PEOPLE)
CALLERS = {"counter", "operator", "information", "section_head", "secretary"}
REVEALERS = CALLERS - {"information"}
NUMBER = "81234567890"


@pytest.fixture
def stuck(site):
    """A message that nobody knows of: unknown, for a file that is ready."""
    site.until("sktm", "HAND_OVER")
    go(site)
    with office_scope(site.office):
        OutMessage.objects.filter(kind=Kind.READY).update(
            state=State.UNKNOWN,
            channel=Channel.SMS,
            to=f"+62{NUMBER}",
            text="Siap diambil",
            masked="+6281…90",
        )
    return messages(site, kind=Kind.READY)[0]


def state(site):
    return messages(site, kind=Kind.READY)[0].state


def press(site, row, what, who="counter", **typed):
    return site.at(who).post(address("message_act", row.pk, what), typed)


def trail(site, action):
    with office_scope(site.office):
        return TrailEntry.objects.filter(action=action).count()


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("messages", EVERYBODY),
        ("calls", CALLERS),
        ("bell", EVERYBODY),
        ("bell_way", EVERYBODY),
        ("settings_messages", {"admin"}),
        ("settings_message_policy", {"admin"}),
    ],
)
def test_who_opens_which_page(site, name, allowed):
    site.until("sktm", "HAND_OVER")
    go(site)
    found = statuses(site, address(name))
    assert {who for who, status in found.items() if status == 200} == allowed
    assert set(found.values()) <= {200, 403}
    assert site.stranger().get(address(name)).status_code == 302


def test_the_list_of_calls_is_offered_to_who_may_call(site):
    for who in ("counter", "head", "admin"):
        page = site.at(who).get(address("messages")).content.decode()
        assert (f'href="{address("calls")}"' in page) is (who == "counter"), who


def test_the_list_covers_numbers_and_names(site, stuck):
    page = site.at("head").get(address("messages"))
    assert "+6281…90" in text(page)
    for covered in (NUMBER, "SITI", "3508174508680001", "Siap diambil"):
        assert covered not in page.content.decode()


def test_the_list_is_filtered(site, stuck):
    path = address("messages")
    assert len(site.at("counter").get(path).context["rows"]) == 2
    assert len(site.at("counter").get(f"{path}?keadaan=macet").context["rows"]) == 1
    assert len(site.at("counter").get(f"{path}?keadaan=DROPPED").context["rows"]) == 1
    assert len(site.at("counter").get(f"{path}?saluran=SMS").context["rows"]) == 1
    assert site.at("counter").get(f"{path}?keadaan=READ").context["rows"] == []
    assert site.at("counter").get(f"{path}?keadaan=' OR 1").status_code == 404
    assert site.at("counter").get(f"{path}?hal=99").context["rows"] == []


def test_the_list_costs_the_same_however_long(site):
    site.receive("sktm")
    before = asked(site.at("counter"), address("messages"))
    for _n in range(4):
        site.receive("sktm")
    assert asked(site.at("counter"), address("messages")) == before


def test_the_call_list_costs_the_same_however_long(site):
    site.until("sktm", "HAND_OVER")
    go(site)
    before = asked(site.at("counter"), address("calls"))
    for _n in range(3):
        site.until("sktm", "HAND_OVER")
    go(site)
    assert asked(site.at("counter"), address("calls")) == before


def test_number_and_words_open_for_who_may_and_are_written_down(site, stuck):
    path = address("message_reveal", stuck.pk)
    for who in EVERYBODY - REVEALERS:
        assert site.at(who).post(path).status_code == 403
    assert trail(site, "messages.shown") == 0
    assert NUMBER not in site.at("counter").get(address("message", stuck.pk)).content.decode()
    assert site.at("counter").get(path).status_code == 405
    shown = text(site.at("counter").post(path))
    assert NUMBER in shown
    assert "Siap diambil" in shown
    assert trail(site, "messages.shown") == 1


def test_a_stuck_message_is_sent_again(site, stuck, provider, impatient):
    switch_on(site, Channel.SMS, url=provider.url)
    with office_scope(site.office):
        stuck.file.contact_way = "SMS"
        stuck.file.save(update_fields=["contact_way"])
    assert press(site, stuck, "ulangi").status_code == 302
    assert state(site) == State.WAITING
    go(site)
    assert state(site) == State.ACCEPTED
    assert sum(provider.taken.values()) == 1
    assert trail(site, "messages.settled") == 1


def test_it_arrived(site, stuck):
    press(site, stuck, "sampai")
    assert state(site) == State.DELIVERED
    with office_scope(site.office):
        assert ContactAttempt.objects.filter(outcome="AUTO").count() == 1


def test_by_hand_and_called(site, stuck):
    press(site, stuck, "tangan")
    assert state(site) == State.BY_HAND
    page = site.at("information").get(address("calls"))
    assert "sudah selesai dan dapat diambil" in text(page)
    assert f"https://wa.me/62{NUMBER}?text=" in page.content.decode()
    typed = {"file": stuck.file_id, "way": "PHONE", "outcome": "REACHED", "call_note": ""}
    assert site.at("information").post(address("calls"), typed).status_code == 302
    assert state(site) == State.TOLD
    assert site.at("information").get(address("calls")).context["rows"] == []


def test_not_reached_stays_on_the_list(site, stuck):
    press(site, stuck, "tangan")
    typed = {"file": stuck.file_id, "way": "PHONE", "outcome": "NO_ANSWER"}
    site.at("counter").post(address("calls"), typed)
    (row,) = site.at("counter").get(address("calls")).context["rows"]
    assert (row["tries"], state(site)) == (1, State.BY_HAND)


@pytest.mark.parametrize("typed", [{"outcome": "AUTO", "way": "PHONE"}, {"outcome": "X", "way": "PHONE"}, {}])
def test_a_call_badly_noted_is_refused(site, stuck, typed):
    answer = site.at("counter").post(address("calls"), {"file": stuck.file_id, **typed})
    assert answer.status_code == 422
    with office_scope(site.office):
        assert ContactAttempt.objects.count() == 0
    assert site.at("counter").post(address("calls"), {"file": "x"}).status_code == 404


def test_dropped_with_a_reason(site, stuck):
    refused = press(site, stuck, "lepas", reason=" ")
    assert refused.status_code == 422
    assert "Tulis mengapa" in text(refused)
    assert state(site) == State.UNKNOWN
    press(site, stuck, "lepas", reason="Pemohon sudah datang")
    row = messages(site, kind=Kind.READY)[0]
    assert (row.state, row.detail) == (State.DROPPED, "Pemohon sudah datang")


def test_a_message_that_moved_meanwhile_is_not_touched(site, stuck):
    press(site, stuck, "sampai")
    refused = press(site, stuck, "sampai")
    assert refused.status_code == 422
    assert "sudah berubah" in text(refused)
    assert state(site) == State.DELIVERED
    assert press(site, stuck, "lain").status_code == 404


@pytest.mark.parametrize("what", ["ulangi", "tangan", "sampai", "lepas"])
def test_who_may_decide(site, elsewhere, stuck, what):
    assert press(site, stuck, what, who="head", reason="x").status_code == 403
    assert elsewhere.at("counter").post(address("message_act", stuck.pk, what)).status_code == 404
    assert elsewhere.at("counter").get(address("message", stuck.pk)).status_code == 404
    assert elsewhere.at("counter").post(address("message_reveal", stuck.pk)).status_code == 404
    assert site.at("counter").get(address("message_act", stuck.pk, what)).status_code == 405
    assert state(site) == State.UNKNOWN
    assert elsewhere.at("counter").get(address("messages")).context["rows"] == []
    assert elsewhere.at("counter").get(address("calls")).context["rows"] == []


def test_the_file_page_shows_its_messages_and_who_stopped_them(site, stuck):
    path = address("file", stuck.file_id)
    page = site.at("counter").get(path)
    assert "Sudah dapat diambil" in text(page)
    assert "Tidak diketahui, mungkin sampai" in text(page)
    consent = address("message_consent", stuck.file_id)
    assert site.at("head").post(consent).status_code == 403
    assert site.at("counter").post(consent, {"mau": "tidak"}).status_code == 302
    assert "Pemohon menghentikan pesan" in text(site.at("counter").get(path))
    with office_scope(site.office):
        assert Correspondent.objects.get().stopped_at is not None
    site.receive("sktm")
    go(site)
    assert messages(site)[-1].why == "STOPPED" or messages(site)[-1].why == "NO_CHANNEL"
    site.at("counter").post(consent, {"mau": "ya"})
    assert "Pemohon menghentikan pesan" not in text(site.at("counter").get(path))


def test_the_bell_counts_what_is_new_for_each(site, clock):
    site.until("sktm", "SIGN")
    head = site.at("head").get(address("bell"))
    assert "Menunggu tanda tangan Anda" in text(head)
    assert head.context["bell"] == 1
    assert "Menunggu tanda tangan Anda" not in text(site.at("operator").get(address("bell")))
    clock.advance(minutes=1)
    assert site.at("head").post(address("bell_seen")).status_code == 302
    seen = site.at("head").get(address("bell"))
    assert seen.context["bell"] == 0
    assert [row["new"] for row in seen.context["rows"]] == [False]
    clock.advance(minutes=1)
    site.until("sktm", "SIGN")
    counted = site.at("head").get(address("bell_count"))
    assert text(counted) == "1 baru"
    assert site.stranger().get(address("bell_count")).status_code == 302


def test_a_person_is_told_outside_when_they_want(site):
    path = address("bell_way")
    refused = site.at("head").post(path, {"way": "WHATSAPP", "to": "0334 321465"})
    assert refused.status_code == 422
    assert "HP" in text(refused)
    assert site.at("head").post(path, {"way": "EMAIL", "to": "bukan surel"}).status_code == 422
    assert site.at("head").post(path, {"way": "FAX", "to": "1"}).status_code == 422
    with office_scope(site.office):
        assert not StaffWish.objects.exists()
    assert (
        site.at("head")
        .post(path, {"way": "SMS", "to": "0812 3456 7890", "kinds": ["TO_SIGN", "X"]})
        .status_code
        == 302
    )
    with office_scope(site.office):
        wish = StaffWish.objects.get()
    assert (wish.way, wish.to, wish.kinds) == ("SMS", f"+62{NUMBER}", ["TO_SIGN"])


def test_rules_are_kept_and_checked(site):
    path = address("settings_message_policy")
    typed = {
        "quiet_from": "21.00",
        "quiet_to": "06.30",
        "not_collected_days": "5",
        "returned_days": "10",
        "unsigned_hours": "3",
        "told": ["READY", "RETURNED"],
    }
    for wrong in (
        {"not_collected_days": "0"},
        {"returned_days": "x"},
        {"unsigned_hours": "73"},
        {"quiet_to": "25"},
    ):
        assert site.at("admin").post(path, typed | wrong).status_code == 422
    with office_scope(site.office):
        assert not MessagePolicy.objects.exists()
    assert site.at("admin").post(path, typed).status_code == 302
    with office_scope(site.office):
        row = MessagePolicy.objects.get()
    assert (row.quiet_to.hour, row.not_collected_days) == (6, 5)
    assert "LATE" in row.off
    assert trail(site, "messages.policy_changed") == 1
    assert site.at("counter").post(path, typed).status_code == 403


def test_a_channel_keeps_its_secrets_to_itself(site):
    path = address("settings_message_channel", "whatsapp")
    typed = {
        "on": "ya",
        "phone_number_id": "12345",
        "token": "sangat-rahasia",
        "app_secret": "kunci-app",
        "verify_token": "jabat",
    }
    refused = site.at("admin").post(path, typed | {"token": ""})
    assert refused.status_code == 422
    with office_scope(site.office):
        assert not ChannelSetting.objects.exists()
    assert site.at("admin").post(path, typed).status_code == 302
    page = site.at("admin").get(path).content.decode()
    assert "sangat-rahasia" not in page
    assert "kunci-app" not in page
    assert "Sudah tersimpan" in page
    assert "/hook/wa/" in page
    site.at("admin").post(path, typed | {"token": "", "app_secret": "", "verify_token": ""})
    with office_scope(site.office):
        row = ChannelSetting.objects.get()
    assert (row.secrets or {})["token"] == "sangat-rahasia"
    with office_scope(site.office):
        assert "rahasia" not in str(list(TrailEntry.objects.values_list("data", flat=True)))
    assert site.at("head").get(path).status_code == 403
    assert site.at("admin").get(address("settings_message_channel", "fax")).status_code == 404


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/", "https://user:x@contoh.go.id/", "ftp://x", "https://x:22/"]
)
def test_a_gateway_address_is_looked_at(site, url):
    typed = {"on": "tidak", "url": url, "to_field": "to", "text_field": "message"}
    answer = site.at("admin").post(address("settings_message_channel", "sms"), typed)
    assert answer.status_code == 422
    with office_scope(site.office):
        assert not ChannelSetting.objects.exists()


def test_a_test_goes_to_oneself(site, provider, impatient):
    switch_on(site, Channel.WHATSAPP, url=provider.url)
    path = address("settings_message_test", "whatsapp")
    assert site.at("admin").post(path, {"to": "0334 321465"}).status_code == 422
    assert messages(site) == []
    answer = site.at("admin").post(path, {"to": "081298765432"})
    assert answer.status_code == 302
    go(site)
    (row,) = messages(site)
    assert (row.kind, row.state) == (Kind.TEST, State.ACCEPTED)
    assert provider.got[0]["body"]["to"] == "6281298765432"


def test_a_test_that_fails_says_so(site, provider, impatient):
    switch_on(site, Channel.WHATSAPP, url=provider.url)
    provider.answers, provider.error = [400], 132001
    site.at("admin").post(address("settings_message_test", "whatsapp"), {"to": "081298765432"})
    go(site)
    (row,) = messages(site)
    assert row.state == State.FAILED
    assert "Templat ini tidak ada di Meta" in text(site.at("admin").get(address("message", row.pk)))


def test_words_are_previewed_with_an_invented_file_and_versioned(site):
    site.receive("sktm")
    path = address("settings_message_template", "ready", "sms")
    first = site.at("admin").get(path)
    assert first.context["length"].segments >= 1
    shown = site.at("admin").post(path, {"text": "Halo {nama}, {nomor} siap – {tautan}", "do": "preview"})
    assert shown.status_code == 200
    assert "Halo Siti A., 0123/2026 siap" in text(shown)
    assert "UCS-2" in text(shown)
    with office_scope(site.office):
        assert not MessageTemplate.objects.exists(), "a preview keeps nothing"
    for n in (1, 2):
        assert site.at("admin").post(path, {"text": f"Halo {{nama}} ke-{n}"}).status_code == 302
    with office_scope(site.office):
        found = list(MessageTemplate.objects.order_by("version").values_list("version", "text", "created_by"))
    assert [row[0] for row in found] == [1, 2]
    assert found[0][2] == "Dewi Anggraini"
    assert site.at("admin").post(path, {"text": "NIK {nik}"}).status_code == 422
    assert site.at("head").post(path, {"text": "x"}).status_code == 403
    assert site.at("admin").get(address("settings_message_template", "ready", "console")).status_code == 404
    assert site.at("admin").get(address("settings_message_template", "test", "sms")).status_code == 404


def test_own_words_are_used(site):
    switch_on(site, Channel.CONSOLE)
    path = address("settings_message_template", "received", "whatsapp")
    site.at("admin").post(address("settings_message_template", "received", "sms"), {"text": "SMS {nomor}"})
    site.at("admin").post(path, {"text": "WA {nomor}", "wa_name": "siap", "wa_params": "nama, {nomor}"})
    site.receive("sktm")
    go(site)
    assert messages(site)[0].state == State.ACCEPTED
    with office_scope(site.office):
        row = MessageTemplate.objects.get(channel="WHATSAPP")
    assert (row.wa_name, row.wa_language, row.wa_params) == ("siap", "id", ["nama", "nomor"])


def test_missing_papers_on_the_call_list(site):
    outcome = site.receive("sktm")
    site.step(outcome, Action.RETURN, missing=("Kartu Keluarga asli",))
    go(site)
    assert "Kartu Keluarga asli" in text(site.at("counter").get(address("calls")))


@pytest.mark.parametrize(("way", "says"), [("NONE", "Tidak dikirim"), ("SMS", "Menunggu dikirim")])
def test_nothing_waits_for_who_wants_none(site, way, says):
    outcome = site.receive("sktm", contact_way=way)
    page = site.at("counter").get(address("file", outcome.file_id)).content.decode()
    panel = page.split('id="pesan"')[1].split("</section>")[0]
    assert says in panel
    assert ("Menunggu dikirim" in panel) is (way == "SMS")
