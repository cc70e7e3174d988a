"""Settings of the queue: groups, counters, the priority rule; only the office's admin, only this office's."""

import pytest

from commons.ids import new_id
from offices.scope import office_scope
from queueing.models import Counter, QueueGroup, QueueOptions
from queueing.numbers import number_of
from tests import world
from tests.applications.pages import text
from tests.desk import address
from tests.queueing.desk import SKTM, Queue

pytestmark = pytest.mark.django_db
PAGES = ("settings_queue", "settings_queue_group_new", "settings_queue_counter_new")


def post(queue, page, /, *args, who="admin", **typed):
    return queue.site.at(who).post(address(page, *args), typed)


def groups(queue):
    with office_scope(queue.site.office):
        return {group.prefix: group for group in QueueGroup.objects.all()}


def new_group(queue, **typed):
    return post(queue, "settings_queue_group_new", **{"prefix": "B", "name": "Umum", "order": "1", **typed})


@pytest.mark.parametrize("name", PAGES)
def test_only_the_admin(queue, name):
    for who in world.PEOPLE:
        wanted = 200 if who == "admin" else 403
        assert queue.site.at(who).get(address(name)).status_code == wanted, who
        if who != "admin":
            assert post(queue, name, who=who, prefix="B", name="x", number="2").status_code == 403
    assert queue.site.stranger().get(address(name)).status_code == 302
    assert groups(queue) == {}


def test_the_page_stands_among_the_settings(queue):
    assert address("settings_queue") in queue.site.at("admin").get(address("settings")).content.decode()


def test_a_group_is_made_and_its_service_gets_its_number(queue):
    assert new_group(queue, services=["sktm"]).status_code == 302
    found = groups(queue)
    assert set(found) == {"A", "B"}, "the default group came with it"
    assert found["A"].is_default
    assert number_of(queue.take(SKTM)) == "B-001"
    page = queue.site.at("counter").get(address("ticket_new"))
    assert "sktm" in [service["code"] for service in page.context["services"]]
    assert "Umum" in text(queue.site.at("admin").get(address("settings_queue")))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"prefix": ""}, "satu atau dua huruf"),
        ({"prefix": "1"}, "satu atau dua huruf"),
        ({"prefix": "ABC"}, "satu atau dua huruf"),
        ({"prefix": "KA"}, "tidak diawali K"),
        ({"prefix": "Ä"}, "satu atau dua huruf"),
        ({"prefix": "A"}, "sudah dipakai"),
        ({"name": " "}, "Tulis nama kelompoknya"),
        ({"name": "x" * 81}, ""),
        ({"name": "A\x07"}, ""),
    ],
)
def test_a_group_that_cannot_be(queue, typed, words):
    queue.take()  # group A exists
    answer = new_group(queue, **typed)
    assert answer.status_code == 422
    assert words in text(answer)
    assert set(groups(queue)) == {"A"}


def test_a_service_stands_in_one_group(queue):
    new_group(queue, services=["sktm"])
    answer = new_group(queue, prefix="C", services=["sktm"])
    assert answer.status_code == 422
    assert "sudah ada di kelompok" in text(answer)


def test_a_group_is_changed_and_put_out_of_use(queue):
    new_group(queue, services=["sktm"])
    group = groups(queue)["B"]
    path = ("settings_queue_group", group.id)
    assert queue.site.at("admin").get(address(*path)).status_code == 200
    post(queue, *path, prefix="D", name="Lain", services=["sktm"], active="ya")
    assert number_of(queue.take(SKTM)) == "D-001"
    post(queue, *path, prefix="D", name="Lain", services=["sktm"], active="tidak")
    assert number_of(queue.take(SKTM)) == "A-001", "the default group takes it"


def test_the_default_group_stays_in_use(queue):
    queue.take()
    default = groups(queue)["A"]
    page = queue.site.at("admin").get(address("settings_queue_group", default.id))
    assert 'name="active"' not in page.content.decode()
    answer = post(queue, "settings_queue_group", default.id, prefix="A", name="x", active="tidak")
    assert answer.status_code == 422
    assert groups(queue)["A"].active


def test_a_changed_prefix_makes_no_twin(queue):
    first = queue.take()
    default = groups(queue)["A"]
    post(queue, "settings_queue_group", default.id, prefix="Z", name="x", active="ya")
    second = queue.take()
    post(queue, "settings_queue_group", default.id, prefix="A", name="x", active="ya")
    third = queue.take()
    assert [number_of(queue.fresh(each)) for each in (first, second, third)] == ["A-001", "Z-001", "A-002"]


def new_counter(queue, **typed):
    return post(queue, "settings_queue_counter_new", **{"number": "1", "name": "", **typed})


def test_counters(queue):
    new_group(queue)
    group = groups(queue)["B"]
    assert new_counter(queue, name="Perekaman", groups=[str(group.id), str(new_id()), "x"]).status_code == 302
    with office_scope(queue.site.office):
        counter = Counter.objects.get()
    assert (counter.number, counter.name, counter.groups) == (1, "Perekaman", [group.id])
    for number in ("1", "0", "100", "x", ""):
        assert new_counter(queue, number=number).status_code == 422, number
    path = ("settings_queue_counter", counter.id)
    assert post(queue, *path, number="3", name="", active="tidak").status_code == 302
    assert "tidak dipakai" in text(queue.site.at("admin").get(address("settings_queue")))
    with office_scope(queue.site.office):
        assert Counter.objects.get().number == 3


@pytest.mark.parametrize(("typed", "status"), [("0", 302), ("9", 302), ("10", 422), ("x", 422), ("", 422)])
def test_the_priority_rule(queue, typed, status):
    assert post(queue, "settings_queue", priority_run=typed).status_code == status
    with office_scope(queue.site.office):
        assert list(QueueOptions.objects.values_list("priority_run", flat=True)) == (
            [int(typed)] if status == 302 else []
        )


def test_another_office_s_are_unknown(queue, elsewhere):
    theirs = Queue(elsewhere)
    group, counter = theirs.group("B"), theirs.counter()
    before = theirs.everything()
    for name, ref in (("settings_queue_group", group.id), ("settings_queue_counter", counter.id)):
        assert queue.site.at("admin").get(address(name, ref)).status_code == 404
        assert post(queue, name, ref, prefix="C", name="x", number="9").status_code == 404
    assert theirs.everything() == before
