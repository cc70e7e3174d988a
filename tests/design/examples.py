"""Every page with example data: name -> (template, context). Invented people; real places of Lumajang."""

from typing import Any

from tests.design import (
    examples_behind,
    examples_complaints,
    examples_letters,
    examples_linting,
    examples_messages,
    examples_more,
    examples_public,
    examples_publishing,
    examples_quality,
    examples_results,
    examples_round,
    examples_screens,
    examples_settings,
    examples_signing,
    examples_staff,
    examples_standards,
    examples_surveys,
    examples_walkin,
)

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    **examples_staff.PAGES,
    **examples_behind.PAGES,
    **examples_more.PAGES,
    **examples_settings.PAGES,
    **examples_standards.PAGES,
    **examples_publishing.PAGES,
    **examples_public.PAGES,
    **examples_linting.PAGES,
    **examples_screens.PAGES,
    **examples_surveys.PAGES,
    **examples_results.PAGES,
    **examples_walkin.PAGES,
    **examples_signing.PAGES,
    **examples_messages.PAGES,
    **examples_letters.PAGES,
    **examples_quality.PAGES,
    **examples_round.PAGES,
    **examples_complaints.PAGES,
}
