"""Constraints of a dump move into the tables they are of."""

import pytest

from offices.folding import folded

DUMP = """CREATE SCHEMA s;

CREATE FUNCTION s.guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RETURN NEW;
END $$;

CREATE TABLE s.child (
    id uuid NOT NULL,
    parent_id uuid NOT NULL,
    CONSTRAINT child_check CHECK ((id <> parent_id))
);

CREATE TABLE s.parent (
    id uuid NOT NULL,
    first_id uuid
);

ALTER TABLE ONLY s.child
    ADD CONSTRAINT child_pkey PRIMARY KEY (id);

ALTER TABLE ONLY s.parent
    ADD CONSTRAINT parent_pkey PRIMARY KEY (id);

CREATE INDEX ix ON s.child USING btree (parent_id);

CREATE TRIGGER guarded BEFORE UPDATE ON s.child FOR EACH ROW EXECUTE FUNCTION s.guard();

ALTER TABLE ONLY s.child
    ADD CONSTRAINT child_parent_fk FOREIGN KEY (parent_id) REFERENCES s.parent(id) DEFERRABLE;

ALTER TABLE ONLY s.parent
    ADD CONSTRAINT parent_first_fk FOREIGN KEY (first_id) REFERENCES s.parent(id);
"""
FOLDED = """CREATE SCHEMA s;

CREATE FUNCTION s.guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RETURN NEW;
END $$;

CREATE TABLE s.parent (
    id uuid NOT NULL,
    first_id uuid,
    CONSTRAINT parent_pkey PRIMARY KEY (id),
    CONSTRAINT parent_first_fk FOREIGN KEY (first_id) REFERENCES s.parent(id)
);

CREATE TABLE s.child (
    id uuid NOT NULL,
    parent_id uuid NOT NULL,
    CONSTRAINT child_check CHECK ((id <> parent_id)),
    CONSTRAINT child_pkey PRIMARY KEY (id),
    CONSTRAINT child_parent_fk FOREIGN KEY (parent_id) REFERENCES s.parent(id) DEFERRABLE
);

CREATE INDEX ix ON s.child USING btree (parent_id);

CREATE TRIGGER guarded BEFORE UPDATE ON s.child FOR EACH ROW EXECUTE FUNCTION s.guard();

"""


def test_each_constraint_stands_in_its_table_and_each_table_after_those_it_refers_to():
    assert folded(DUMP) == FOLDED


def test_what_is_folded_stays():
    assert folded(FOLDED) == FOLDED


def test_without_tables_nothing_is_done():
    assert folded("CREATE SCHEMA s;\n") == "CREATE SCHEMA s;\n"


def test_a_circle_is_refused():
    circle = DUMP.replace("(first_id) REFERENCES s.parent(id)", "(first_id) REFERENCES s.child(id)")
    with pytest.raises(ValueError, match=r"s\.(child|parent)"):
        folded(circle)
