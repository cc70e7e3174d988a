"""The rules on files, with the register that comes with Loket, on one day."""

from datetime import date
from pathlib import Path

import pytest

from linting.checking.checks import check_all
from linting.checking.context import Context
from linting.checking.findings import Finding
from linting.checking.sheets_draft import sheets_of_file
from linting.places import places_of_kabupaten, towns_of_kabupaten
from regulations.lawbook import packaged

HERE = Path(__file__).parent
SEEDS = HERE.parent / "standards" / "seeds"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def context() -> Context:
    return Context(today=TODAY, laws=packaged(), places=places_of_kabupaten(), towns=towns_of_kabupaten())


@pytest.fixture(scope="session")
def found_in_seeds(context) -> dict[str, list[Finding]]:
    """Findings of the five published standards together, by the number of the document."""
    sheets = [sheet for path in sorted(SEEDS.glob("0*.txt")) for sheet in sheets_of_file(path)]
    findings = check_all(sheets, context)
    return {sheet.service[:3]: [one for one in findings if one.service == sheet.service] for sheet in sheets}
