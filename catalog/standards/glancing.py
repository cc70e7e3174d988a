"""Whether any draft is under way: every page of the office asks, hardly any has it."""

from standards.drafting import UNFINISHED
from standards.vocabulary import Origin

_STATES = ", ".join(f"'{state.value}'" for state in UNFINISHED)
# The rows among which `controlling.waiting_for` looks for those of one person.
UNDER_WAY = f"""EXISTS (SELECT FROM standards_standardversion v
 WHERE v.origin = '{Origin.LOKET.value}' AND v.state IN ({_STATES}))"""
