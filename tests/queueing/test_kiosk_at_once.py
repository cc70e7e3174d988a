"""Many hands on one kiosk at the same instant, and many kiosks."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from commons import clock as clocks
from commons.ids import new_id
from offices.scope import office_scope
from queueing import operations_kiosk
from tests import world
from tests.applications.pages import Site
from tests.queueing.screens import paired_device


def test_fifteen_hands_on_one_kiosk_take_one_number_and_fifteen_kiosks_take_one_each(
    live_database, office_a, clock
):
    site = Site(office_a, world.furnish(office_a, "ktp-el"))
    one, _token = paired_device(site)
    others = [paired_device(site)[0] for _n in range(15)]
    start = threading.Barrier(30)

    def take(device):
        start.wait(timeout=60)
        try:
            with office_scope(office_a):
                return operations_kiosk.take(
                    device=device, services=["ktp-el"], priority="", key=new_id(), now=clocks.now()
                ).seq
        except operations_kiosk.TooSoon:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(take, [one] * 15 + others))
    assert sum(seq is not None for seq in answers[:15]) == 1
    assert sorted(seq for seq in answers if seq is not None) == list(range(1, 17))
