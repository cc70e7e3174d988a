"""`docs/grants.md`: the rights of `offices.grants` as a page to read."""

from offices.grants import OFFICE_TABLES, PUBLIC_TABLES, PublicTable

HEAD = """# What each database role may do

Made from `tenants/offices/grants.py` by `manage.py describe_grants`; a test compares it with a live database.

The application logs in as a role without any right. With every switch of scope a connection takes one of:

- `<database>_public` on the kabupaten host, the base host and while signing in;
- `<database>_o_<digits>`, one per office. It inherits `<database>_office`, the office column of the first
  table, and has the rights of the second table in its own schema only.

S = select, I = insert, U = update, D = delete; `U(a, b)`: these columns only; – = nothing.
*own rows*: row security lets an office write its own rows only; *sees own rows*: it reads no others either.
Tables and schemas belong to the owner role, which only migrating and provisioning use.

"""


def _cell(rights: str) -> str:
    return rights or "–"


def _rows(table: PublicTable) -> str:
    if table.read_if:
        return "own rows, sees some rows" if table.own else "sees some rows"
    if table.read_by:
        return "sees who has or had an assignment there"
    if not table.own:
        return ""
    return "own rows, sees own rows" if table.read_own else "own rows"


def grants_page() -> str:
    """The page in Markdown."""
    lines = [
        "## Public schema",
        "",
        "| Table | public role | every office | rows | why |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| `{t.name}` | {_cell(t.public)} | {_cell(t.office)} | {_rows(t)} | {t.why} |"
        for t in PUBLIC_TABLES
    ]
    lines += ["", "## Each office's schema", "", "| Table | its own role | why |", "|---|---|---|"]
    lines += [f"| `{t.name}` | {_cell(t.office)} | {t.why} |" for t in OFFICE_TABLES]
    return HEAD + "\n".join(lines) + "\n"
