CREATE TABLE customers (id bigint PRIMARY KEY, name text, site int);
INSERT INTO customers SELECT i, 'c' || i, 1 FROM generate_series(1, 100) AS i

CREATE TABLE "Orders; --" (
  id bigint PRIMARY KEY,
  customer_id integer REFERENCES customers,
  note text,
  placed timestamptz);
INSERT INTO "Orders; --" SELECT i, i % 100 + 1, repeat('x', 1000), now() FROM generate_series(1, 2000) AS i

CREATE INDEX orders_note_idx ON "Orders; --" (note);
CREATE INDEX orders_note_again_idx ON "Orders; --" (note);
CREATE INDEX customers_name_site_idx ON customers (name, site);
CREATE INDEX customers_name_idx ON customers (name)

CREATE INDEX CONCURRENTLY "Failed one" ON customers ((1 / (id - 5)))

ALTER TABLE "Orders; --" ADD CONSTRAINT placed_late CHECK (placed > '2020-01-01') NOT VALID

CREATE TABLE events (at timestamptz, what text);
INSERT INTO events VALUES (now(), 'x')

CREATE PUBLICATION changes FOR TABLE events

CREATE SEQUENCE numbers AS smallint;
SELECT setval('numbers', 30000)

CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER "Audit it" BEFORE INSERT ON customers FOR EACH ROW EXECUTE FUNCTION audit();
ALTER TABLE customers DISABLE TRIGGER "Audit it";
CREATE TABLE referenced (id bigint PRIMARY KEY);
CREATE TABLE referencing (id bigint PRIMARY KEY REFERENCES referenced);
ALTER TABLE referencing DISABLE TRIGGER ALL

CREATE TABLE still (id bigint PRIMARY KEY, v int) WITH (autovacuum_enabled = off);
INSERT INTO still SELECT i, i FROM generate_series(1, 50000) AS i

CREATE TABLE holes (id bigint PRIMARY KEY, v bigint);
INSERT INTO holes SELECT i, i FROM generate_series(1, 600000) AS i;
DELETE FROM holes WHERE id % 10 < 6

VACUUM (ANALYZE) holes

CREATE TABLE documents (id bigint PRIMARY KEY, body text);
CREATE TABLE large (id bigint PRIMARY KEY)

UPDATE pg_class SET relpages = 1500000
WHERE oid = (SELECT reltoastrelid FROM pg_class WHERE oid = 'documents'::regclass)

UPDATE pg_class SET relpages = 14000000 WHERE oid = 'large'::regclass

CREATE TABLE measured (at timestamptz, v int) PARTITION BY RANGE (at);
CREATE TABLE measured_last PARTITION OF measured FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE measured_other PARTITION OF measured DEFAULT;
INSERT INTO measured VALUES (now(), 1)

CREATE UNLOGGED TABLE cache (id bigint PRIMARY KEY)

UPDATE pg_extension SET extversion = '0.9' WHERE extname = 'plpgsql'

CREATE SCHEMA shared;
GRANT CREATE ON SCHEMA shared TO PUBLIC

CREATE FUNCTION pay(amount integer) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'

CREATE TABLE rows_of_tenants (id bigint PRIMARY KEY, tenant text);
CREATE POLICY own ON rows_of_tenants USING (tenant = current_user)

ANALYZE customers, "Orders; --", events, still, measured_other
