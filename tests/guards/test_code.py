"""What the program may not say, because it was measured to put people into the wrong office (TENANCY 6).

Each rule names the way that is right. A rule reads the syntax tree, so a comment or docstring may say it.
"""

import ast
import re

import pytest

from offices.models import Office
from tests.source import ROOT, calls, modules, nodes, texts

# The engine, and what works on schemas as the owner.
SWITCHING = {
    "tenants/offices/backend/base.py",
    "tenants/offices/scope.py",
    "tenants/offices/owning.py",
}
SWITCHES = {"set_tenant", "set_schema", "set_schema_to_public", "activate", "deactivate"}
RAW = re.compile(
    r"\bSET\s+(?:SESSION\s+|LOCAL\s+)?(?:search_path|ROLE|SESSION\s+AUTHORIZATION)\b|\bRESET\s+(?:ROLE|ALL|search_path)\b"
    r"|set_config\(\s*'(?:search_path|role)'|\bROLLBACK\b|\bDISCARD\s+ALL\b",
    re.IGNORECASE,
)


def found_in(pairs, allowed=frozenset()):
    """The places that break a rule, as readable lines."""
    return sorted(f"{name}:{line} {what}" for name, line, what in pairs if name not in allowed)


def test_only_the_scope_switches_schemas():
    found = [
        (n, line, what) for n, line, what in calls() if what.rpartition(".")[2] in SWITCHES and "." in what
    ]
    assert found_in(found, SWITCHING) == []


def test_nobody_imports_the_switches_of_django_tenants():
    banned = {"tenant_context", "schema_context"}
    found = [
        (name, node.lineno, alias.name)  # type: ignore[attr-defined]
        for name, node in nodes(ast.ImportFrom)
        for alias in node.names  # type: ignore[attr-defined]
        if alias.name in banned
    ]
    assert found_in(found) == []


def test_an_office_is_no_context_manager():
    """`with office:` restores the wrong tenant under threads (2,388 of 2,400); use `office_scope`."""
    with pytest.raises(TypeError, match="office_scope"), Office():
        pass


def test_no_raw_switch_of_path_or_role():
    """After one, the engine does not know where the connection is; `ROLLBACK` as text hides from it too."""
    found = [(name, line, text[:60]) for name, line, text in texts() if RAW.search(text)]
    assert found_in(found, {"tenants/offices/backend/base.py"}) == []


def test_nobody_takes_connections_from_the_pool():
    """A pooled connection still has the path and role of its last user; Django's wrapper sets them anew."""
    found = [
        (name, node.lineno, node.attr)  # type: ignore[attr-defined]
        for name, node in nodes(ast.Attribute)
        if node.attr in {"pool", "_pool", "getconn", "putconn"}  # type: ignore[attr-defined]
    ]
    assert found_in(found) == []


def test_no_task_runs_inside_the_caller():
    """`task.apply()` in threads leaves the caller in a wrong office (1,597 of 1,600); delay it on commit."""
    found = [
        (name, line, what)
        for name, line, what in calls()
        if what.endswith(".apply") and what != "migration.apply"
    ]
    assert found_in(found) == []


# The stream of events: a process of its own, without database and office.
LIVE = {"config/live.py", "config/live_hub.py"}


def test_no_async_code():
    """In an event loop the connection is the public one, so a cache key would be shared by all offices."""
    kinds = (ast.AsyncFunctionDef, ast.AsyncWith, ast.AsyncFor, ast.Await)
    found = [(name, node.lineno, type(node).__name__) for name, node in nodes(kinds)]  # type: ignore[attr-defined]
    assert found_in(found, LIVE) == []


def test_the_event_stream_touches_no_office():
    """It is async, so it may know neither the database nor a schema."""
    found = [
        (name, node.lineno, imported)  # type: ignore[attr-defined]
        for name, node in nodes((ast.Import, ast.ImportFrom))
        if name in LIVE
        for imported in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]  # type: ignore[attr-defined]
        if imported.startswith(("django.db", "django_tenants", "offices", "accounts", "applications"))
    ]
    assert found_in(found) == []


def test_no_cache_that_forgets_the_office():
    """`cache.clear()` empties every office's cache; cached pages and fragments know no office."""
    banned = {"cache.clear", "cache_page"}
    found = [(name, line, what) for name, line, what in calls() if what in banned]
    templates = [
        (file.relative_to(ROOT).as_posix(), 1, "{% cache %}")
        for folder in ("config", "tenants", "catalog", "requests", "reporting")
        for file in (ROOT / folder).rglob("*.html")
        if re.search(r"\{%\s*cache\b", file.read_text(encoding="utf-8"))
    ]
    assert found_in(found + templates) == []


def test_reads_give_lists_and_dataclasses():
    """A queryset made in one office and evaluated in another has the other's rows."""
    found = [
        (name, node.lineno, node.name)  # type: ignore[attr-defined]
        for name, node in nodes(ast.FunctionDef)
        if name.endswith("/queries.py")
        and not node.name.startswith("_")  # type: ignore[attr-defined]
        and node.returns is not None  # type: ignore[attr-defined]
        and re.search(r"\b(QuerySet|Manager|RawQuerySet)\b", ast.unparse(node.returns))  # type: ignore[attr-defined]
    ]
    assert found_in(found) == []


def test_querysets_stay_inside_their_app():
    """Where an app reads by querysets of its own (`querysets.py`), nobody else evaluates them."""
    found = [
        (name, node.lineno, node.module)  # type: ignore[attr-defined]
        for name, node in nodes(ast.ImportFrom)
        for app in name.split("/")[1:2]
        if not name.startswith("tests/") and not (node.module or "").startswith(app)  # type: ignore[attr-defined]
        if (node.module or "").endswith(".querysets")  # type: ignore[attr-defined]
        or (node.module and any(alias.name == "querysets" for alias in node.names))  # type: ignore[attr-defined]
    ]
    assert found_in(found) == []


def test_the_rules_read_something():
    assert "tenants/offices/scope.py" in modules()
    assert any(RAW.search(text) for _name, _line, text in texts())
