"""Drawings: pure functions from values to SVG."""

import math
import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board import chart_funnel, chart_lines, chart_map, scales, svg
from board.chart_funnel import Axis, Dot
from board.chart_map import Mark
from indicators.results import Limits, Standing

EVIL = "<script>\"&'</script>"
finite = st.floats(-1e6, 1e6)


def parsed(drawing):
    """The drawing as XML: it is well formed, and nothing in it is styled inline."""
    assert " style=" not in drawing
    return ET.fromstring(f'<r xmlns:x="x">{drawing}</r>')[0]  # noqa: S314  our own text


def numbers(drawing):
    return [float(each) for each in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", drawing)]


def test_text_and_attributes_are_escaped():
    made = svg.el("text", EVIL, aria_label=EVIL, class_="a", none=None)
    assert parsed(made).text == EVIL
    assert parsed(made).attrib == {"aria-label": EVIL, "class": "a"}


def test_children_that_are_drawings_stay_drawings():
    assert svg.el("g", svg.el("path", d="M0 0")) == '<g><path d="M0 0"/></g>'


@pytest.mark.parametrize(("value", "said"), [(1.0, "1"), (1.25, "1.2"), (100, "100"), (-0.04, "-0")])
def test_coordinates_are_short(value, said):
    assert svg.n(value) == said


def test_the_map_has_all_21_kecamatan_inside_its_frame():
    height, areas = chart_map.areas()
    assert len(areas) == 21
    assert [area.code for area in areas] == [f"35.08.{n:02d}" for n in range(1, 22)]
    for area in areas:
        at = numbers(re.sub(r"[MLZ]", " ", area.d))
        assert all(0 <= x <= chart_map.WIDTH for x in at[::2])
        assert all(0 <= y <= height for y in at[1::2])
        assert 0 < area.x < chart_map.WIDTH
        assert 0 < area.y < height


def test_neighbours_share_their_borders():
    """Simplified together, so almost every corner inside belongs to two kecamatan at least."""
    _height, areas = chart_map.areas()
    owners: dict[str, set[str]] = {}
    for area in areas:
        for corner in re.findall(r"[ML]([\d.]+ [\d.]+)", area.d):
            owners.setdefault(corner, set()).add(area.code)
    shared = sum(len(codes) > 1 for codes in owners.values())
    assert shared > 0.6 * len(owners)


def test_a_kecamatan_with_a_mark_is_a_named_link_and_one_without_is_not():
    made = parsed(chart_map.draw({"35.08.01": Mark("WORSE", "71", EVIL, "/x/?a=1&b=2")}, EVIL))
    links = made.findall("a")
    assert [link.attrib["href"] for link in links] == ["/x/?a=1&b=2"]
    assert links[0].attrib["aria-label"] == EVIL
    assert links[0].findtext("title") == EVIL
    assert links[0].find("path").attrib["class"] == "area area-WORSE"
    assert len(made.findall("path")) == 20
    assert made.attrib["role"] == "group"


def test_tones_differ_by_pattern_and_not_by_colour_alone():
    made = chart_map.draw({}, "Peta")
    assert {one.attrib["id"] for one in parsed(made).iter("pattern")} == {"map-WORSE", "map-BETTER"}


def dot(n: int, value: float, standing: Standing = Standing.USUAL) -> Dot:
    half = 1 / math.sqrt(n)
    limits = Limits(0.9, 0.9 - half, min(0.9 + half, 1), 0.9 - 2 * half, min(0.9 + 2 * half, 1))
    return Dot(f"K{n}", n, value, limits, standing, "kata")


def funnel(dots):
    low, high = chart_funnel.bounds(dots, ceiling=1.0)
    return chart_funnel.draw(
        dots,
        low=low,
        high=high,
        sides=[Axis(0.9, "90 %")],
        below=[Axis(100, "100")],
        average=0.9,
        label=EVIL,
        x_words="n",
    )


def test_the_funnel_tells_standings_by_shape_and_names_only_those_outside():
    dots = [dot(100, 0.9), dot(400, 0.6, Standing.WORSE), dot(900, 0.99, Standing.BETTER)]
    made = parsed(funnel(dots))
    assert [one.attrib["class"] for one in made.iter("rect")] == ["dot dot-WORSE"]
    assert sorted(one.attrib["class"] for one in made.iter("circle")) == ["dot dot-BETTER", "dot dot-USUAL"]
    names = {one.text for one in made.iter("text") if one.attrib.get("class") == "dot-name"}
    assert names == {"K400", "K900"}
    assert made.attrib["aria-label"] == EVIL


def names_of(made):
    """(left, right, bottom) of each name, about."""
    for one in made.iter("text"):
        if one.attrib.get("class") == "dot-name":
            at, wide = float(one.attrib["x"]), 8 * len(one.text)
            left = at - wide if one.attrib["text-anchor"] == "end" else at
            yield left, left + wide, float(one.attrib["y"])


def test_names_do_not_lie_on_each_other():
    dots = [dot(400 + n, 0.6, Standing.WORSE) for n in range(9)]
    names = list(names_of(parsed(funnel(dots))))
    assert len(names) == 9
    for a, b in combinations(names, 2):
        assert a[1] <= b[0] or b[1] <= a[0] or abs(a[2] - b[2]) >= 15


def test_no_name_lies_on_a_dot():
    dots = [dot(300 + 9 * n, 0.99, Standing.BETTER) for n in range(9)] + [dot(420, 0.6, Standing.WORSE)]
    made = parsed(funnel(dots))
    names = list(names_of(made))
    assert names
    assert "K420" in {one.text for one in made.iter("text")}
    for circle in made.iter("circle"):
        x, y = float(circle.attrib["cx"]), float(circle.attrib["cy"])
        for left, right, bottom in names:
            assert not (left < x < right and bottom - 11 < y < bottom), "the middle of a dot is covered"


@given(
    st.lists(
        st.tuples(st.integers(30, 10_000), st.floats(0, 1), st.sampled_from(list(Standing))),
        min_size=1,
        max_size=30,
    )
)
def test_a_funnel_of_anything_is_drawn_inside_its_frame(each):
    made = parsed(funnel([dot(*one) for one in each]))
    for circle in made.iter("circle"):
        assert 0 <= float(circle.attrib["cx"]) <= chart_funnel.WIDTH
        assert 0 <= float(circle.attrib["cy"]) <= chart_funnel.HEIGHT


def test_a_line_has_gaps_where_there_is_too_little():
    made = parsed(chart_lines.spark([1, 2, None, 4, 5, None, 7], low=0, high=10))
    lines = [one for one in made.iter("path") if one.attrib["class"] == "spark-line"]
    assert [one.attrib["d"].count("L") for one in lines] == [1, 1, 1]
    assert made.attrib["aria-hidden"] == "true"


@given(st.lists(st.none() | st.floats(0, 100), max_size=20))
def test_any_line_stays_inside_its_frame(values):
    made = parsed(chart_lines.spark(values, low=0, high=100, beside=values))
    for circle in made.iter("circle"):
        assert 0 <= float(circle.attrib["cx"]) <= chart_lines.SPARK_W
        assert 0 <= float(circle.attrib["cy"]) <= chart_lines.SPARK_H


@given(st.lists(st.floats(0, 1e5), min_size=1, max_size=5))
def test_a_bar_is_as_long_as_its_parts(amounts):
    most = sum(amounts)
    made = parsed(chart_lines.stacked([(str(place), each) for place, each in enumerate(amounts)], most=most))
    widths = sum(float(one.attrib["width"]) for one in made.iter("rect"))
    assert widths <= chart_lines.ROW_W + 0.5
    if most > 1:
        assert widths >= chart_lines.ROW_W - 3


def test_a_histogram_draws_each_bar():
    made = parsed(chart_lines.bars([("1 mnt", 3), ("2 mnt", 6)], label="x"))
    heights = [float(one.attrib["height"]) for one in made.iter("rect")]
    assert heights[1] == pytest.approx(2 * heights[0], rel=0.01)
    assert parsed(chart_lines.bars([], label="x")) is not None


@given(finite, finite)
def test_ticks_are_few_round_and_inside(a, b):
    low, high = min(a, b), max(a, b)
    found = scales.ticks(low, high, 5)
    assert len(found) <= 12
    room = (high - low) * 1e-6 + 1e-6
    assert all(low - room <= one <= high + room for one in found)
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0, 1, [0, 0.25, 0.5, 0.75, 1]), (0, 100, [0, 25, 50, 75, 100]), (3, 17, [5, 10, 15]), (5, 5, [5])],
)
def test_ticks(low, high, said):
    assert scales.ticks(low, high) == pytest.approx(said)


@given(st.lists(finite, min_size=1))
def test_a_padded_range_holds_its_values(values):
    low, high = scales.padded(values)
    assert low < high
    assert low <= min(values)
    assert max(values) <= high


@given(st.lists(st.floats(0, 1), min_size=1))
def test_a_line_of_proportions_shows_no_noise_as_news(values):
    low, high = scales.honest(values, proportion=True)
    assert 0 <= low <= min(values)
    assert max(values) <= high <= 1
    assert high - low >= 0.2 - 1e-9


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_a_line_of_minutes_begins_with_nothing(values):
    low, high = scales.honest(values, proportion=False)
    assert low == 0
    assert high > 0
    assert max(values) <= high


def test_a_flat_range_lies_in_the_middle():
    assert scales.linear(5, 5, 0, 10)(5) == 5
    assert scales.root(0, 100, 0, 10)(25) == 5
