-- Tables of a shop, and what an owner of tables may put where a planner evaluates it.
CREATE ROLE monitor LOGIN; GRANT pg_monitor TO monitor;
CREATE ROLE reader LOGIN; GRANT pg_monitor, pg_read_all_data TO reader;
CREATE SCHEMA shop; CREATE SCHEMA other;
CREATE DOMAIN shop.money AS numeric(12, 2);
CREATE TYPE shop.status AS ENUM ('open', 'paid');
CREATE TABLE shop.orders (
  id bigint CONSTRAINT orders_pkey PRIMARY KEY, user_id bigint, reference text, code varchar(9), total shop.money,
  status shop.status, shipping json);
INSERT INTO shop.orders SELECT n, n % 100, 'r' || n, 'c' || n, n, 'open', '{}' FROM generate_series(1, 5000) AS n;
CREATE INDEX orders_open ON shop.orders (reference) WHERE status = 'open';
CREATE INDEX orders_lower ON shop.orders (lower(reference));
CREATE TABLE shop.twice (a int); CREATE TABLE other.twice (a int);
CREATE TABLE shop.events (id bigint, kind text) PARTITION BY RANGE (id);
CREATE TABLE shop.events_1 PARTITION OF shop.events FOR VALUES FROM (0) TO (10000);
INSERT INTO shop.events SELECT n, 'k' FROM generate_series(1, 5000) AS n;

CREATE FUNCTION shop.evil() RETURNS bigint LANGUAGE plpgsql IMMUTABLE
AS $$ BEGIN IF current_user = 'reader' THEN RAISE EXCEPTION 'evil ran'; END IF; RETURN 1; END $$;
CREATE FUNCTION shop.evil_for(value anyelement) RETURNS bigint LANGUAGE plpgsql IMMUTABLE
AS $$ BEGIN RETURN shop.evil(); END $$;
CREATE FUNCTION shop.evil_is(a bigint, b bigint) RETURNS boolean LANGUAGE plpgsql IMMUTABLE
AS $$ BEGIN RETURN shop.evil() = 1; END $$;
CREATE OPERATOR shop.=== (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = shop.evil_is);
CREATE DOMAIN shop.checked AS numeric CHECK (shop.evil() = 1);
CREATE TABLE shop.evil_predicate (id bigint);
CREATE TABLE shop.evil_expression (id bigint);
CREATE INDEX ON shop.evil_expression ((shop.evil_for(id)));
CREATE TABLE shop.evil_statistics (id bigint);
CREATE STATISTICS shop.evil_numbers ON (id + shop.evil_for(id)), (id + 1) FROM shop.evil_statistics;
CREATE TABLE shop.evil_partitions (id bigint) PARTITION BY RANGE ((shop.evil_for(id)));
CREATE TABLE shop.evil_heir (id bigint);
CREATE TABLE shop.evil_heir_1 (x bigint) INHERITS (shop.evil_heir);
CREATE INDEX ON shop.evil_heir_1 ((shop.evil_for(id)));
CREATE VIEW shop.evil_view AS SELECT id FROM shop.orders WHERE id = shop.evil();
ANALYZE;
CREATE INDEX ON shop.evil_predicate (id) WHERE id > shop.evil();
