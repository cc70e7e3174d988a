"""What a process remembers serves all its offices: each such place is listed, with why it is safe."""

import ast

from tests.source import dotted, modules

CACHES = {"cache", "lru_cache", "functools.cache", "functools.lru_cache"}
# (file, name): why no office's data can reach another through it.
SAFE = {
    ("tenants/offices/areas.py", "known_areas"): "public facts from a file",
    ("tenants/offices/plans.py", "_loader"): "the program's own migrations",
    ("tenants/offices/plans.py", "_plan"): "the program's own migrations",
    ("tenants/offices/provisioning.py", "template_sql"): "a file of the program",
    ("tenants/offices/keys.py", "_parsed"): "the deployment's master keys",
    ("tenants/offices/keys.py", "_held"): "keyed by schema; a key carries its schema",
    ("tenants/offices/hours.py", "_held"): "keyed by office id",
    ("tenants/commons/holidays_id.py", "national_days"): "public facts of a year",
    ("tenants/commons/stored.py", "_spelled"): "SQL and columns of models, of no office and no row",
    ("tenants/commons/live.py", "_publisher"): "a function named by a setting",
    ("tenants/commons/live.py", "_issuer"): "a function named by a setting",
    ("tenants/accounts/glance.py", "_values"): "a registry of code, filled at start",
    ("tenants/accounts/records.py", "_recorders"): "a registry of code, filled at start",
    ("tenants/accounts/totp.py", "_sealer"): "the deployment's master keys",
    ("tenants/audit/actions.py", "_labels"): "a registry of code, filled at start",
    ("tenants/audit/verifiers.py", "_kabupaten"): "a registry of code, filled at start",
    ("tenants/audit/verifiers.py", "_office"): "a registry of code, filled at start",
    ("catalog/servicetypes/catalogue.py", "load_definitions"): "files of the program",
    ("catalog/standards/catalogue.py", "load_documents"): "files of the program",
    ("catalog/standards/reading/labels.py", "_data"): "a file of the program",
    ("catalog/standards/reading/labels.py", "_table"): "a file of the program",
    ("catalog/standards/reading/labels.py", "_small"): "a file of the program",
    ("catalog/standards/reading/labels.py", "_known"): "a file of the program",
    ("catalog/standards/reading/labels.py", "_columns"): "a file of the program",
    ("catalog/standards/reading/labels.py", "_meaning"): "a pure function of its words, bounded",
    ("catalog/standards/reading/labels.py", "_meaning_of"): "a pure function of its text, bounded",
    ("catalog/standards/reading/labels.py", "number_of"): "a pure function of its text, bounded",
    ("catalog/standards/reading/labels.py", "split_label"): "a pure function of its text, bounded",
    ("catalog/linting/checking/amounts.py", "days_between"): "a pure function of its text, bounded",
    ("catalog/linting/checking/amounts.py", "months_between"): "a pure function of its text, bounded",
    ("catalog/linting/checking/nearmiss.py", "_meant"): "a pure function of a word, bounded",
    ("catalog/linting/checking/nearmiss.py", "months_misspelt"): "a pure function of its text, bounded",
    ("catalog/linting/checking/nearmiss.py", "near_misses"): "a pure function of its text, bounded",
    ("catalog/linting/checking/nearmiss.py", "_shapes"): "a file of the program",
    ("catalog/linting/checking/nearmiss.py", "known"): "files of the program",
    ("catalog/linting/checking/people.py", "_rules"): "patterns of the program",
    ("catalog/linting/checking/people.py", "_roles_in"): "a pure function of its text, bounded",
    ("catalog/linting/checking/people.py", "_signers"): "a pure function of its text, bounded",
    ("catalog/linting/checking/rules_law.py", "terms"): "a pure function of its text, bounded",
    ("catalog/linting/checking/vocabulary.py", "_named"): "a pure function of its text, bounded",
    ("catalog/linting/checking/vocabulary.py", "pattern"): "patterns of the program",
    ("tenants/commons/seeking.py", "_seen"): "a pure function of its text, bounded",
    ("catalog/linting/checking/rules_law.py", "cited"): "a pure function of its text, bounded",
    ("catalog/linting/checking/vocabulary.py", "filler"): "a file of the program",
    ("catalog/linting/checking/vocabulary.py", "one"): "a file of the program",
    ("catalog/linting/checking/vocabulary.py", "spelling"): "a file of the program",
    ("catalog/linting/checking/vocabulary.py", "table"): "a file of the program",
    ("catalog/linting/checking/vocabulary.py", "any_vague"): "a file of the program",
    ("catalog/linting/checking/vocabulary.py", "vague"): "a file of the program",
    ("catalog/linting/checking/vocabulary.py", "any_paper"): "a file of the program",
    ("catalog/linting/checking/rules_contacts.py", "_hosts_of"): "a pure function of public names of offices",
    ("catalog/linting/checking/rules_contacts.py", "_posted"): "a pure function of public names of offices",
    ("catalog/linting/checking/rules_contacts.py", "_names_of"): "a pure function of public names of offices",
    ("catalog/linting/checking/version.py", "rules_version"): "files of the program",
    ("catalog/linting/places.py", "places_of_kabupaten"): "public facts: names of all offices",
    ("catalog/linting/places.py", "towns_of_kabupaten"): "public facts: names of all offices",
    ("catalog/standards/reading/labels.py", "_change"): "a file of the program",
    ("catalog/standards/watching.py", "_watchers"): "a registry of code, filled at start",
    ("catalog/linting/checking/vocabulary.py", "words"): "a file of the program",
    ("catalog/linting/checking/vocabulary.py", "any_belonging"): "a file of the program",
    ("catalog/linting/checking/vocabulary.py", "regions"): "a file of the program",
    ("catalog/linting/checking/vocabulary.py", "region_named"): "a file of the program",
    ("catalog/regulations/lawbook.py", "packaged"): "files of the program",
    ("catalog/regulations/register.py", "load_instruments"): "files of the program",
    ("catalog/regulations/register.py", "load_delegations"): "files of the program",
    ("catalog/responses/queries.py", "_held"): "keyed by office id",
    ("tenants/offices/opened.py", "_readers"): "a registry of code, filled at start",
    ("tenants/offices/frontpage.py", "_sources"): "a registry of code, filled at start",
    ("requests/applications/merging.py", "_moves"): "a registry of code, filled at start",
    ("requests/recaps/watching.py", "_watchers"): "a registry of code, filled at start",
    ("reporting/upkeep/reading.py", "_counted"): "a registry of code, filled at start",
    ("catalog/regulations/retention.py", "_kinds"): "a registry of code, filled at start",
    ("requests/documents/glyphs.py", "printable"): "font files of the program",
    (
        "requests/documents/office_settings/hours_changed.py",
        "_listeners",
    ): "a registry of code, filled at start",
    ("requests/queueing/queries_waits.py", "_held"): "keyed by schema, group and day",
    ("tenants/commons/qr.py", "draw"): "a pure function of its text",
    ("requests/documents/render.py", "_fonts"): "font files of the program",
    ("requests/documents/render.py", "_process"): "the number of a process",
    ("requests/applications/versions.py", "_kept"): "keyed by schema and version",
    ("requests/applications/villages.py", "_held"): "public facts of the whole kabupaten",
    ("tenants/audit/keys.py", "kabupaten_key"): "the kabupaten has one key; read in the public scope only",
    ("requests/applications/acting.py", "all_rules"): "a file of the program",
    ("requests/satisfaction/topics.py", "word_lists"): "a file of the program",
    ("requests/satisfaction/topics.py", "_patterns"): "a file of the program",
    ("requests/satisfaction/watching.py", "_watchers"): "a registry of code, filled at start",
    ("requests/applications/hooks.py", "_listeners"): "a registry of code, filled at start",
    ("requests/applications/shelf.py", "_rule"): "a registry of code, filled at start",
    ("requests/applications/tickets.py", "_desk"): "a registry of code, filled at start",
    ("requests/applications/arrivals.py", "_ledger"): "a registry of code, filled at start",
    ("requests/applications/followers.py", "_followers"): "a registry of code, filled at start",
    ("requests/applications/contacts.py", "_listeners"): "a registry of code, filled at start",
    ("requests/applications/panels.py", "_panels"): "a registry of code, filled at start",
    ("requests/surveys/doors.py", "_doors"): "a registry of code, filled at start",
    ("requests/notifications/kinds.py", "_elsewhere"): "a registry of code, filled at start",
    ("requests/notifications/defaults.py", "_packaged"): "a file of the program",
    ("requests/applications/notices.py", "_sources"): "a registry of code, filled at start",
    ("requests/applications/aliases.py", "_finders"): "a registry of code, filled at start",
    ("reporting/indicators/sources.py", "_sources"): "a registry of code, filled at start",
    ("reporting/indicators/measures.py", "_definitions"): "a registry of code, filled at start",
    ("reporting/indicators/values.py", "columns_of"): "a pure function of a definition of the program",
    ("reporting/indicators/population.py", "population"): "files of the program",
    ("reporting/indicators/names.py", "_held"): "public facts: names of all offices",
    ("reporting/board/reading.py", "_held"): "public facts: names of service types",
    ("reporting/attainment/reading.py", "_readers"): "a registry of code, filled at start",
    ("reporting/quality/formulas.py", "_own"): "a registry of code, filled at start",
    ("reporting/reports/pictures.py", "style"): "a file of the program",
    ("reporting/reports/pekppp.py", "form"): "a file of the program",
    ("reporting/reports/evidence.py", "variables"): "a file of the program",
    ("catalog/recommended/meaning.py", "synonyms"): "a file of the program",
    ("catalog/recommended/meaning.py", "_pairs"): "the same file",
    ("catalog/recommended/meaning.py", "meaning"): "a pure function of its text, at most 4096",
    ("reporting/completeness/facts.py", "_facts"): "a registry of code, filled at start",
    ("reporting/opendata/rules.py", "rules"): "a file of the program",
    ("reporting/webhooks/vault.py", "_sealer"): "keys of the kabupaten, by the master key",
    ("tenants/outbox/topics.py", "_topics"): "a registry of code, filled at start",
    ("reporting/board/chart_map.py", "areas"): "a file of the program",
    ("tenants/offices/archiving.py", "_readings"): "a registry of code, filled at start",
    ("tenants/offices/settings_pages.py", "_pages"): "a registry of code, filled at start",
    ("tenants/offices/readiness.py", "_checks"): "a registry of code, filled at start",
    ("tenants/offices/asking_again.py", "_ways"): "a registry of code, filled at start",
    ("tenants/offices/health.py", "_checks"): "a registry of code, filled at start",
    ("tenants/accounts/shell.py", "_pages"): "a registry of code, filled at start",
    ("reporting/demo/simulate/staffing.py", "instrument"): "made anew for each office that is filled",
    ("config/live_publish.py", "_publisher"): "a connection that sends keys made by its callers",
}
MUTABLE = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)
MAKERS = {
    "dict",
    "list",
    "set",
    "OrderedDict",
    "defaultdict",
    "deque",
    "WeakKeyDictionary",
    "WeakValueDictionary",
}


def _can_be_filled(value):
    if isinstance(value, ast.Call):
        return dotted(value.func).rpartition(".")[2] in MAKERS
    return isinstance(value, MUTABLE) and not getattr(value, "elts", getattr(value, "keys", True))


def _bound(statement):
    """The names that a module-level statement binds."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def remembered():
    """Cached functions, and private module-level names bound to something empty that can be filled."""
    for file, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and {dotted(d) for d in node.decorator_list} & CACHES:
                yield file, node.name
        for statement in tree.body:
            if isinstance(statement, ast.Assign | ast.AnnAssign) and _can_be_filled(statement.value):
                yield from ((file, name) for name in _bound(statement) if name.startswith("_"))


def test_everything_a_process_remembers_is_listed():
    assert sorted(set(remembered()) - set(SAFE)) == []


def test_the_list_has_no_dead_lines():
    assert sorted(set(SAFE) - set(remembered())) == []
