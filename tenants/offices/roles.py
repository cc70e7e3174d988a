"""Names of database roles. Roles belong to the whole server, so each carries the name of its database."""

PUBLIC = "public"
LONGEST = 63


def role_name(database: str, schema: str) -> str:
    """The NOLOGIN role that may use `schema` of `database`: `<database>_<schema>`.

    Raises `ValueError` when PostgreSQL would cut the name off (63 bytes): two databases could then share it.
    """
    name = f"{database}_{schema}"
    if len(name.encode()) > LONGEST:
        raise ValueError(
            f"the database name {database!r} is too long: {name!r} has more than {LONGEST} bytes"
        )
    return name


def group_role(database: str) -> str:
    """The role whose rights on public tables every office role of `database` inherits."""
    return role_name(database, "office")
