"""A dump of empty tables, each constraint within its `CREATE TABLE` (pure).

`pg_dump` adds keys by statements of their own, as rows that are there are then checked at once. Where there
are none it costs: each statement opens the table anew, and each foreign key is checked by a query.
"""

import re
from graphlib import CycleError, TopologicalSorter

_TABLE = re.compile(r"^CREATE TABLE (?P<name>\S+) \(\n(?P<body>.*?)\n\);\n\n", re.MULTILINE | re.DOTALL)
_ADDED = re.compile(
    r"^ALTER TABLE ONLY (?P<table>\S+)\n    ADD (?P<constraint>CONSTRAINT .*);(?:\n\n|\n?\Z)", re.MULTILINE
)
_REFERENCES = re.compile(r"\bREFERENCES (?P<table>[^\s(]+)\(")


def folded(dump: str) -> str:
    """`dump`, with every constraint that it adds in the table it is of, and the tables in an order for that.

    Raises `ValueError` where tables refer to each other in a circle.
    """
    tables = {match["name"]: [match["body"]] for match in _TABLE.finditer(dump)}
    needs: dict[str, set[str]] = {name: set() for name in tables}
    for match in _ADDED.finditer(dump):
        tables[match["table"]].append("    " + match["constraint"])
        needs[match["table"]].update(one["table"] for one in _REFERENCES.finditer(match["constraint"]))
    made = "".join(
        f"CREATE TABLE {name} (\n" + ",\n".join(tables[name]) + "\n);\n\n" for name in _order(needs)
    )
    rest = _ADDED.sub("", dump)
    first = _TABLE.search(rest)
    if first is None:
        return rest
    return rest[: first.start()] + made + _TABLE.sub("", rest[first.start() :])


def _order(needs: dict[str, set[str]]) -> list[str]:
    """Each after those it refers to, otherwise as they came."""
    sorter = TopologicalSorter({name: others & needs.keys() - {name} for name, others in needs.items()})
    try:
        sorter.prepare()
    except CycleError as circle:
        raise ValueError(f"tables refer to each other: {circle.args[1]}") from circle
    place = {name: number for number, name in enumerate(needs)}
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=place.__getitem__)
        order += ready
        sorter.done(*ready)
    return order
