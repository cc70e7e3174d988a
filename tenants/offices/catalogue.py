"""What the database says a schema is made of: facts that a later migration could stumble over.

Columns, constraints, indexes, triggers, functions, views, sequences and row rules, each as one line with the
schema's name taken out, so that two schemas made by the same migrations have the same lines, however they
were made. Rows and rights are no part of it.
"""

from collections.abc import Iterable, Sequence
from hashlib import md5

from django.db import transaction

from offices.owning import OWNER, owner

CHUNK = 1000
FEW = 20

# PostgreSQL writes a condition that it has read back with other casts and brackets, but the same meaning.
_CASTS = r"::(character varying|text)(\[\])?|[()]"
# What few schemas have, or little of; for both queries below.
_RARE = """
  SELECT p.nspname, true,
         concat_ws(' ', 'policy', p.relname, y.polname, y.polcmd, pg_get_expr(y.polqual, p.oid))
    FROM parts p JOIN pg_policy y ON y.polrelid = p.oid
  UNION ALL
  SELECT p.nspname, true, concat_ws(' ', 'view', p.relname, pg_get_viewdef(p.oid)) FROM parts p
   WHERE p.relkind IN ('v', 'm')
  UNION ALL
  SELECT p.nspname, false,
         concat_ws(' ', 'sequence', p.relname, s.seqtypid::regtype, s.seqstart, s.seqincrement)
    FROM parts p JOIN pg_sequence s ON s.seqrelid = p.oid
  UNION ALL
  SELECT n.nspname, false, concat_ws(' ', 'function', f.proname, pg_get_functiondef(f.oid))
    FROM wanted n JOIN pg_proc f ON f.pronamespace = n.oid AND f.prokind IN ('f', 'p')
  UNION ALL
  SELECT n.nspname, false, concat_ws(' ', 'type', t.typname, t.typtype)
    FROM wanted n JOIN pg_type t ON t.typnamespace = n.oid AND t.typtype IN ('e', 'd', 'r')
"""
# `read` marks what PostgreSQL writes from an expression. Spelling constraints and indexes out is what costs
# most, so a key's columns are read from its index and NOT NULL from its column, unless it is not valid yet.
_FACTS = f"""
WITH wanted AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = ANY(%(schemas)s)),
parts AS (SELECT c.oid, c.relname, c.relkind, c.relpersistence, c.relrowsecurity, n.nspname
            FROM pg_class c JOIN wanted n ON n.oid = c.relnamespace),
raw (nspname, read, fact) AS (
  SELECT nspname, false, concat_ws(' ', 'relation', relname, relkind, relpersistence, relrowsecurity)
    FROM parts WHERE relkind <> 'i'
  UNION ALL
  SELECT p.nspname, d.oid IS NOT NULL,
         concat_ws(' ', 'column', p.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                   a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid))
    FROM parts p JOIN pg_attribute a ON a.attrelid = p.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = p.oid AND d.adnum = a.attnum
   WHERE p.relkind IN ('r', 'p', 'v', 'm', 'f')
  UNION ALL
  SELECT p.nspname, r.contype = 'c',
         concat_ws(' ', 'constraint', p.relname, r.conname, r.contype, r.convalidated, r.condeferrable,
                   r.condeferred,
                   CASE WHEN r.contype NOT IN ('n', 'p', 'u') THEN pg_get_constraintdef(r.oid) END)
    FROM parts p JOIN pg_constraint r ON r.conrelid = p.oid
   WHERE r.contype <> 'n' OR NOT r.convalidated
  UNION ALL
  SELECT p.nspname, i.indpred IS NOT NULL OR i.indexprs IS NOT NULL,
         concat_ws(' ', 'index', p.relname, pg_get_indexdef(i.indexrelid), i.indisvalid)
    FROM parts p JOIN pg_index i ON i.indrelid = p.oid
  UNION ALL
  SELECT p.nspname, true, concat_ws(' ', 'trigger', p.relname, pg_get_triggerdef(t.oid), t.tgenabled)
    FROM parts p JOIN pg_trigger t ON t.tgrelid = p.oid AND NOT t.tgisinternal
  UNION ALL
{_RARE}),
facts AS (
  SELECT nspname, CASE WHEN read THEN regexp_replace(replace(fact, nspname || '.', ''), %(casts)s, '', 'g')
                       ELSE replace(fact, nspname || '.', '') END AS fact
    FROM raw
)
"""  # noqa: S608  constants
# Of hundreds of offices all of the catalogue is read once, whatever its statistics say of it.
_WHOLE = "SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off; SET LOCAL work_mem = '64MB'"
# The same facts as PostgreSQL keeps them, hashed row by row: schemas with the same hash have the same facts.
# The other way round that need not be so: a column added and dropped again leaves another number behind.
_KEPT = f"""
WITH wanted AS MATERIALIZED (SELECT oid, nspname FROM pg_namespace WHERE nspname = ANY(%(schemas)s)),
parts AS MATERIALIZED (
  SELECT c.oid, c.relname, c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, n.nspname,
         n.oid AS nsp
    FROM pg_class c JOIN wanted n ON n.oid = c.relnamespace WHERE c.relkind <> 'i'),
raw (nsp, hash) AS (
  SELECT nsp, hash_record_extended(
           ROW('relation'::text, relname, relkind, relpersistence, relrowsecurity, relforcerowsecurity), 0)
    FROM parts
  UNION ALL
  SELECT p.nsp, hash_record_extended(
           ROW('column'::text, p.relname, a.attname, a.attnum, a.atttypid, a.atttypmod, a.attcollation,
               a.attnotnull, a.attidentity, a.attgenerated), 0)
    FROM parts p JOIN pg_attribute a ON a.attrelid = p.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE p.relkind IN ('r', 'p', 'v', 'm', 'f')
  UNION ALL
  SELECT p.nsp, hash_record_extended(
           ROW('default'::text, p.relname, d.adnum, d.adbin::text), 0)
    FROM parts p JOIN pg_attrdef d ON d.adrelid = p.oid
  UNION ALL
  SELECT p.nsp, hash_record_extended(
           ROW('constraint'::text, p.relname, r.conname, r.contype, r.convalidated, r.condeferrable,
               r.condeferred, r.conkey, f.relname,
               nullif(f.relnamespace, r.connamespace), r.confkey, r.confupdtype,
               r.confdeltype, r.confmatchtype, r.conexclop, r.conbin::text), 0)
    FROM parts p JOIN pg_constraint r ON r.conrelid = p.oid LEFT JOIN pg_class f ON f.oid = r.confrelid
   WHERE r.contype <> 'n' OR NOT r.convalidated
  UNION ALL
  SELECT p.nsp, hash_record_extended(
           ROW('index'::text, p.relname, x.relname, x.relam, x.reloptions, i.indkey::text, i.indclass::text,
               i.indoption::text, i.indcollation::text, i.indnkeyatts, i.indisunique, i.indnullsnotdistinct,
               i.indisprimary, i.indimmediate, i.indisvalid, i.indexprs::text, i.indpred::text), 0)
    FROM parts p JOIN pg_index i ON i.indrelid = p.oid JOIN pg_class x ON x.oid = i.indexrelid
  UNION ALL
  SELECT p.nsp, hash_record_extended(
           ROW('trigger'::text, p.relname, replace(pg_get_triggerdef(t.oid), p.nspname || '.', ''),
               t.tgenabled), 0)
    FROM parts p JOIN pg_trigger t ON t.tgrelid = p.oid AND NOT t.tgisinternal
  UNION ALL
  SELECT w.oid, hashtextextended(replace(fact, w.nspname || '.', ''), 0)
    FROM ({_RARE}) AS others (nspname, read, fact) JOIN wanted w USING (nspname)
)
SELECT w.nspname, k.mixed, k.many
  FROM (SELECT nsp, bit_xor(hash), count(*) FROM raw GROUP BY nsp) AS k (nsp, mixed, many)
  JOIN wanted w ON w.oid = k.nsp
"""  # noqa: S608  constants


def fingerprints(schemas: Sequence[str]) -> dict[str, str]:
    """The hash of the facts of each of `schemas`.

    Facts are spelled out for one schema of those that PostgreSQL keeps alike: that is what costs, and of
    hundreds of offices nearly all are alike.
    """
    alike: dict[tuple[int, int], list[str]] = {}
    for schema, kept in _kept(schemas).items():
        alike.setdefault(kept, []).append(schema)
    spelled = _spelled([each[0] for each in alike.values()])
    return {schema: spelled[each[0]] for each in alike.values() for schema in each if each[0] in spelled}


def _kept(schemas: Sequence[str]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for start in range(0, len(schemas), CHUNK):
        with transaction.atomic(using=OWNER), owner().cursor() as cursor:
            if len(schemas) > FEW:
                cursor.execute(_WHOLE)
            cursor.execute(_KEPT, {"schemas": list(schemas[start : start + CHUNK])})
            found |= {name: (mixed, count) for name, mixed, count in cursor.fetchall()}
    return found


def _spelled(schemas: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(schemas), CHUNK):
        with owner().cursor() as cursor:
            cursor.execute(
                _FACTS + 'SELECT nspname, md5(string_agg(fact, chr(10) ORDER BY fact COLLATE "C")) '
                "FROM facts GROUP BY nspname",
                {"schemas": list(schemas[start : start + CHUNK]), "casts": _CASTS},
            )
            found |= dict(cursor.fetchall())
    return found


def facts(schema: str) -> frozenset[str]:
    """The facts of one schema."""
    with owner().cursor() as cursor:
        query = f"{_FACTS} SELECT fact FROM facts"  # noqa: S608  constants
        cursor.execute(query, {"schemas": [schema], "casts": _CASTS})
        return frozenset(row[0] for row in cursor.fetchall())


def print_of(those: Iterable[str]) -> str:
    """The hash of facts at hand; the same as that of a schema which has them."""
    return md5("\n".join(sorted(those)).encode(), usedforsecurity=False).hexdigest()


def difference(schema: str, other: frozenset[str]) -> str:
    """The first fact in which `schema` differs from `other`: `+` too many, `-` lacking; "" if none."""
    mine = facts(schema)
    lines = [f"- {fact}" for fact in sorted(other - mine)] + [f"+ {fact}" for fact in sorted(mine - other)]
    return " ".join(lines[0].split())[:200] if lines else ""
