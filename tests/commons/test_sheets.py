"""What somebody typed stays text in a spreadsheet, and numbers stay numbers."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.sheets import FORMULA_STARTS, as_csv, unformula


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_cell_begins_like_a_formula(start):
    assert unformula(f"{start}1+1") == f"'{start}1+1"
    assert not as_csv(["a"], [[f"{start}x"]]).splitlines()[1].startswith(start)


def test_numbers_and_nothing_stay_what_they_are():
    assert as_csv(["a", "b", "c"], [[-5, 0.25, None]]) == "a,b,c\r\n-5,0.25,\r\n"


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2, max_size=2
        )
    )
)
def test_what_is_written_is_read_again(rows):
    found = list(csv.reader(io.StringIO(as_csv(["a", "b"], rows), newline="")))
    assert found == [["a", "b"], *([unformula(cell) for cell in row] for row in rows)]
