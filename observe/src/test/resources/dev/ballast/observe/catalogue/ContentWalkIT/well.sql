CREATE TABLE customers (id bigint PRIMARY KEY, name text, site int);
INSERT INTO customers SELECT i, 'c' || i, 1 FROM generate_series(1, 100) AS i

CREATE TABLE "Orders; --" (
  id bigint PRIMARY KEY,
  customer_id bigint REFERENCES customers,
  note text,
  placed timestamptz);
INSERT INTO "Orders; --" SELECT i, i % 100 + 1, repeat('x', 1000), now() FROM generate_series(1, 2000) AS i

CREATE INDEX orders_customer_idx ON "Orders; --" (customer_id, placed);
CREATE INDEX orders_note_idx ON "Orders; --" (note);
CREATE INDEX orders_recent_note_idx ON "Orders; --" (note) WHERE placed > '2020-01-01';
CREATE INDEX orders_note_pattern_idx ON "Orders; --" (note text_pattern_ops);
CREATE INDEX orders_note_down_idx ON "Orders; --" (note DESC);
CREATE INDEX orders_note_lower_idx ON "Orders; --" (lower(note));
CREATE UNIQUE INDEX customers_name_key ON customers (name);
CREATE INDEX customers_name_site_idx ON customers (name, site)

ALTER TABLE "Orders; --" ADD CONSTRAINT placed_late CHECK (placed > '2020-01-01') NOT VALID;
ALTER TABLE "Orders; --" VALIDATE CONSTRAINT placed_late

CREATE TABLE events (at timestamptz, id bigint NOT NULL UNIQUE);
ALTER TABLE events REPLICA IDENTITY USING INDEX events_id_key;
INSERT INTO events VALUES (now(), 1);
CREATE TABLE only_inserted (at timestamptz)

CREATE PUBLICATION changes FOR TABLE events

CREATE PUBLICATION inserts FOR TABLE only_inserted WITH (publish = 'insert')

CREATE SEQUENCE numbers AS smallint;
SELECT setval('numbers', 20000);
CREATE SEQUENCE rounds AS smallint CYCLE;
SELECT setval('rounds', 32000)

CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER "Audit it" BEFORE INSERT ON customers FOR EACH ROW EXECUTE FUNCTION audit()

CREATE TABLE still (id bigint PRIMARY KEY, v int) WITH (autovacuum_enabled = on, fillfactor = 70);
INSERT INTO still SELECT i, i FROM generate_series(1, 50000) AS i;
CREATE TABLE holes (id bigint PRIMARY KEY, pad text, maybe int, flag boolean);
INSERT INTO holes SELECT i, repeat('x', i % 10), NULLIF(i % 3, 0), i % 2 = 0 FROM generate_series(1, 600000) AS i

VACUUM (ANALYZE)

CREATE TABLE documents (id bigint PRIMARY KEY, body text);
CREATE TABLE large (id bigint PRIMARY KEY, at timestamptz)

UPDATE pg_class SET relpages = 12000000 WHERE oid = 'large'::regclass

CREATE TABLE measured (at timestamptz, v int) PARTITION BY RANGE (at);
CREATE TABLE measured_last PARTITION OF measured FOR VALUES FROM ('2020-01-01') TO ('2999-01-01');
CREATE TABLE measured_other PARTITION OF measured DEFAULT;
INSERT INTO measured VALUES (now(), 1);
CREATE TABLE endless (at timestamptz, v int) PARTITION BY RANGE (at);
CREATE TABLE endless_first PARTITION OF endless FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE endless_last PARTITION OF endless FOR VALUES FROM ('2021-01-01') TO (MAXVALUE);
CREATE TABLE by_number (n int) PARTITION BY RANGE (n);
CREATE TABLE by_number_1 PARTITION OF by_number FOR VALUES FROM (1) TO (2)

CREATE SCHEMA shared;
GRANT USAGE ON SCHEMA shared TO PUBLIC

CREATE FUNCTION pay(amount integer) RETURNS integer LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS 'SELECT 1';
CREATE FUNCTION kept(amount integer) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
REVOKE EXECUTE ON FUNCTION kept FROM PUBLIC

CREATE TABLE rows_of_tenants (id bigint PRIMARY KEY, tenant text);
CREATE POLICY own ON rows_of_tenants USING (tenant = current_user);
ALTER TABLE rows_of_tenants ENABLE ROW LEVEL SECURITY
