"""The whole kabupaten at its counters: 200 staff, 300 screens and phones, 28 offices, for five minutes."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from config.paths import root
from tools.bench import screens, web
from tools.bench.figures import Figure, note, p95
from tools.bench.ground import SERVICES, Ground, free_port, give_letterhead

OFFICES, STAFF, WATCHERS = 28, 200, 300
EVERY = 20.0
QUEUED = ("ktp-el", "KTP-el")
KIOSK_EVERY, PHONE_EVERY, TV_EVERY = 20.0, 5.0, 2.0
# Of each office's people so many call others to their counter; the others take files through their steps.
CALLERS = 3
PROMISED_MS, ON_TV_MS = 300.0, 1000.0
WARM = 25.0


def measure(ground: Ground, *, seconds: float, offices: int) -> Iterator[Figure]:
    """Rows of the issue: the actions at the counters, what went wrong, and how soon a call is on the TVs.

    With fewer offices, so many fewer people: for trying it out, not for the figure.
    """
    os.environ["LIVE_URL"] = live = f"http://localhost:{free_port()}/live"
    try:
        with screens.live_server(live), web.serving(ground) as pid:
            plan = {**_plan(ground, offices), "live": live, "seconds": seconds}
            note(f"crowd: {_sizes(plan)}, {seconds:g} s")
            before = sum(web.cpu_of(each) for each in web.family(pid))
            seen = _run(plan)
            used = sum(web.cpu_of(each) for each in web.family(pid)) - before
    finally:
        del os.environ["LIVE_URL"]
    cost = (
        f"CPU of web {used:.0f} s, of the load {seen['cpu']:.0f} s; turns at most {seen['late']:.1f} s late"
    )
    yield from _figures(seen, _sizes(plan), cost, whole=offices >= OFFICES and seconds >= 300)


def _sizes(plan: dict[str, Any]) -> str:
    places = plan["offices"]
    staff = sum(len(each["counters"]) + each["desks"] for each in places)
    watchers = sum(
        len(each[kind]) for each in places for kind in ("kiosks", "phones", "listening", "polling")
    )
    return f"{staff} staff, {watchers} watchers, {len(places)} offices"


def _run(plan: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-m", "tools.bench.crowding"]
    done = subprocess.run(  # noqa: S603 - our own command
        command, input=json.dumps(plan), capture_output=True, text=True, cwd=root(), check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def _plan(ground: Ground, offices: int) -> dict[str, Any]:
    return {
        **ground.plan(warm=WARM, every=EVERY, seed="crowd"),
        "queued": QUEUED[0],
        "board": "/tv/papan/",
        "poll": TV_EVERY,
        "kiosk_every": KIOSK_EVERY,
        "phone_every": PHONE_EVERY,
        "tv_every": TV_EVERY,
        "offices": [
            _office(ground, each, people, n) for n, (each, people) in enumerate(_bring_on(ground, offices))
        ],
    }


def _bring_on(ground: Ground, offices: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The office there is, and as many more of the kabupaten, with their services and people."""
    from commons import clock  # noqa: PLC0415 - after the environment
    from offices.areas import known_areas  # noqa: PLC0415
    from offices.models import Level  # noqa: PLC0415
    from offices.onboarding import bring_on  # noqa: PLC0415
    from tests import world  # noqa: PLC0415 - the same small world as the tests have

    yield ground.office, ground.people
    wanted = (Level.KECAMATAN, Level.KELURAHAN)
    codes = [code for code, area in known_areas().items() if area.level in wanted]
    codes = sorted(code for code in codes if code != ground.office.kemendagri_code)
    for number, code in enumerate(codes[: offices - 1], start=2):
        office = bring_on(code, slug=f"ramai-{number}", now=clock.now(), live=True)
        give_letterhead(office)
        world.open_services(office, *SERVICES)
        yield office, world.staff(office)


def _office(ground: Ground, office: Any, people: dict[str, Any], n: int) -> dict[str, Any]:
    """What the load knows of one office: tokens, counters, screens and who waits with a phone."""
    from accounts import operations as accounts  # noqa: PLC0415 - after the environment
    from commons import clock  # noqa: PLC0415
    from offices.scope import office_scope  # noqa: PLC0415
    from queueing import operations  # noqa: PLC0415
    from queueing.models import DeviceKind  # noqa: PLC0415

    now, admin = clock.now(), people["admin"]
    _open_all_day(office)
    facts: dict[str, Any] = {
        "office": office,
        "name": f"crowd-{secrets.token_hex(3)}",
        "actor": None,
        "now": now,
    }
    staff, watchers = _share(STAFF, n), _share(WATCHERS, n)
    with office_scope(office):
        counters = [operations.save_counter(actor=admin, number=k + 1, now=now) for k in range(CALLERS)]
        phones = [
            operations.issue(
                actor=admin, service_code=QUEUED[0], service_name=QUEUED[1], now=clock.now()
            ).code
            for _k in range(watchers - 3)
        ]
        screens_of = {
            kind: [_paired(admin, each)]
            for kind, each in (
                ("kiosks", DeviceKind.KIOSK),
                ("listening", DeviceKind.DISPLAY),
                ("polling", DeviceKind.DISPLAY),
            )
        }
    return {
        "host": f"{office.slug}.localhost:{ground.port}",
        "tokens": {
            name: accounts.create_token(user_id=people[name].user_id, **facts).key
            for name in ("counter", "operator", "head")
        },
        "counters": [str(counter.id) for counter in counters],
        "desks": staff - CALLERS,
        "phones": phones,
        **screens_of,
    }


def _open_all_day(office: Any) -> None:
    """Kiosks give numbers within the hours only, and whoever measures does so at any hour."""
    from commons.worktime import DayHours, WeeklyHours  # noqa: PLC0415 - after the environment
    from offices.details import set_opening_hours  # noqa: PLC0415
    from offices.scope import office_scope  # noqa: PLC0415

    week = WeeklyHours((DayHours.parse("00:00", "23:59", []),) * 7)
    with office_scope(office):
        set_opening_hours(office_id=office.id, week=week, valid_from=date(2026, 1, 2))


def _share(whole: int, n: int) -> int:
    """What the n-th office has of all."""
    return whole // OFFICES + (n % OFFICES < whole % OFFICES)


def _paired(admin: Any, kind: Any) -> str:
    """The token of a new screen."""
    from commons import clock  # noqa: PLC0415 - after the environment
    from queueing import operations_devices  # noqa: PLC0415

    facts: dict[str, Any] = {"actor": admin, "now": clock.now()}
    device = operations_devices.add_device(kind=kind, name=f"Layar {secrets.token_hex(3)}", **facts)
    code, _until = operations_devices.pairing_code(device_id=device.id, **facts)
    token: str = operations_devices.pair(code=code, now=clock.now()).token
    return token


def _figures(seen: dict[str, Any], sizes: str, cost: str, *, whole: bool) -> Iterator[Figure]:
    name = sizes if whole else f"{sizes} (a trial)"
    acted = [took * 1000 for _what, _at, took in seen["acted"]]
    looked = [took * 1000 for _what, _at, took in seen["looked"]]
    refused: list[str] = seen["refused"]
    actions = Figure.of(f"{name}: action at the counter, p95", acted or [0.0], "ms", note=cost)
    actions.value, actions.target = actions.p95, f"p95 < {PROMISED_MS:g}"
    actions.met = bool(acted) and p95(acted) < PROMISED_MS if whole else None
    actions.more = {"slowest": _slowest(seen["acted"]), "cpu": cost}
    yield actions
    yield Figure(
        name="in the crowd: errors",
        value=len(refused),
        unit="",
        n=len(acted) + len(looked),
        target="0",
        met=not refused,
        note="; ".join(words[:120] for words in refused[:2]),
        more={"refused": refused[:20]},
    )
    looks = Figure.of("in the crowd: a kiosk's page, a phone's look, p95", looked or [0.0], "ms")
    looks.value = looks.p95
    yield looks
    yield from _on_screens(seen, whole=whole)


def _slowest(acted: Sequence[Sequence[Any]]) -> dict[str, float]:
    """The p95 of each kind of action, in milliseconds."""
    kinds: dict[str, list[float]] = {}
    for what, _at, took in acted:
        kinds.setdefault(what, []).append(took * 1000)
    return {what: round(p95(found), 1) for what, found in sorted(kinds.items())}


def _on_screens(seen: dict[str, Any], *, whole: bool) -> Iterator[Figure]:
    """From the click to the TVs of its office that listen: how long, and what never came."""
    took, missed = [], 0
    for host, number, clicked in seen["calls"]:
        for _host, listens, found in (tv for tv in seen["tvs"] if tv[0] == host and tv[1]):
            if number in found:
                took.append((found[number] - clicked) * 1000)
            else:
                missed += listens
    took.sort()
    p99 = took[max(0, -(-len(took) * 99 // 100) - 1)] if took else None
    met = p99 is not None and p99 <= ON_TV_MS and not missed
    yield Figure(
        name="in the crowd: call → TV (stream), p99",
        value=p99,
        unit="ms",
        n=len(took),
        median=took[len(took) // 2] if took else None,
        p95=p95(took) if took else None,
        target=f"≤ {ON_TV_MS:g}",
        met=met if whole else None,
        note=f"{len(seen['calls'])} calls, {missed} not seen",
    )
