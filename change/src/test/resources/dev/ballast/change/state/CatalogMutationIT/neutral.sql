-- What is done and really undone: nothing may be reported. Titles as in mutations.sql.
== an index made and dropped
CREATE INDEX temporary_one ON shop.orders (amount);
DROP INDEX shop.temporary_one;
== a constraint made and dropped
ALTER TABLE shop.orders ADD CONSTRAINT tried CHECK (amount < 1000000) NOT VALID;
ALTER TABLE shop.orders VALIDATE CONSTRAINT tried;
ALTER TABLE shop.orders DROP CONSTRAINT tried;
== a constraint dropped and made again
ALTER TABLE shop.orders DROP CONSTRAINT positive;
ALTER TABLE shop.orders ADD CONSTRAINT positive CHECK (amount >= 0);
== a constraint added unvalidated and validated
ALTER TABLE shop.orders DROP CONSTRAINT positive;
ALTER TABLE shop.orders ADD CONSTRAINT positive CHECK (amount >= 0) NOT VALID;
ALTER TABLE shop.orders VALIDATE CONSTRAINT positive;
== a foreign key dropped and made again
ALTER TABLE shop.orders DROP CONSTRAINT orders_of;
ALTER TABLE shop.orders ADD CONSTRAINT orders_of FOREIGN KEY (customer) REFERENCES shop.customers NOT VALID;
ALTER TABLE shop.orders VALIDATE CONSTRAINT orders_of;
== a privilege granted and revoked
GRANT INSERT ON shop.orders TO carol;
REVOKE INSERT ON shop.orders FROM carol;
== privileges where there were none yet
GRANT SELECT ON shop.scratch TO carol;
REVOKE SELECT ON shop.scratch FROM carol;
== privileges granted in another order
REVOKE ALL ON shop.orders FROM alice, bob;
GRANT SELECT ON shop.orders TO bob;
GRANT SELECT ON shop.orders TO alice;
GRANT UPDATE (note) ON shop.orders TO alice;
== privileges of a function, from the default and back
REVOKE EXECUTE ON FUNCTION shop.twice(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shop.twice(integer) TO PUBLIC;
== privileges of a function of initdb and back
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) TO PUBLIC;
== privileges of a schema and back
GRANT CREATE ON SCHEMA shop TO carol;
REVOKE CREATE ON SCHEMA shop FROM carol;
== privileges of a type and back
REVOKE USAGE ON TYPE shop.status FROM PUBLIC;
GRANT USAGE ON TYPE shop.status TO PUBLIC;
== a column's privilege and back
GRANT SELECT (plain) ON shop.stray TO PUBLIC;
REVOKE SELECT (plain) ON shop.stray FROM PUBLIC;
== a table renamed and back
ALTER TABLE shop.orders RENAME TO orders_old;
ALTER TABLE shop.orders_old RENAME TO orders;
== a column renamed and back
ALTER TABLE shop.orders RENAME note TO remark;
ALTER TABLE shop.orders RENAME remark TO note;
== an index renamed and back
ALTER INDEX shop.orders_note RENAME TO orders_remark;
ALTER INDEX shop.orders_remark RENAME TO orders_note;
== a default set and dropped
ALTER TABLE shop.orders ALTER note SET DEFAULT 'x';
ALTER TABLE shop.orders ALTER note DROP DEFAULT;
== a column added and dropped
ALTER TABLE shop.orders ADD COLUMN extra integer DEFAULT 7;
ALTER TABLE shop.orders DROP COLUMN extra;
== the last column dropped and added again
ALTER TABLE shop.orders DROP COLUMN placed;
ALTER TABLE shop.orders ADD COLUMN placed timestamptz DEFAULT now();
== NOT NULL set and dropped
ALTER TABLE shop.orders ALTER note SET NOT NULL;
ALTER TABLE shop.orders ALTER note DROP NOT NULL;
== a type changed and back, which rewrites
ALTER TABLE shop.stray ALTER plain TYPE bigint;
ALTER TABLE shop.stray ALTER plain TYPE integer;
== a table rewritten
ALTER TABLE shop.stray SET TABLESPACE fast;
ALTER TABLE shop.stray SET TABLESPACE pg_default;
== unlogged and logged again
ALTER TABLE shop.stray SET UNLOGGED;
ALTER TABLE shop.stray SET LOGGED;
== a view dropped and made again
DROP VIEW shop.paid;
CREATE VIEW shop.paid AS SELECT id, note FROM shop.orders WHERE state = 'paid';
== a view replaced by the same, written otherwise
CREATE OR REPLACE VIEW shop.paid AS select shop.orders.id,note from shop.orders where (state)='paid'::shop.status;
== a function replaced and back
CREATE OR REPLACE FUNCTION shop.twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 0';
CREATE OR REPLACE FUNCTION shop.twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
== a function dropped and made again
DROP FUNCTION shop.twice(integer);
CREATE FUNCTION shop.twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
== a trigger disabled and enabled
ALTER TABLE shop.orders DISABLE TRIGGER stamped;
ALTER TABLE shop.orders ENABLE TRIGGER stamped;
== all triggers disabled and enabled
ALTER TABLE shop.orders DISABLE TRIGGER ALL;
ALTER TABLE shop.orders ENABLE TRIGGER ALL;
== a trigger dropped and made again
DROP TRIGGER stamped ON shop.orders;
CREATE TRIGGER stamped BEFORE UPDATE ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.stamp();
== row security on and off
ALTER TABLE shop.orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE shop.orders DISABLE ROW LEVEL SECURITY;
== options set and reset
ALTER TABLE shop.orders SET (fillfactor = 70, toast.autovacuum_enabled = off);
ALTER TABLE shop.orders RESET (fillfactor, toast.autovacuum_enabled);
== a target of statistics and back
ALTER TABLE shop.orders ALTER note SET STATISTICS 10;
ALTER TABLE shop.orders ALTER note SET STATISTICS -1;
== clustered and not
ALTER TABLE shop.orders CLUSTER ON orders_note;
ALTER TABLE shop.orders SET WITHOUT CLUSTER;
== replica identity and back
ALTER TABLE shop.orders REPLICA IDENTITY USING INDEX orders_unique;
ALTER TABLE shop.orders REPLICA IDENTITY DEFAULT;
== an owner and back
ALTER TABLE shop.customers OWNER TO bob;
ALTER TABLE shop.customers OWNER TO CURRENT_USER;
== a comment set and removed
COMMENT ON VIEW shop.paid IS 'paid orders';
COMMENT ON VIEW shop.paid IS NULL;
== default privileges altered and back
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT DELETE ON TABLES TO carol;
ALTER DEFAULT PRIVILEGES IN SCHEMA shop REVOKE DELETE ON TABLES FROM carol;
== default privileges for functions and back
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
== a label renamed and back
ALTER TYPE shop.status RENAME VALUE 'paid' TO 'settled';
ALTER TYPE shop.status RENAME VALUE 'settled' TO 'paid';
== a partition attached and detached
ALTER TABLE shop.events ATTACH PARTITION shop.events_2 FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
ALTER TABLE shop.events DETACH PARTITION shop.events_2;
DROP INDEX shop.events_2_what_idx;
== a partition dropped and made again
DROP TABLE shop.events_1;
CREATE TABLE shop.events_1 PARTITION OF shop.events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
== a role's setting and back
ALTER ROLE alice SET work_mem = '1MB';
ALTER ROLE alice RESET work_mem;
== a role granted and revoked
GRANT alice TO carol;
REVOKE alice FROM carol;
== a schema made and dropped with what is in it
CREATE SCHEMA third CREATE TABLE t (id serial PRIMARY KEY) CREATE VIEW v AS SELECT id FROM t;
DROP SCHEMA third CASCADE;
== a publication changed and back
ALTER PUBLICATION news ADD TABLE shop.orders;
ALTER PUBLICATION news DROP TABLE shop.orders;
== a policy replaced and back
ALTER POLICY own ON shop.orders TO carol USING (false);
ALTER POLICY own ON shop.orders TO alice USING (customer = 1);
== a sequence's increment and back
ALTER SEQUENCE shop.unused INCREMENT 5;
ALTER SEQUENCE shop.unused INCREMENT 1;
== rows inserted and deleted
INSERT INTO shop.scratch SELECT i, i FROM generate_series(1, 1000) AS i;
DELETE FROM shop.scratch;
== statistics gathered
ANALYZE shop.orders, shop.customers;
== a sequence that moved on
SELECT nextval('shop.counter');
! SELECT setval('shop.counter', 50);
== a materialised view refreshed
REFRESH MATERIALIZED VIEW shop.totals;
== a mapping of words dropped and made again
ALTER TEXT SEARCH CONFIGURATION shop.search DROP MAPPING FOR url;
ALTER TEXT SEARCH CONFIGURATION shop.search ADD MAPPING FOR url WITH simple;
== an extension made and dropped
CREATE EXTENSION citext SCHEMA other;
DROP EXTENSION citext;
