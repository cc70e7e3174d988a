"""The drawing of a flow: any number of steps, any words; nothing overlaps and no text leaves its shape."""

from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from documents.glyphs import FONTS, printable
from standards import flow_words
from standards.catalogue import load_documents
from standards.flow import GAP, LANE, TALLEST, WIDTH, Flow, Line, Shape, Step, Words, flow, flows, width_of
from standards.flow_svg import svg

WORDS = Words(
    begin="Mulai: pemohon membawa berkas",
    end="Selesai",
    question="Berkas lengkap dan benar?",
    yes="ya",
    no="tidak",
    resumed="Lanjutan; berkas kurang kembali ke pemohon",
    onward="Dilanjutkan pada bagan berikutnya",
)
FACES = {bold: TTFont(FONTS / f"Arimo_{'700Bold' if bold else '400Regular'}.ttf") for bold in (False, True)}
TEXTS = st.text(alphabet=st.sampled_from(sorted(chr(p) for p in printable() if p >= 0x20)), max_size=60)
STEPS = st.lists(st.builds(Step, title=TEXTS, who=TEXTS, time=TEXTS, decides=st.booleans()), max_size=25)


def set_width(line: Line) -> float:
    """How wide a line truly is in the font we print with."""
    face = FACES[line.bold]
    glyphs, widths = face.getBestCmap(), face["hmtx"]
    units = sum(widths[glyphs[ord(char)]][0] for char in line.text)
    return float(units * line.size / face["head"].unitsPerEm)


def room_of(shape: Shape, line: Line) -> float:
    """How wide a shape is where a line stands: a rhombus is narrower above and below its middle."""
    if shape.kind != "decision":
        return shape.width
    middle = shape.y + shape.height / 2
    away = max(abs(line.y - line.size * 0.75 - middle), abs(line.y + line.size * 0.22 - middle))
    return shape.width * (1 - away / (shape.height / 2))


def check(drawn: Flow) -> None:
    for above, below in zip(drawn.shapes, drawn.shapes[1:], strict=False):
        assert below.y >= above.bottom + GAP - 0.01
    for shape in drawn.shapes:
        assert shape.x >= 0
        assert shape.x + shape.width < LANE
        for line in shape.lines:
            assert set_width(line) <= line.width <= room_of(shape, line)
            assert shape.y <= line.y - line.size * 0.75
            assert line.y + line.size * 0.22 <= shape.bottom
    for label in drawn.labels:
        assert label.x - label.width / 2 > 0
        assert label.x + label.width / 2 < LANE
    assert all(0 <= x <= WIDTH and 0 <= y <= drawn.height for arrow in drawn.arrows for x, y in arrow)


@given(STEPS)
def test_nothing_overlaps_and_no_text_leaves_its_shape(steps):
    drawn = flow(steps, WORDS)
    check(drawn)
    assert [shape.kind for shape in drawn.shapes].count("step") == len(steps)
    assert len(drawn.arrows) == len(drawn.shapes) - 1 + sum(step.decides for step in steps)


@given(STEPS)
def test_divided_into_drawings_no_step_is_lost(steps):
    parts = flows(steps, WORDS)
    for part in parts:
        check(part)
        alone = [shape.kind for shape in part.shapes].count("step") <= 1
        assert alone or part.height <= TALLEST + 40  # "resumed" may take a line more than "begin"
    numbers = [
        shape.lines[0].text.split(".")[0] for part in parts for shape in part.shapes if shape.kind == "step"
    ]
    assert numbers == [str(number) for number in range(1, len(steps) + 1)]


@given(STEPS)
def test_every_letter_is_drawn_and_nothing_is_markup(steps):
    root = ElementTree.XML(svg(flow(steps, WORDS)))
    drawn = "".join("".join(root.itertext()).split())
    for step in steps:
        assert "".join(step.title.split()) in drawn
        assert "".join(step.who.split()) in drawn
    assert all("style" not in element.attrib for element in root.iter())


@pytest.mark.parametrize("bold", [False, True])
def test_letters_are_reckoned_at_least_as_wide_as_they_are(bold):
    face = FACES[bold]
    glyphs, widths, unit = face.getBestCmap(), face["hmtx"], face["head"].unitsPerEm
    known = {chr(point): widths[glyphs[point]][0] / unit for point in printable() if point >= 0x20}
    assert {char: wide for char, wide in known.items() if wide > width_of(char, 1, bold=bold)} == {}


@pytest.mark.parametrize("document", load_documents(), ids=lambda document: document.service)
def test_a_standard_is_drawn_with_its_posts_and_one_way_back(document):
    drawn = flow_words.picture(document)
    words = "".join("".join(ElementTree.XML(drawn).itertext()).split())
    for step in document.prosedur.steps:
        assert "".join(step.title.split()) in words
        assert "".join(step.actor.split()) in words
    assert words.count("Berkaslengkapdanbenar?") == 1
    assert drawn.count("stroke-dasharray") == 1
