"""Three people put a standard into force, in their order; the day may lie ahead; the head ends it."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from commons import clock as clocks
from offices.hosts import KABUPATEN_LABEL, url_of
from offices.scope import office_scope, public_scope
from outbox.models import Message
from servicetypes.models import PublishedStandard
from standards import controlling, drafting
from standards.beginning import IN_FORCE, begin
from standards.controlling import Enactment, NotNow
from standards.models import Origin, StandardVersion
from tests import world
from tests.applications.pages import Site, sit_down, text
from tests.standards.hands import TODAY, go, publish, row, state
from tests.world import staff
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db


def test_three_people_one_after_the_other(draft, people):
    go(draft, people, "hand_in", "check", "approve")
    assert publish(draft, people["admin"])
    done = row(draft)
    control = done.document["control"]
    assert (done.state, done.effective_from, control["revision"], control["decree"]) == (
        "PUBLISHED",
        TODAY,
        "00",
        "Keputusan Camat 1/2026",
    )
    assert [control[place]["name"] for place in ("prepared", "checked", "approved")] == [
        people[key].name for key in ("section_head", "secretary", "head")
    ]
    assert [control[place]["title"] for place in ("prepared", "approved")] == [
        people[key].title for key in ("section_head", "head")
    ]
    actions = list(TrailEntry.objects.order_by("seq").values_list("action", flat=True))
    assert actions[-4:] == [
        "standard.prepared",
        "standard.checked",
        "standard.approved",
        "standard.published",
    ]


def test_a_revision_counts_on_and_names_its_day(office_a, draft, people, clock):
    go(draft, people, "hand_in", "check", "approve")
    publish(draft, people["admin"])
    clock.set("2026-12-01 09:00")
    made = begin(code="kp4", source=IN_FORCE, office=office_a, actor=people["admin"], now=clocks.now())
    second = drafting.find(made)
    go(second, people, "hand_in", "check", "approve")
    day = date(2026, 12, 1)
    publish(second, people["admin"], Enactment(number="2", issued_on=day, decree="K", effective_from=day))
    control = row(second).document["control"]
    assert (control["revision"], control["revised_on"]) == ("01", "2026-12-01")
    assert row(draft).state == "SUPERSEDED"


def test_a_revision_goes_on_from_the_form_the_office_made_its_own(office_a, draft, people):
    stored = row(draft)
    stored.program["fields"] = [
        {"key": "catatan", "label": "Catatan kantor", "type": "text"}, *stored.program["fields"]
    ]  # fmt: skip
    stored.save()
    go(draft, people, "hand_in", "check", "approve")
    publish(draft, people["admin"])
    made = begin(code="kp4", source=IN_FORCE, office=office_a, actor=people["admin"], now=clocks.now())
    assert drafting.find(made).program["fields"][0]["label"] == "Catatan kantor"


def test_a_revision_goes_on_from_the_document_on_paper_of_the_same_number(draft, people):
    paper = {"control": {"number": "SP-UJI- 07", "revision": "02"}}
    StandardVersion.objects.create(
        standard=row(draft).standard, origin=Origin.LEGACY, revision=0, state="SUPERSEDED",
        document=paper, program={}, title="Lama", published_at=clocks.now(),
    )  # fmt: skip
    assert list(controlling._revisions(row(draft), "SP/UJI/08")) == []
    go(draft, people, "hand_in", "check", "approve")
    numbered = Enactment(number="sp-uji-07", issued_on=TODAY, decree="K", effective_from=TODAY)
    publish(draft, people["head"], numbered)
    control = row(draft).document["control"]
    assert (control["revision"], control["revised_on"]) == ("03", str(TODAY))


@pytest.mark.parametrize(
    ("before", "step", "who"),
    [
        ((), "check", "secretary"),
        ((), "approve", "head"),
        ((), "hand_in", "counter"),
        ((), "hand_in", "head"),
        (("hand_in",), "hand_in", "section_head"),
        (("hand_in",), "check", "section_head"),
        (("hand_in",), "approve", "head"),
        (("hand_in", "check"), "approve", "secretary"),
        (("hand_in", "check"), "check", "secretary"),
        (("hand_in", "check", "approve"), "approve", "head"),
        ((), "publish", "admin"),
        ((), "", "admin"),
    ],
)
def test_out_of_turn_nothing_happens(draft, people, before, step, who):
    go(draft, people, *before)
    was = row(draft)
    with pytest.raises(NotNow):
        controlling.advance(version_id=draft.id, step=step, actor=people[who], now=clocks.now())
    assert (row(draft).state, row(draft).document) == (was.state, was.document)


def test_nobody_signs_twice(draft, people):
    """One person with all roles is still one person."""
    all_roles = frozenset({"SECTION_HEAD", "SECRETARY", "HEAD"})
    alone = replace(people["section_head"], roles=all_roles)
    controlling.advance(version_id=draft.id, step="hand_in", actor=alone, now=clocks.now())
    with pytest.raises(NotNow):
        controlling.advance(version_id=draft.id, step="check", actor=alone, now=clocks.now())
    go(draft, people, "check")
    with pytest.raises(NotNow):
        controlling.advance(version_id=draft.id, step="approve", actor=alone, now=clocks.now())


@pytest.mark.parametrize("steps", [("hand_in",), ("hand_in", "check"), ("hand_in", "check", "approve")])
def test_before_approval_nothing_is_published(draft, people, steps):
    go(draft, people, *steps[:2])
    with pytest.raises(NotNow):
        publish(draft, people["admin"])
    assert not PublishedStandard.objects.exists()


def test_what_is_written_later_goes_back_to_its_maker(draft, people):
    go(draft, people, "hand_in")
    drafting.settle(version_id=draft.id, text="", actor=people["section_head"], now=clocks.now())
    assert row(draft).document["control"] == {}
    go(draft, people, "hand_in", "check")
    with pytest.raises(drafting.NoDraft):
        drafting.settle(version_id=draft.id, text="", actor=people["section_head"], now=clocks.now())


def test_sent_back_with_the_reason(draft, people):
    go(draft, people, "hand_in", "check")
    controlling.send_back(version_id=draft.id, reason="Biaya keliru", actor=people["head"], now=clocks.now())
    back = row(draft)
    assert (back.state, back.document["control"]) == ("DRAFT", {})
    assert back.document["notes"][0]["text"] == f"{people['head'].name}: Biaya keliru"
    with pytest.raises(NotNow):
        controlling.send_back(version_id=draft.id, reason="x", actor=people["head"], now=clocks.now())


def test_what_is_not_whole_is_not_handed_in(draft, people):
    stored = row(draft)
    stored.document.pop("waktu")
    stored.save()
    with pytest.raises(NotNow, match="Jangka Waktu Pelayanan"):
        go(draft, people, "hand_in")


def test_the_head_withdraws(office_a, draft, people):
    go(draft, people, "hand_in", "check", "approve")
    publish(draft, people["admin"])
    with pytest.raises(NotNow):
        controlling.withdraw(code="kp4", reason="x", actor=people["admin"], now=clocks.now())
    assert row(draft).state == "PUBLISHED"
    controlling.withdraw(code="kp4", reason="Dihapus perbup", actor=people["head"], now=clocks.now())
    ended = row(draft)
    assert (ended.state, ended.ended_reason, ended.effective_to) == ("WITHDRAWN", "Dihapus perbup", TODAY)
    with public_scope():
        assert not PublishedStandard.objects.exists()


class TestPages:
    def at(self, office, people, who: str) -> Any:
        return Site(office, people).at(who)

    def test_the_way_on_pages(self, office_a, office_b, kept, people):
        base = f"/standar/{kept.id}/"
        for who, step in (("section_head", "hand_in"), ("secretary", "check"), ("head", "approve")):
            client = self.at(office_a, people, who)
            assert f'value="{step}"' in client.get(base).content.decode()
            assert client.post(f"{base}maju/", {"step": step}).status_code == 302
        admin = self.at(office_a, people, "admin")
        typed = {"number": "SP/1", "issued_on": "20-11-2026", "decree": "", "effective_from": "20-11-2026"}
        assert admin.post(f"{base}terbitkan/", typed).status_code == 422
        assert state(office_a, kept) == "APPROVED"
        assert admin.post(f"{base}terbitkan/", typed | {"decree": "K 1"}).headers["Location"] == "/standar/"
        assert state(office_a, kept) == "PUBLISHED"
        head = client
        assert "K 1" in head.get("/layanan/kp4/").content.decode()
        assert head.post("/standar/cabut/kp4/", {"reason": ""}).status_code == 422
        assert head.post("/standar/cabut/kp4/", {"reason": "Diganti"}).status_code == 302
        assert state(office_a, kept) == "WITHDRAWN"

    def test_sending_back_on_a_page(self, office_a, kept, people):
        with office_scope(office_a):
            go(kept, people, "hand_in")
        client = self.at(office_a, people, "secretary")
        assert client.post(f"/standar/{kept.id}/kembalikan/", {"reason": ""}).status_code == 422
        assert client.post(f"/standar/{kept.id}/kembalikan/", {"reason": "Kurang"}).status_code == 302
        assert client.get(f"/standar/{kept.id}/kembalikan/").status_code == 404

    @pytest.mark.parametrize("key", ["counter", "operator", "information"])
    def test_others_do_nothing(self, office_a, kept, people, key):
        client = self.at(office_a, people, key)
        for page in ("maju", "kembalikan", "terbitkan", "beda"):
            assert client.post(f"/standar/{kept.id}/{page}/", {"step": "hand_in"}).status_code == 403
        assert client.post("/standar/cabut/kp4/", {"reason": "x"}).status_code == 403

    def test_another_office_cannot(self, office_a, office_b, kept, people):
        client = self.at(office_b, staff(office_b), "head")
        for page in ("maju", "kembalikan", "terbitkan"):
            assert client.post(f"/standar/{kept.id}/{page}/", {"step": "hand_in"}).status_code == 404
        with office_scope(office_a):
            assert row(kept).document == kept.document

    def test_what_differs_is_said_in_words(self, office_a, kept, people):
        with office_scope(office_a):
            go(kept, people, "hand_in", "check", "approve")
            publish(kept, people["admin"])
            now = clocks.now()
            made = begin(code="kp4", source=IN_FORCE, office=office_a, actor=people["admin"], now=now)
        client = self.at(office_a, people, "head")
        assert "Tidak ada bedanya" in client.get(f"/standar/{made}/beda/").content.decode()
        with office_scope(office_a):
            stored = StandardVersion.objects.get(id=made)
            stored.document["waktu"] |= {"amount": 2, "unit": "week"}
            stored.save()
        page = client.get(f"/standar/{made}/beda/").content.decode()
        assert "2 minggu sejak berkas lengkap" in page
        assert "15 menit sejak berkas lengkap" in page


def test_a_draft_waits_for_whoever_has_the_next_step(office_a, office_b, draft, people):
    def waits() -> dict[str, int]:
        return {who: len(controlling.waiting_for(person)) for who, person in people.items()}

    nobody = dict.fromkeys(people, 0)
    assert waits() == nobody
    go(draft, people, "hand_in")
    assert waits() == nobody | {"secretary": 1}
    assert controlling.waiting_for(people["secretary"])[0].title == draft.title
    go(draft, people, "check")
    assert waits() == nobody | {"head": 1}
    go(draft, people, "approve")
    assert waits() == nobody | {"head": 1, "admin": 1}
    publish(draft, people["admin"])
    assert waits() == nobody
    with office_scope(office_b):
        assert waits() == nobody


def test_who_prepared_it_is_not_asked_to_check_it(draft, people):
    both = replace(people["secretary"], roles=frozenset({"SECTION_HEAD", "SECRETARY"}))
    controlling.advance(version_id=draft.id, step="hand_in", actor=both, now=clocks.now())
    assert controlling.waiting_for(both) == []


def test_the_inbox_and_the_navigation_say_that_a_draft_waits(office_a, kept, people):
    site = Site(office_a, people)
    address = reverse("inbox", urlconf="config.urls.office")
    line = "1 rancangan standar menunggu Anda periksa, setujui, atau terbitkan."
    with office_scope(office_a):
        go(kept, people, "hand_in")
    for who in ("secretary", "head", "admin", "counter"):
        assert (line in text(site.at(who).get(address))) == (who == "secretary"), who
    assert "Standar 1 rancangan menunggu Anda" in text(site.at("secretary").get(address))


def test_other_systems_are_told_what_is_offered_no_more(office_a, draft, people):
    go(draft, people, "hand_in", "check", "approve")
    publish(draft, people["admin"])
    controlling.withdraw(code="kp4", reason="Dihapus perbup", actor=people["head"], now=clocks.now())
    with public_scope():
        told = list(Message.objects.filter(office_id=office_a.id).order_by("id").values_list("topic", "data"))
    assert [topic for topic, _data in told] == ["standard.published", "standard.withdrawn"]
    assert told[0][1] == told[1][1]
    assert told[1][1]["service"] == "kp4"


def test_words_that_contradict_the_fields_are_not_handed_in(draft, people):
    stored = row(draft)
    one = stored.document["persyaratan"]["groups"][0]["requirements"][0]
    one["text"] = "Fotokopi KTP 1 lembar"
    one["papers"] = [
        one["papers"][0] | {"name": "Fotokopi KTP", "kind": "copy", "copies": 2, "endorsed": True}
    ]
    stored.save()
    with pytest.raises(NotNow, match="bunyinya masih menyebut 1 lembar, isiannya 2 lembar"):
        go(draft, people, "hand_in")
    assert row(draft).document["control"]["prepared"]["name"] == ""


def test_a_service_of_several_offices_leads_to_why_they_differ(office_a, office_b, clock):
    world.furnish(office_a, "kp4")
    address = reverse("service", urlconf="config.urls.office", args=["kp4"])
    client = sit_down(office_a, None)
    page = client.get(address).content.decode()
    assert "/beda/kp4/" not in page
    assert 'href="/pengaduan/">Isi formulir pengaduan kantor ini</a>' in page
    world.furnish(office_b, "kp4")
    link = url_of(KABUPATEN_LABEL, "/beda/kp4/")
    assert f'href="{link}"' in client.get(address).content.decode()
    assert Client(headers={"host": urlsplit(link).netloc}).get("/beda/kp4/").status_code == 200
