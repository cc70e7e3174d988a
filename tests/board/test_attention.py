"""Who needs attention, by whatever measure: pure rules."""

from collections.abc import Mapping
from uuid import UUID

import pytest

from board import attention
from indicators import comparing
from indicators.assembling import of_durations
from indicators.measures import Duration
from indicators.results import OfficeName
from offices.models import Level

USUAL = {Duration.OFFICE: 40, Duration.LEADER_AWAY: 7, Duration.OTHER_AGENCY: 5, Duration.APPLICANT: 12}


def office(n: int) -> OfficeName:
    return OfficeName(UUID(int=n), f"35.08.{n:02d}", f"Kecamatan {n}", Level.KECAMATAN, None)


def tally(odd: Mapping[str, float]) -> dict[str, int]:
    """An office's files of one service: minutes by owner, shares in per cent."""
    n = 300
    kept, returned = round(n * odd.get("kept", 92) / 100), round(n * odd.get("returned", 10) / 100)
    found = {"finished": n, "rejected": 0, "kept": kept, "late": n - kept, "returned": returned}
    for owner, usual in USUAL.items():
        mean = odd.get(owner.lower(), usual)
        found[f"{owner.lower()}_sum"] = round(n * mean)
        found[f"{owner.lower()}_squares"] = round(n * mean * mean * 1.3)
    return found


def concerns(**odd: dict[str, float]):
    """Twenty offices of which some are `odd`: by "k3", what differs."""
    offices = [office(n) for n in range(1, 21)]
    found = {one.id: {"sktm": tally(odd.get(f"k{n}", {}))} for n, one in enumerate(offices, 1)}

    def rows_of(definition, /, **which):
        return comparing.standings(definition, offices, found, **which)

    return attention.find(rows_of, of_durations())


def said(one) -> str:
    return attention.sentence(one).replace("\N{NO-BREAK SPACE}", " ")


def test_where_all_are_alike_nobody_is_named():
    assert concerns() == []


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        ({"leader_away": 62}, "Kecamatan 3: menunggu pimpinan 62 mnt per berkas (diharapkan 9,8 mnt)."),
        ({"returned": 27}, "Kecamatan 3: 27 % berkas dikembalikan kepada pemohon (diharapkan 11 %)."),
        ({"office": 160}, "Kecamatan 3: dikerjakan kantor 160 mnt per berkas (diharapkan 46 mnt)."),
        (
            {"kept": 60, "other_agency": 90},
            "Kecamatan 3: janji waktu ditepati 60 % (diharapkan 90 %); sebab utama: menunggu instansi lain.",
        ),
        (
            {"kept": 60, "leader_away": 62},
            "Kecamatan 3: janji waktu ditepati 60 % (diharapkan 90 %); menunggu pimpinan 62 mnt per berkas "
            "(diharapkan 9,8 mnt).",
        ),
    ],
)
def test_an_office_is_named_once_with_all_that_is_out_of_the_usual(odd, words):
    assert [said(one) for one in concerns(k3=odd)] == [words]


def test_the_worst_comes_first():
    found = concerns(k2={"kept": 80}, k9={"leader_away": 62}, k15={"kept": 50})
    names = [one.office.name for one in found]
    assert set(names) == {"Kecamatan 2", "Kecamatan 9", "Kecamatan 15"}
    assert [one.strength for one in found] == sorted((one.strength for one in found), reverse=True)
    assert names.index("Kecamatan 15") < names.index("Kecamatan 2")


def test_what_is_better_than_usual_is_no_concern():
    assert concerns(k3={"kept": 100, "returned": 0, "leader_away": 0, "office": 10}) == []


def test_minutes_that_nobody_notices_are_no_concern():
    assert concerns(k3={"leader_away": 15}) == []
