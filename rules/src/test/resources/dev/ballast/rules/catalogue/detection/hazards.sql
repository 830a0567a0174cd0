-- One hazard a case. A case is a line `-- [rule] what is hazardous` and the statements below it, to the next such line.
-- They are run after rules/setup.sql, history.sql and after lock_timeout and statement_timeout were set; those that end
-- with (no lock_timeout) without the former, since a bounded wait is what makes them harmless. Where the server is known
-- to refuse a case, its SQLSTATE is in the line.

-- [add-foreign-key] validating foreign key on two tables in use
ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);
-- [add-foreign-key] validating foreign key with ON DELETE SET NULL
ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET NULL;
-- [add-foreign-key] inside a DO block
DO $$ BEGIN ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id); END $$;
-- [add-check] validating check
ALTER TABLE orders ADD CONSTRAINT quantity_positive CHECK (quantity > 0);
-- [add-check] validating check built by a constant EXECUTE
DO $$ BEGIN EXECUTE 'ALTER TABLE orders ADD CONSTRAINT q CHECK (quantity > 0)'; END $$;
-- [add-column-check] a check on a new column still reads the table
ALTER TABLE orders ADD COLUMN weight integer CHECK (weight > 0);
-- [add-column-constrained-domain] a column of a constrained domain rewrites
ALTER TABLE orders ADD COLUMN pieces positive DEFAULT 1;
-- [add-column-identity] an identity column rewrites
ALTER TABLE orders ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY;
-- [add-column-serial] a serial column rewrites
ALTER TABLE orders ADD COLUMN seq bigserial;
-- [add-column-stored-generated] a stored generated column rewrites
ALTER TABLE orders ADD COLUMN double_total numeric GENERATED ALWAYS AS (total * 2) STORED;
-- [add-column-unique] a unique column builds an index under ACCESS EXCLUSIVE
ALTER TABLE orders ADD COLUMN ticket text UNIQUE;
-- [add-column-volatile-default] a volatile default rewrites
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
-- [add-column-volatile-default] clock_timestamp() is volatile, now() is not
ALTER TABLE orders ADD COLUMN seen_at timestamptz DEFAULT clock_timestamp();
-- [add-column-volatile-default] random() in an expression
ALTER TABLE orders ADD COLUMN bucket integer DEFAULT (random() * 10)::integer;
-- [add-column-references] an inline reference locks the referenced table too (no lock_timeout)
ALTER TABLE orders ADD COLUMN buyer_id bigint REFERENCES customers (id);
-- [add-column-json] json has no equality operator
ALTER TABLE orders ADD COLUMN details json;
-- [add-exclusion-constraint] an exclusion constraint builds its index under ACCESS EXCLUSIVE
ALTER TABLE orders ADD CONSTRAINT one_code EXCLUDE USING btree (code WITH =);
-- [add-primary-key] a primary key builds its index under ACCESS EXCLUSIVE
ALTER TABLE events_2025 ADD PRIMARY KEY (id);
-- [add-primary-key-using-nullable-index] USING INDEX on a nullable column reads the table for SET NOT NULL
ALTER TABLE settings DROP CONSTRAINT settings_pkey;
CREATE UNIQUE INDEX CONCURRENTLY settings_value_idx ON settings (value);
ALTER TABLE settings ADD CONSTRAINT settings_pk PRIMARY KEY USING INDEX settings_value_idx;
-- [add-required-column] NOT NULL without a default fails on rows
ALTER TABLE orders ADD COLUMN region text NOT NULL;
-- [add-unique-constraint] a unique constraint builds its index under ACCESS EXCLUSIVE
ALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE (email);
-- [alter-constraint-not-enforced] NOT ENFORCED locks the referenced table ACCESS EXCLUSIVE
ALTER TABLE items ALTER CONSTRAINT items_order_id_fkey NOT ENFORCED;
-- [alter-domain-add-constraint] every table with the domain is read
ALTER TABLE orders ADD COLUMN pieces positive;
ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 1000);
-- [alter-domain-set-not-null] every table with the domain is read
ALTER TABLE orders ADD COLUMN pieces positive;
ALTER DOMAIN positive SET NOT NULL;
-- [alter-system] a setting for the whole server
ALTER SYSTEM SET work_mem = '1GB';
-- [attach-partition] the new partition is read while locked
CREATE TABLE events_2027 (LIKE events);
ALTER TABLE events ATTACH PARTITION events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
-- [create-partition-with-default] the DEFAULT partition is read under ACCESS EXCLUSIVE
CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
-- [detach-partition] ACCESS EXCLUSIVE on the parent
ALTER TABLE events DETACH PARTITION events_2025;
-- [detach-concurrently-with-default] not while there is a DEFAULT partition (refused: 55000)
ALTER TABLE events DETACH PARTITION events_2025 CONCURRENTLY;
-- [drop-partition] ACCESS EXCLUSIVE on the parent
DROP TABLE events_2025;
-- [create-index-on-partitioned] SHARE on every partition
CREATE INDEX events_id_idx ON events (id);
-- [create-index-concurrently-on-partitioned] only on its partitions (refused: 0A000)
CREATE INDEX CONCURRENTLY events_id_idx ON events (id);
-- [backfill-in-schema-transaction] rows are written while the table is locked
BEGIN;
ALTER TABLE orders ADD COLUMN region text;
UPDATE orders SET region = 'eu';
COMMIT;
-- [change-collation] every index on the column is rebuilt
ALTER TABLE orders ALTER COLUMN code TYPE varchar(10) COLLATE "C";
-- [change-owner] the application loses its privileges
ALTER TABLE orders OWNER TO postgres;
-- [change-type-rewrites] integer to bigint
ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;
-- [change-type-rewrites] text to integer with USING
ALTER TABLE items ALTER COLUMN product TYPE integer USING product::integer;
-- [change-type-rewrites] numeric scale
ALTER TABLE items ALTER COLUMN price TYPE numeric(10, 3);
-- [change-type-narrows] varchar made shorter
ALTER TABLE orders ALTER COLUMN code TYPE varchar(5);
-- [change-type-time-zone] rewrites unless TimeZone is UTC
ALTER TABLE orders ALTER COLUMN placed_at TYPE timestamptz;
-- [change-type-under-view] a view reads the column (refused: 0A000)
ALTER TABLE orders ALTER COLUMN total TYPE double precision;
-- [char-type] blanks are padded
CREATE TABLE parcels (id bigint PRIMARY KEY, kind char(10));
-- [cluster] rewrites under ACCESS EXCLUSIVE
CLUSTER orders USING orders_status_idx;
-- [column-used-elsewhere] a view reads the dropped column (refused: 2BP01)
ALTER TABLE orders DROP COLUMN total;
-- [commit-in-do-block] fails inside a transaction (refused: 2D000)
BEGIN;
DO $$ BEGIN DELETE FROM items WHERE id = 1; COMMIT; END $$;
COMMIT;
-- [concurrently-if-not-exists] keeps an invalid index and reports success
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note_idx ON orders (note);
-- [concurrently-in-transaction] not inside a transaction block (refused: 25001)
BEGIN;
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
COMMIT;
-- [copy-program] runs a program on the server
COPY settings FROM PROGRAM 'cat /etc/hostname';
-- [create-index] writers wait for the whole build
CREATE INDEX orders_customer_idx ON orders (customer_id);
-- [create-index] a unique one
CREATE UNIQUE INDEX customers_email_idx ON customers (email);
-- [create-index] built by a constant EXECUTE
DO $$ BEGIN EXECUTE 'CREATE INDEX orders_customer_idx ON orders (customer_id)'; END $$;
-- [create-index] in the body of a function that the script calls
CREATE FUNCTION migrate() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CREATE INDEX orders_customer_idx ON orders (customer_id); END $$;
SELECT migrate();
-- [drop-index] readers and writers wait
DROP INDEX orders_status_idx;
-- [reindex] even plans that do not use the index wait
REINDEX INDEX orders_status_idx;
-- [reindex] of a table
REINDEX TABLE orders;
-- [create-or-replace-view-columns] columns cannot be taken away (refused: 42P16)
CREATE OR REPLACE VIEW open_orders AS SELECT id FROM orders WHERE status = 'open';
-- [create-rule] queries are rewritten behind the application's back
CREATE RULE orders_log AS ON INSERT TO orders DO ALSO NOTHING;
-- [create-table-references] writers of the referenced table wait (no lock_timeout)
CREATE TABLE parcels (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id));
-- [create-trigger] SHARE ROW EXCLUSIVE (no lock_timeout)
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
-- [disable-trigger] what the trigger guards is off
ALTER TABLE settings DISABLE TRIGGER settings_touch;
-- [disable-trigger] all of them, foreign keys included
ALTER TABLE items DISABLE TRIGGER ALL;
-- [drop-trigger] ACCESS EXCLUSIVE (no lock_timeout)
DROP TRIGGER settings_touch ON settings;
-- [delete-without-where] every row
DELETE FROM settings;
-- [update-without-where] every row
UPDATE orders SET status = 'open';
-- [large-backfill] a whole table in one transaction
UPDATE orders SET status = 'open' WHERE status IS NULL;
-- [domain-with-constraint] a constraint that is expensive to change
CREATE DOMAIN percent AS integer CHECK (VALUE BETWEEN 0 AND 100);
-- [drop-and-create] the rows are gone
DROP TABLE IF EXISTS settings;
CREATE TABLE settings (key text PRIMARY KEY, value text);
-- [drop-cascade] what depends goes too
DROP TYPE mood CASCADE;
-- [drop-cascade] a function and the triggers that call it
DROP FUNCTION touch() CASCADE;
-- [drop-column] the running application still reads it
ALTER TABLE orders DROP COLUMN note;
-- [drop-constraint] integrity is off
ALTER TABLE items DROP CONSTRAINT items_price_check;
-- [drop-foreign-key] ACCESS EXCLUSIVE on the referenced table (no lock_timeout)
ALTER TABLE items DROP CONSTRAINT items_order_id_fkey;
-- [drop-database] all of it
DROP DATABASE shop;
-- [drop-not-null] readers may not expect nulls
ALTER TABLE customers ALTER COLUMN email DROP NOT NULL;
-- [drop-owned] everything of a role
DROP OWNED BY clerk;
-- [drop-primary-key] replication and foreign keys lose their key
ALTER TABLE settings DROP CONSTRAINT settings_pkey;
-- [drop-schema] all in it
DROP SCHEMA public CASCADE;
-- [drop-sequence] defaults that use it fail
DROP SEQUENCE tickets;
-- [drop-table] the rows are gone
DROP TABLE settings;
-- [drop-table-referenced] the referenced table is locked too
DROP TABLE items;
-- [drop-type] columns of the type would be in the way
DROP TYPE mood;
-- [drop-view] readers of the view fail
DROP VIEW open_orders;
-- [duplicate-assignment] one column twice (refused: 42601)
UPDATE orders SET status = 'a', status = 'b' WHERE id = 1;
-- [duplicate-index] the same keys are indexed already
CREATE INDEX CONCURRENTLY orders_status_again ON orders (status);
-- [enum-value-used-in-transaction] a new value cannot be used in its own transaction (refused: 55P04)
BEGIN;
ALTER TYPE mood ADD VALUE 'glad';
SELECT 'glad'::mood;
COMMIT;
-- [exception-swallows] the change may silently not happen
DO $$ BEGIN ALTER TABLE orders ADD COLUMN region text; EXCEPTION WHEN OTHERS THEN NULL; END $$;
-- [foreign-key-type-mismatch] integer against bigint
CREATE TABLE parcels (id bigint PRIMARY KEY, order_id integer REFERENCES orders (id));
-- [identifier-too-long] cut to 63 bytes in silence
CREATE TABLE a_name_that_is_far_too_long_for_postgresql_because_it_has_more_than_63_bytes (id bigint PRIMARY KEY);
-- [index-on-expression-not-immutable] now() in an index (refused: 42P17)
CREATE INDEX CONCURRENTLY orders_recent_idx ON orders (placed_at) WHERE placed_at > now();
-- [inherit] ACCESS EXCLUSIVE on the child
ALTER TABLE archive INHERIT orders;
-- [integer-key-overflow] 2,147,483,647 and no more
CREATE TABLE parcels (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
-- [lock-held] one table is locked while the lock on another is waited for
BEGIN;
ALTER TABLE orders ADD COLUMN region text;
ALTER TABLE customers ADD COLUMN region text;
COMMIT;
-- [lock-order] two tables in opposite order
BEGIN;
ALTER TABLE orders ADD COLUMN a1 text;
ALTER TABLE customers ADD COLUMN a1 text;
COMMIT;
BEGIN;
ALTER TABLE customers ADD COLUMN a2 text;
ALTER TABLE orders ADD COLUMN a2 text;
COMMIT;
-- [lock-table] ACCESS EXCLUSIVE unless a mode is named (no lock_timeout)
BEGIN;
LOCK TABLE orders;
COMMIT;
-- [lock-timeout-zero] waits forever
SET lock_timeout = 0;
ALTER TABLE orders ADD COLUMN region text;
-- [lock-timeout-too-long] everybody waits that long
SET lock_timeout = '10min';
ALTER TABLE orders ADD COLUMN region text;
-- [money-type] depends on lc_monetary
CREATE TABLE parcels (id bigint PRIMARY KEY, fee money);
-- [nested-transaction] BEGIN inside BEGIN
BEGIN;
BEGIN;
ALTER TABLE orders ADD COLUMN region text;
COMMIT;
-- [not-enforced-constraint] nothing is checked
ALTER TABLE orders ADD CONSTRAINT q CHECK (quantity > 0) NOT ENFORCED;
-- [not-valid-never-validated] old rows stay unchecked forever
ALTER TABLE orders ADD CONSTRAINT q CHECK (quantity > 0) NOT VALID;
-- [on-delete-cascade] one DELETE takes rows of other tables
ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT fk;
-- [opaque-dynamic-sql] what it runs is not known before
DO $$ DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'app' LOOP EXECUTE 'ALTER TABLE ' || t || ' ADD COLUMN x int'; END LOOP; END $$;
-- [unknown-routine-call] what it does is not known
CALL reorganise_everything();
-- [integer-key-overflow] an integer key that the application numbers
CREATE TABLE parcels (id integer PRIMARY KEY, weight bigint);
-- [prefer-identity] serial leaves its sequence's privileges behind
CREATE TABLE parcels (id bigserial PRIMARY KEY);
-- [prefer-jsonb] json in a new table
CREATE TABLE parcels (id bigint PRIMARY KEY, details json);
-- [prefer-timestamptz] a time without its zone
CREATE TABLE parcels (id bigint PRIMARY KEY, sent_at timestamp);
-- [prepare-transaction] locks outlive the session; the server's max_prepared_transactions is 0 (refused: 55000)
BEGIN;
ALTER TABLE orders ADD COLUMN region text;
PREPARE TRANSACTION 'later';
-- [refresh-materialized-view] readers wait
REFRESH MATERIALIZED VIEW order_totals;
-- [refresh-concurrently-without-unique-index] no unique index (refused: 55000)
REFRESH MATERIALIZED VIEW CONCURRENTLY order_totals;
-- [rename-column] the running application fails
ALTER TABLE orders RENAME COLUMN note TO remark;
-- [rename-table] the running application fails
ALTER TABLE orders RENAME TO purchases;
-- [rename-schema] the running application fails
ALTER SCHEMA billing RENAME TO finance;
-- [rename-enum-value] the running application writes the old one
ALTER TYPE mood RENAME VALUE 'calm' TO 'quiet';
-- [rename-object] a view
ALTER VIEW open_orders RENAME TO orders_open;
-- [rename-object] a type
ALTER TYPE mood RENAME TO temper;
-- [rename-object] a function
ALTER FUNCTION touch() RENAME TO on_touch;
-- [require-primary-key] no key for replication
CREATE TABLE parcels (id bigint NOT NULL, weight bigint);
-- [rollback-in-migration] nothing of it stays
BEGIN;
ALTER TABLE orders ADD COLUMN region text;
ROLLBACK;
-- [sequence-as-smaller-type] the sequence runs out
ALTER SEQUENCE tickets AS smallint;
-- [session-advisory-lock] held after the transaction
SELECT pg_advisory_lock(42);
-- [session-replication-role] triggers and foreign keys are off
SET session_replication_role = replica;
-- [set-access-method] rewrites
ALTER TABLE orders SET ACCESS METHOD heap2;
-- [set-expression] rewrites
ALTER TABLE settings ADD COLUMN size integer GENERATED ALWAYS AS (length(value)) STORED;
ALTER TABLE settings ALTER COLUMN size SET EXPRESSION AS (length(value) + 1);
-- [set-logged] rewrites and loses crash safety
ALTER TABLE settings SET UNLOGGED;
-- [set-not-null] reads the table under ACCESS EXCLUSIVE
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
-- [set-not-null] two in one statement
ALTER TABLE orders ALTER COLUMN status SET NOT NULL, ALTER COLUMN note SET NOT NULL;
-- [set-role] the rest runs as somebody else
SET ROLE postgres;
-- [set-schema] the running application does not find it
ALTER TABLE orders SET SCHEMA billing;
-- [set-search-path] names mean other objects from here on
SET search_path = app, public;
-- [set-sequence-backwards] numbers come again
SELECT setval('customers_id_seq', 1);
-- [set-tablespace] rewrites under ACCESS EXCLUSIVE; the trace's server has no such tablespace (refused: 42704)
ALTER TABLE orders SET TABLESPACE fast;
-- [sleep-in-migration] locks are held meanwhile
SELECT pg_sleep(30);
-- [truncate] the rows are gone, under ACCESS EXCLUSIVE
TRUNCATE settings;
-- [truncate-cascade] rows of other tables too
TRUNCATE orders CASCADE;
-- [uncommitted-transaction] nothing of it stays
BEGIN;
ALTER TABLE orders ADD COLUMN region text;
-- [unindexed-foreign-key] deleting a customer reads all orders
ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT fk;
-- [unlogged-table] emptied by a crash
CREATE UNLOGGED TABLE parcels (id bigint PRIMARY KEY);
-- [vacuum-full] rewrites under ACCESS EXCLUSIVE
VACUUM FULL orders;
-- [validate-while-locked] the check runs under the lock that NOT VALID took
BEGIN;
ALTER TABLE orders ADD CONSTRAINT q CHECK (quantity > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT q;
COMMIT;
-- [work-under-lock] an index is built while ACCESS EXCLUSIVE is held
BEGIN;
ALTER TABLE orders ADD COLUMN region text;
CREATE INDEX orders_region_idx ON orders (region);
COMMIT;
-- [wide-index] more than three columns
CREATE INDEX CONCURRENTLY orders_wide_idx ON orders (customer_id, status, quantity, total);
-- [several-alters] the table is rewritten twice
ALTER TABLE items ALTER COLUMN product TYPE varchar(10);
ALTER TABLE items ALTER COLUMN price TYPE numeric(12, 4);
-- [select-star-view] columns are frozen
CREATE VIEW all_orders AS SELECT * FROM orders;
-- [like-including-all] foreign keys, triggers, policies and privileges are not copied
CREATE TABLE items_new (LIKE items INCLUDING ALL);
-- [check-dropped-by-type-change] the check is read again for every row
ALTER TABLE items ALTER COLUMN price TYPE numeric(12, 2);
-- [alter-partitioned-table] every partition is locked with its parent (no lock_timeout)
ALTER TABLE events ADD COLUMN source text;
-- [change-policy] ACCESS EXCLUSIVE, and other rows are seen (no lock_timeout)
ALTER POLICY messages_own ON messages USING (sender = session_user);
-- [create-partition] ACCESS EXCLUSIVE on the parent
CREATE TABLE readings_2027 PARTITION OF readings FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
-- [attach-partition] its missing indexes are built while it is locked
ALTER TABLE readings ATTACH PARTITION readings_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- [select-for-update-in-migration] every row is locked
BEGIN;
SELECT id FROM orders FOR UPDATE;
COMMIT;
-- [missing-lock-timeout] a nullable column, but the wait is not bounded (no lock_timeout)
ALTER TABLE orders ADD COLUMN region text;
-- [lock-timeout-late] the bound comes after the statement that needs it (no lock_timeout)
ALTER TABLE orders ADD COLUMN region text;
SET lock_timeout = '2s';
ALTER TABLE items ADD COLUMN region text;
-- [concurrently-waits] two builds, each of which waits for every older transaction
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
CREATE INDEX CONCURRENTLY orders_placed_idx ON orders (placed_at);
-- [create-table-as] a whole table is read
CREATE TABLE old_orders AS SELECT * FROM orders;
-- [analyze-after-rewrite] an index on an expression has no statistics until ANALYZE
CREATE INDEX CONCURRENTLY customers_email_idx ON customers (lower(email));
-- [mixed-ddl-and-dml] a change of the schema and one of the rows
ALTER TABLE orders ADD COLUMN region text;
UPDATE orders SET region = 'eu' WHERE region IS NULL;
-- [add-column-serial] in the body of a procedure that the script calls
CREATE PROCEDURE widen() LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE orders ADD COLUMN seq bigserial; END $$;
CALL widen();
-- [drop-column] in a DO block, when a condition holds
DO $$ BEGIN IF EXISTS (SELECT FROM settings WHERE key = 'tidy') THEN ALTER TABLE orders DROP COLUMN note; END IF; END $$;
-- [truncate] built by a constant EXECUTE
DO $$ BEGIN EXECUTE 'TRUNCATE settings'; END $$;
-- [create-index] a plain one among concurrent ones
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
CREATE INDEX items_order_idx ON items (order_id);
-- [change-type-rewrites] timestamp to text
ALTER TABLE archive ALTER COLUMN placed_at TYPE text;
-- [large-backfill] rows copied from one table to another
INSERT INTO archive SELECT * FROM orders;
-- [large-backfill] rows of a condition that no key bounds
DELETE FROM items WHERE price < 5;
-- [drop-cascade] a table and the foreign keys to it
DROP TABLE orders CASCADE;
-- [drop-index] one of several names
DROP INDEX IF EXISTS orders_note_idx, orders_status_idx;
-- [published-table-change] the subscriber stops at a column it does not have
ALTER TABLE shipments ADD COLUMN weight integer;
-- [published-table-change] the subscriber keeps the old name
ALTER TABLE shipments RENAME COLUMN carrier TO shipper;
-- [drop-publication] every subscriber of it stops
DROP PUBLICATION feed;
-- [drop-publication] one table less for its subscribers
ALTER PUBLICATION feed DROP TABLE shipments;
-- [drop-replication-slot] the consumer cannot continue
SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots;
-- [replica-identity-nothing] a published UPDATE fails
ALTER TABLE shipments REPLICA IDENTITY NOTHING;
-- [replica-identity-full] every old row is written to the log
ALTER TABLE orders REPLICA IDENTITY FULL;
-- [row-security-without-policy] everybody but the owner sees no rows
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
-- [disable-row-security] everybody sees every row
ALTER TABLE messages DISABLE ROW LEVEL SECURITY;
-- [permissive-policy-true] everybody sees every row
CREATE POLICY messages_all ON messages USING (true);
-- [security-definer-search-path] a caller decides which tables it means
CREATE FUNCTION order_note(wanted bigint) RETURNS text LANGUAGE sql SECURITY DEFINER AS $$ SELECT note FROM orders WHERE id = wanted $$;
-- [security-definer-search-path] a function made so later
ALTER FUNCTION tax(numeric) SECURITY DEFINER;
-- [grant-to-public] everybody who may connect reads it
GRANT SELECT ON orders TO PUBLIC;
-- [grant-all] TRUNCATE and TRIGGER are among it
GRANT ALL ON orders TO clerk;
-- [role-superuser] nothing is refused to it; to the owner of the trace's server this is (refused: 42501)
ALTER ROLE clerk SUPERUSER;
-- [role-superuser] programs run as the server's user
GRANT pg_execute_server_program TO clerk;
-- [password-in-migration] it stays in the repository and in the server's log
ALTER ROLE clerk PASSWORD 'hunter2';
-- [default-privileges] privileges on tables that do not exist yet
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO clerk;
-- [event-trigger] runs for the DDL of everybody
CREATE EVENT TRIGGER watcher ON ddl_command_start EXECUTE FUNCTION watch();
-- [update-extension] its scripts run as their author wrote them
ALTER EXTENSION plpgsql UPDATE;
-- [replace-function-overload] a second function beside the first
CREATE OR REPLACE FUNCTION tax(amount numeric, rate numeric DEFAULT 0.25) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$ SELECT amount * rate $$;
-- [replace-function-signature] it is no longer IMMUTABLE
CREATE OR REPLACE FUNCTION tax(amount numeric) RETURNS numeric LANGUAGE sql AS $$ SELECT amount * 0.26 $$;
-- [replace-function-signature] another result (refused: 42P13)
CREATE OR REPLACE FUNCTION tax(amount numeric) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
-- [alter-column-refused] a serial column has a default (refused: 55000)
CREATE TABLE parcels (id bigserial PRIMARY KEY);
ALTER TABLE parcels ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
-- [alter-column-refused] an identity is NOT NULL (refused: 55000)
ALTER TABLE orders ALTER COLUMN quantity ADD GENERATED ALWAYS AS IDENTITY;
-- [alter-column-refused] a column of the primary key (refused: 42P16)
ALTER TABLE orders ALTER COLUMN id DROP NOT NULL;
-- [concurrently-refused] a partitioned table's index (refused: 0A000)
CREATE INDEX readings_taken_idx ON readings (taken_on);
DROP INDEX CONCURRENTLY readings_taken_idx;
-- [concurrently-refused] a catalog, which the role does not own (refused: 42501)
REINDEX TABLE CONCURRENTLY pg_class;
-- [reindex] every catalog of another database than the one that is open (refused: 0A000)
REINDEX SYSTEM shop;
-- [write-catalog] a varchar made longer by hand (refused: 42501)
UPDATE pg_attribute SET atttypmod = 54 WHERE attrelid = 'orders'::regclass AND attname = 'code';
-- [drop-function] callers are not known to the server
DROP FUNCTION tax(numeric);
-- [revoke-privilege] an application that still reads it fails
REVOKE SELECT ON orders FROM clerk;
-- [refuse-logins] a connection pool fails when it opens its next connection
ALTER ROLE clerk NOLOGIN;
-- [refuse-logins] everybody who connects as it
DROP ROLE IF EXISTS old_clerk;
-- [disable-autovacuum] dead rows stay
ALTER TABLE orders SET (autovacuum_enabled = false);
-- [publish-without-key] every table, also those without a key
CREATE PUBLICATION everything FOR ALL TABLES;
-- [publish-without-key] UPDATE of it is refused from here on
CREATE PUBLICATION old_orders FOR TABLE archive;
-- [change-default-setting] every new session is read-only
ALTER ROLE clerk SET default_transaction_read_only = on;
-- [terminate-sessions] all that the condition finds
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'an old program';
-- [large-backfill] a whole table merged into another
MERGE INTO archive USING orders AS o ON archive.id = o.id WHEN MATCHED THEN UPDATE SET note = o.note;
-- [large-backfill] rows that the statement makes up
INSERT INTO archive (id) SELECT generate_series(1, 100000);
-- [work-under-lock] a table is copied while another one is locked
BEGIN;
ALTER TABLE customers ADD COLUMN points integer;
CREATE TABLE big_orders AS SELECT * FROM orders;
COMMIT;
-- [work-under-lock] a query under a lock
BEGIN;
LOCK TABLE customers IN ACCESS EXCLUSIVE MODE;
SELECT count(*) FROM orders;
COMMIT;
-- [add-column-constrained-domain] a type that no script makes (refused: 42704)
ALTER TABLE orders ADD COLUMN pieces posint DEFAULT 1;
-- [add-primary-key-using-nullable-index] an index that no script makes (refused: 42704)
ALTER TABLE archive ADD CONSTRAINT archive_pk PRIMARY KEY USING INDEX archive_un;
-- [refresh-concurrently-without-unique-index] a view that no script makes (refused: 42P01)
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;
-- [transaction-block-required] a savepoint that the transaction did not set (refused: 3B001)
BEGIN;
SAVEPOINT a;
ROLLBACK TO b;
COMMIT;
-- [transaction-block-required] a lock that ends with its statement (refused: 25P01)
LOCK TABLE orders;
-- [partition-key-missing] the key of a new table that is partitioned by another column (refused: 0A000)
CREATE TABLE logs (id bigint PRIMARY KEY, day date) PARTITION BY RANGE (day);
-- [foreign-key-refused] no unique key of the other table (refused: 42830)
ALTER TABLE items ADD COLUMN product_of text REFERENCES orders (note);
-- [duplicate-column] a column that is there (refused: 42701)
ALTER TABLE orders ADD COLUMN note text;
-- [truncate-referenced] a table that others point at (refused: 0A000)
TRUNCATE orders;
