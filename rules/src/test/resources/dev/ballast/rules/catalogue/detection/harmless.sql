-- One harmless change a case, in the form of hazards.sql. Anyone who raises an alarm here raises a false one.

-- a varchar made longer
ALTER TABLE orders ALTER COLUMN code TYPE varchar(50);
-- varchar to text
ALTER TABLE customers ALTER COLUMN name TYPE text;
-- numeric made wider with the same scale
ALTER TABLE settings ADD COLUMN score numeric(5, 2);
ALTER TABLE settings ALTER COLUMN score TYPE numeric(8, 2);
-- a nullable column
ALTER TABLE orders ADD COLUMN region text;
-- a column with a constant default
ALTER TABLE orders ADD COLUMN priority integer DEFAULT 0;
-- a required column with a constant default
ALTER TABLE orders ADD COLUMN priority integer NOT NULL DEFAULT 0;
-- a column with now(), which is stable
ALTER TABLE orders ADD COLUMN noted_at timestamptz DEFAULT now();
-- a virtual generated column
ALTER TABLE items ADD COLUMN double_price numeric GENERATED ALWAYS AS (price * 2) VIRTUAL;
-- a default for new rows
ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'open';
-- a default taken away
ALTER TABLE customers ALTER COLUMN created_at DROP DEFAULT;
-- statistics target
ALTER TABLE orders ALTER COLUMN status SET STATISTICS 500;
-- storage parameter
ALTER TABLE orders SET (autovacuum_vacuum_scale_factor = 0.05);
-- fillfactor
ALTER TABLE orders SET (fillfactor = 80);
-- a check in two steps
ALTER TABLE orders ADD CONSTRAINT q CHECK (quantity > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT q;
-- not null by a validated check
ALTER TABLE orders ADD CONSTRAINT c CHECK (customer_id IS NOT NULL) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT c;
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
-- a foreign key in two steps, with its index (no lock_timeout)
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
SET lock_timeout = '2s';
ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT fk;
-- an index built concurrently (no lock_timeout)
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
-- a unique index built concurrently (no lock_timeout)
CREATE UNIQUE INDEX CONCURRENTLY customers_email_idx ON customers (email);
-- a partial index built concurrently (no lock_timeout)
CREATE INDEX CONCURRENTLY orders_open_idx ON orders (customer_id) WHERE status = 'open';
-- a unique constraint by an index built before (no lock_timeout)
CREATE UNIQUE INDEX CONCURRENTLY customers_email_idx ON customers (email);
SET lock_timeout = '2s';
ALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE USING INDEX customers_email_idx;
-- an index dropped concurrently (no lock_timeout)
DROP INDEX CONCURRENTLY orders_status_idx;
-- an index rebuilt concurrently (no lock_timeout)
REINDEX INDEX CONCURRENTLY orders_status_idx;
-- a table rebuilt concurrently (no lock_timeout)
REINDEX TABLE CONCURRENTLY orders;
-- a new table
CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, weight bigint NOT NULL, sent_at timestamptz);
-- a new table and its index
CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, weight bigint);
CREATE INDEX parcels_weight_idx ON parcels (weight);
-- a new table and its check
CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, weight bigint CHECK (weight > 0));
-- two new tables and the key between them
CREATE TABLE depots (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, depot_id bigint REFERENCES depots (id));
CREATE INDEX parcels_depot_idx ON parcels (depot_id);
-- a new table whose column is made required
CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, weight bigint);
ALTER TABLE parcels ALTER COLUMN weight SET NOT NULL;
-- a new table whose column changes its type
CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, weight bigint);
ALTER TABLE parcels ALTER COLUMN weight TYPE numeric;
-- rows for a new table
CREATE TABLE kinds (id bigint PRIMARY KEY, name text NOT NULL);
INSERT INTO kinds VALUES (1, 'small'), (2, 'large');
-- every row of a new table
CREATE TABLE kinds (id bigint PRIMARY KEY, name text NOT NULL);
INSERT INTO kinds VALUES (1, 'small');
UPDATE kinds SET name = upper(name);
-- a temporary table
CREATE TEMPORARY TABLE scratch (id bigint, n integer);
-- a view with named columns
CREATE VIEW late_orders AS SELECT id, placed_at FROM orders WHERE status = 'late';
-- a view with one column more at its end
CREATE OR REPLACE VIEW open_orders AS SELECT id, customer_id, total, status FROM orders WHERE status = 'open';
-- a function
CREATE FUNCTION cents(amount numeric) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT (amount * 100)::bigint $$;
-- a function in PL/pgSQL that only computes
CREATE FUNCTION half(n integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN n / 2; END $$;
-- the same function again
CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- a comment on a table
COMMENT ON TABLE orders IS 'what customers buy';
-- a comment on a column
COMMENT ON COLUMN orders.status IS 'open, paid, sent';
-- a right for a role
GRANT SELECT ON orders TO pg_monitor;
-- a right taken back
REVOKE ALL ON settings FROM pg_monitor;
-- an enum value at the end
ALTER TYPE mood ADD VALUE 'glad' AFTER 'cross';
-- a few rows by key
UPDATE orders SET status = 'sent' WHERE id = 42;
-- a few rows by a list of keys
UPDATE settings SET value = 'on' WHERE key IN ('mail', 'sms');
-- one row deleted by key
DELETE FROM settings WHERE key = 'old';
-- one row inserted
INSERT INTO settings (key, value) VALUES ('mail', 'on');
-- one row inserted or updated
INSERT INTO settings (key, value) VALUES ('mail', 'on') ON CONFLICT (key) DO UPDATE SET value = excluded.value;
-- statistics over two columns
CREATE STATISTICS orders_stat ON status, customer_id FROM orders;
-- statistics gathered
ANALYZE orders;
-- a plain vacuum
VACUUM orders;
-- a sequence
CREATE SEQUENCE ticket;
-- a schema
CREATE SCHEMA reports;
-- a new partition of a new table
CREATE TABLE logs (id bigint NOT NULL, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE logs_2026 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- an index on the parent only
CREATE INDEX events_id_idx ON ONLY events (id);
-- a materialized view and its unique index
CREATE MATERIALIZED VIEW by_status AS SELECT status, count(*) AS n FROM orders GROUP BY status;
CREATE UNIQUE INDEX by_status_idx ON by_status (status);
-- refreshed without stopping readers (no lock_timeout)
CREATE UNIQUE INDEX CONCURRENTLY order_totals_idx ON order_totals (customer_id);
SET lock_timeout = '2s';
REFRESH MATERIALIZED VIEW CONCURRENTLY order_totals;
-- an index renamed before anybody names it (no lock_timeout)
CREATE INDEX CONCURRENTLY orders_note_tmp ON orders (note);
SET lock_timeout = '2s';
ALTER INDEX orders_note_tmp RENAME TO orders_note_idx;
-- a transaction with one change
BEGIN;
ALTER TABLE orders ADD COLUMN region text;
COMMIT;
-- a DO block that only asks
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN RAISE NOTICE 'no role'; END IF; END $$;
-- a DO block that adds a column
DO $$ BEGIN ALTER TABLE orders ADD COLUMN IF NOT EXISTS region text; END $$;
-- a timeout for this transaction
BEGIN;
SET LOCAL lock_timeout = '1s';
ALTER TABLE orders ADD COLUMN region text;
COMMIT;
-- the sort order of a column's storage
ALTER TABLE orders ALTER COLUMN note SET STORAGE EXTERNAL;
-- a query
SELECT count(*) FROM orders WHERE status = 'open';
-- an explained query
EXPLAIN SELECT * FROM orders WHERE id = 1;
-- a column compressed from now on
ALTER TABLE orders ALTER COLUMN note SET COMPRESSION pglz;
-- a serial column becomes an identity
CREATE TABLE parcels (id bigserial PRIMARY KEY);
ALTER TABLE parcels ALTER COLUMN id DROP DEFAULT, ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
-- catalogs are read
SELECT relname FROM pg_class WHERE oid = 'orders'::regclass;
-- a function that a script needs for itself
CREATE FUNCTION once() RETURNS void LANGUAGE sql AS 'SELECT';
DROP FUNCTION once();
-- PUBLIC may not call a new function
CREATE FUNCTION secret() RETURNS text LANGUAGE sql AS $$ SELECT 'secret'::text $$;
REVOKE EXECUTE ON FUNCTION secret() FROM PUBLIC;
-- a role that may log in
ALTER ROLE clerk LOGIN CONNECTION LIMIT 20;
-- a bound for one role
ALTER ROLE clerk SET statement_timeout = '30s';
-- a publication of tables with keys
CREATE PUBLICATION wares FOR TABLE items;
-- a row merged
MERGE INTO settings USING (VALUES ('theme', 'dark')) AS v (key, value) ON settings.key = v.key WHEN MATCHED THEN UPDATE SET value = v.value;
-- one row read under a lock
BEGIN;
LOCK TABLE settings IN SHARE ROW EXCLUSIVE MODE;
SELECT value FROM settings WHERE key = 'theme';
COMMIT;
-- a savepoint that is set
BEGIN;
SAVEPOINT "A b";
ROLLBACK TO "A b";
RELEASE "A b";
COMMIT;
