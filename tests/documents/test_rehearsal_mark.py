"""Every sheet of a rehearsal says so; none of a real office does."""

import pytest

from documents.render import pictures, render
from offices.models import Office
from offices.scope import office_scope
from tests.documents import samples

SHEETS = samples.every_sheet("Siti Aminah")


@pytest.fixture
def shadow() -> Office:
    """An office whose code is a rehearsal's; no schema is needed to draw."""
    return Office(schema_name="o_999901", kemendagri_code="99.99.01", level="KECAMATAN", name="Uji")


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_every_page_is_marked_in_a_rehearsal_only(sheet, shadow):
    def drawn() -> list[str]:
        return samples.page_texts(render(sheet.TEMPLATE, sheet.data(), standard=sheet.STANDARD))

    assert all("LATIHAN" not in page for page in drawn())
    with office_scope(shadow):
        assert all("LATIHAN" in page for page in drawn())


def test_the_picture_on_the_screen_is_marked_too(shadow):
    letter = samples.letter()
    plain = pictures("letter", letter.data())
    with office_scope(shadow):
        assert pictures("letter", letter.data()) != plain
