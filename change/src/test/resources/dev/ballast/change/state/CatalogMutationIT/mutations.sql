-- What is changed, and what must be reported of it: so many lines that begin so, and no other.
-- "@15" in a title: for 15 and later. "->18": reported from 18 on; "->..17": to 17. "outside": in no
-- transaction. "!" undoes what no transaction takes back.
== TABLE.owner
ALTER TABLE shop.customers OWNER TO bob;
-> table shop.customers: owner
-> table shop.customers: privileges
== TABLE.privileges
GRANT INSERT ON shop.orders TO alice;
-> table shop.orders: privileges
== TABLE.privileges, the option to grant
GRANT SELECT ON shop.orders TO alice WITH GRANT OPTION;
-> table shop.orders: privileges
== TABLE.privileges, of the owner
REVOKE DELETE ON shop.orders FROM CURRENT_USER;
-> table shop.orders: privileges
== TABLE.persistence
ALTER TABLE shop.stray SET UNLOGGED;
-> table shop.stray: persistence logged -> unlogged
== @15 TABLE.access_method
ALTER TABLE shop.stray SET ACCESS METHOD heap_too;
-> table shop.stray: access method heap -> heap_too
== TABLE.tablespace
ALTER TABLE shop.stray SET TABLESPACE fast;
-> table shop.stray: tablespace default -> fast
== TABLE.options
ALTER TABLE shop.orders SET (fillfactor = 70);
-> table shop.orders: options {} -> {fillfactor=70}
== TABLE.toast_options
ALTER TABLE shop.orders SET (toast.autovacuum_enabled = off);
-> table shop.orders: toast options {} -> {autovacuum_enabled=off}
== TABLE.replica_identity
ALTER TABLE shop.orders REPLICA IDENTITY FULL;
-> table shop.orders: replica identity default -> full
== TABLE.row_security
ALTER TABLE shop.orders ENABLE ROW LEVEL SECURITY;
-> table shop.orders: row security false -> true
== TABLE.forced_row_security
ALTER TABLE shop.orders FORCE ROW LEVEL SECURITY;
-> table shop.orders: forced row security false -> true
== TABLE.inherits
ALTER TABLE shop.derived NO INHERIT shop.base;
-> table shop.derived: inherits shop.base -> (none)
-> column shop.derived.id: local false -> true
-> column shop.derived.id: inherited 1 -> 0
-> column shop.derived.plain: local false -> true
-> column shop.derived.plain: inherited 1 -> 0
== TABLE.of_type
ALTER TABLE shop.typed NOT OF;
-> table shop.typed: of type shop.address -> (none)
== TABLE.partition_bound, detached
ALTER TABLE shop.events DETACH PARTITION shop.events_1;
-> table shop.events_1: inherits shop.events -> (none)
-> table shop.events_1: partition bound
-> column shop.events_1.at: local
-> column shop.events_1.at: inherited
-> column shop.events_1.what: local
-> column shop.events_1.what: inherited
->18 constraint shop.events_1.events_at_not_null: local
->18 constraint shop.events_1.events_at_not_null: inherited
-> index shop.events_1_what_idx of events_1: parent
-> trigger cloned on shop.events_1: removed
== TABLE.partition_key
DROP TABLE shop.events;
CREATE TABLE shop.events (at date NOT NULL, what text) PARTITION BY LIST (at);
-> table shop.events_1: removed
-> index shop.events_what of events: removed
-> trigger cloned on shop.events: removed
-> table shop.events: partition key RANGE (at) -> LIST (at)
== TABLE.kind
DROP FOREIGN TABLE shop.away;
CREATE TABLE shop.away (id integer);
-> table shop.away: kind foreign -> table
-> table shop.away: access method (none) -> heap
-> table shop.away: replica identity nothing -> default
-> table shop.away: server elsewhere -> (none)
-> table shop.away: foreign options {table_name=far} -> {}
-> column shop.away.id: foreign options {column_name=key} -> (none)
== TABLE.server
DROP FOREIGN TABLE shop.away;
CREATE FOREIGN TABLE shop.away (id integer OPTIONS (column_name 'key')) SERVER elsewhere_too OPTIONS (table_name 'far');
-> table shop.away: server elsewhere -> elsewhere_too
== TABLE.foreign_options
ALTER FOREIGN TABLE shop.away OPTIONS (SET table_name 'farther');
-> table shop.away: foreign options
== TABLE added
CREATE TABLE other.fresh (id integer PRIMARY KEY, note text);
-> table other.fresh: added with
== TABLE removed
DROP TABLE shop.booked;
-> table shop.booked: removed with
== TABLE renamed
ALTER TABLE shop.stray RENAME TO strayed;
-> table shop.stray: removed with 2 parts
-> table shop.strayed: added with 2 parts
== TABLE in another schema
ALTER TABLE shop.stray SET SCHEMA other;
-> table shop.stray: removed with 2 parts
-> table other.stray: added with 2 parts
== COLUMN.position
ALTER TABLE shop.stray DROP COLUMN id, ADD COLUMN id integer;
-> column shop.stray.id: position 1 -> 2
-> column shop.stray.plain: position 2 -> 1
== COLUMN.type
ALTER TABLE shop.stray ALTER plain TYPE bigint;
-> column shop.stray.plain: type integer -> bigint
== COLUMN.type, its modifier
ALTER TABLE shop.prices ALTER price TYPE numeric(12,2);
-> column shop.prices.price: type numeric(10,2) -> numeric(12,2)
== COLUMN.collation
ALTER TABLE shop.prices ALTER label TYPE text COLLATE "C";
-> column shop.prices.label: collation "default" -> "C"
== COLUMN.not_null
ALTER TABLE shop.orders ALTER note SET NOT NULL;
-> column shop.orders.note: not null false -> true
->18 constraint shop.orders.orders_note_not_null: added
== COLUMN.default
ALTER TABLE shop.orders ALTER note SET DEFAULT 'none';
-> column shop.orders.note: default (none) -> 'none'::text
== COLUMN.default, of another value
ALTER TABLE shop.orders ALTER amount SET DEFAULT 1;
-> column shop.orders.amount: default 0 -> 1
== COLUMN.generated
ALTER TABLE shop.orders ALTER doubled DROP EXPRESSION;
-> column shop.orders.doubled: default (amount * (2)::numeric) -> (none)
-> column shop.orders.doubled: generated stored -> (none)
== COLUMN.identity
ALTER TABLE shop.orders ALTER id SET GENERATED ALWAYS;
-> column shop.orders.id: identity by default -> always
== COLUMN.identity, dropped
ALTER TABLE shop.orders ALTER id DROP IDENTITY;
-> sequence shop.orders_id_seq: removed
-> column shop.orders.id: identity by default -> (none)
== COLUMN.storage
ALTER TABLE shop.orders ALTER note SET STORAGE EXTERNAL;
-> column shop.orders.note: storage extended -> external
== COLUMN.compression
ALTER TABLE shop.orders ALTER note SET COMPRESSION pglz;
-> column shop.orders.note: compression (none) -> pglz
== COLUMN.statistics_target
ALTER TABLE shop.orders ALTER note SET STATISTICS 500;
-> column shop.orders.note: statistics target -1 -> 500
== COLUMN.options
ALTER TABLE shop.orders ALTER note SET (n_distinct = 5);
-> column shop.orders.note: options (none) -> {n_distinct=5}
== COLUMN.foreign_options
ALTER FOREIGN TABLE shop.away ALTER id OPTIONS (SET column_name 'other');
-> column shop.away.id: foreign options {column_name=key} -> {column_name=other}
== COLUMN.privileges
REVOKE UPDATE (note) ON shop.orders FROM alice;
-> column shop.orders.note: privileges
== COLUMN.local and inherited
ALTER TABLE shop.derived ADD COLUMN late integer;
ALTER TABLE shop.base ADD COLUMN late integer;
-> column shop.base.late: added
-> column shop.derived.late: added
== COLUMN added
ALTER TABLE shop.orders ADD COLUMN discount integer DEFAULT 5;
-> column shop.orders.discount: added
== COLUMN removed
ALTER TABLE shop.orders DROP COLUMN placed;
-> column shop.orders.placed: removed
== COLUMN renamed
ALTER TABLE shop.stray RENAME plain TO plainer;
-> column shop.stray.plain: removed
-> column shop.stray.plainer: added
== COLUMN of a composite type
ALTER TYPE shop.address ADD ATTRIBUTE zip text CASCADE;
-> column shop.address.zip: added
-> column shop.typed.zip: added
== COLUMN of a view
ALTER VIEW shop.paid ALTER note SET DEFAULT 'x';
-> column shop.paid.note: default (none) -> 'x'::text
== CONSTRAINT.definition
ALTER TABLE shop.orders DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (amount > 0);
-> constraint shop.orders.positive: definition
== CONSTRAINT.type
ALTER TABLE shop.orders DROP CONSTRAINT positive, ADD CONSTRAINT positive UNIQUE (amount);
-> index shop.positive of orders: added
-> constraint shop.orders.positive: type check -> unique
-> constraint shop.orders.positive: definition
-> constraint shop.orders.positive: no inherit false -> true
-> constraint shop.orders.positive: index (none) -> shop.positive
== CONSTRAINT.deferrable
ALTER TABLE shop.orders ALTER CONSTRAINT orders_of DEFERRABLE;
-> constraint shop.orders.orders_of: definition
-> constraint shop.orders.orders_of: deferrable false -> true
== CONSTRAINT.deferred
ALTER TABLE shop.orders ALTER CONSTRAINT orders_of DEFERRABLE INITIALLY DEFERRED;
-> constraint shop.orders.orders_of: definition
-> constraint shop.orders.orders_of: deferrable false -> true
-> constraint shop.orders.orders_of: deferred false -> true
== CONSTRAINT.validated
ALTER TABLE shop.orders DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (amount >= 0) NOT VALID;
-> constraint shop.orders.positive: definition
-> constraint shop.orders.positive: validated true -> false
== @18 CONSTRAINT.enforced
ALTER TABLE shop.orders ALTER CONSTRAINT orders_of NOT ENFORCED;
-> constraint shop.orders.orders_of: definition
-> constraint shop.orders.orders_of: validated true -> false
-> constraint shop.orders.orders_of: enforced true -> false
-> constraint shop.orders.orders_of: triggers
== CONSTRAINT.no_inherit
ALTER TABLE shop.orders DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (amount >= 0) NO INHERIT;
-> constraint shop.orders.positive: definition
-> constraint shop.orders.positive: no inherit false -> true
== CONSTRAINT.local and inherited
ALTER TABLE shop.base ADD CONSTRAINT inherited CHECK (plain > 0);
ALTER TABLE shop.derived ADD CONSTRAINT inherited CHECK (plain > 0);
-> constraint shop.base.inherited: added
-> constraint shop.derived.inherited: added
== CONSTRAINT.triggers, disabled
ALTER TABLE shop.orders DISABLE TRIGGER ALL;
-> constraint shop.orders.orders_of: triggers
-> trigger stamped on shop.orders: enabled enabled -> disabled
== CONSTRAINT.index, of the referenced table
ALTER TABLE shop.customers ADD CONSTRAINT second UNIQUE (id);
ALTER TABLE shop.orders DROP CONSTRAINT orders_of;
ALTER TABLE shop.customers DROP CONSTRAINT customers_pkey;
ALTER TABLE shop.orders ADD CONSTRAINT orders_of FOREIGN KEY (customer) REFERENCES shop.customers (id);
-> constraint shop.customers.customers_pkey: removed
-> index shop.customers_pkey of customers: removed
-> constraint shop.customers.second: added
-> index shop.second of customers: added
-> constraint shop.orders.orders_of: index shop.customers_pkey -> shop.second
== CONSTRAINT removed
ALTER TABLE shop.orders DROP CONSTRAINT orders_of;
-> constraint shop.orders.orders_of: removed
== CONSTRAINT renamed
ALTER TABLE shop.orders RENAME CONSTRAINT positive TO not_negative;
-> constraint shop.orders.positive: removed
-> constraint shop.orders.not_negative: added
== CONSTRAINT of a domain
ALTER DOMAIN shop.email DROP CONSTRAINT has_at;
-> constraint shop.email.has_at: removed
== CONSTRAINT of exclusion
ALTER TABLE shop.booked DROP CONSTRAINT once;
-> constraint shop.booked.once: removed
-> index shop.once of booked: removed
== INDEX.definition
DROP INDEX shop.orders_note;
CREATE INDEX orders_note ON shop.orders (note DESC);
-> index shop.orders_note of orders: definition
== INDEX.definition, its options
ALTER INDEX shop.orders_note SET (fillfactor = 50);
-> index shop.orders_note of orders: definition
== INDEX.definition, partial
DROP INDEX shop.orders_note;
CREATE INDEX orders_note ON shop.orders (note) WHERE id > 5;
-> index shop.orders_note of orders: definition
== INDEX added with a key
ALTER TABLE shop.scratch ALTER id SET NOT NULL;
ALTER TABLE shop.scratch ADD CONSTRAINT scratch_key PRIMARY KEY (id);
-> constraint shop.scratch.scratch_key: added
-> column shop.scratch.id: not null false -> true
->18 constraint shop.scratch.scratch_id_not_null: added
-> index shop.scratch_key of scratch: added
== INDEX.immediate and primary
ALTER TABLE shop.scratch DROP CONSTRAINT scratch_code_key, ADD CONSTRAINT scratch_code_key UNIQUE (code);
-> constraint shop.scratch.scratch_code_key: definition
-> constraint shop.scratch.scratch_code_key: deferrable true -> false
-> constraint shop.scratch.scratch_code_key: triggers shop.scratch unique_key_recheck O -> (none)
-> index shop.scratch_code_key of scratch: immediate false -> true
== INDEX.valid
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'shop.orders_note'::regclass;
-> index shop.orders_note of orders: valid true -> false
== INDEX.ready
UPDATE pg_index SET indisready = false WHERE indexrelid = 'shop.orders_note'::regclass;
-> index shop.orders_note of orders: ready true -> false
== INDEX.live
UPDATE pg_index SET indislive = false WHERE indexrelid = 'shop.orders_note'::regclass;
-> index shop.orders_note of orders: live true -> false
== INDEX.clustered
ALTER TABLE shop.orders CLUSTER ON orders_note;
-> index shop.orders_note of orders: clustered false -> true
== INDEX.replica_identity
ALTER TABLE shop.orders REPLICA IDENTITY USING INDEX orders_unique;
-> table shop.orders: replica identity default -> index
-> index shop.orders_unique of orders: replica identity false -> true
== INDEX.tablespace
ALTER INDEX shop.orders_note SET TABLESPACE fast;
-> index shop.orders_note of orders: tablespace default -> fast
== INDEX.statistics_targets
ALTER INDEX shop.orders_lower ALTER COLUMN 1 SET STATISTICS 300;
-> index shop.orders_lower of orders: statistics targets (none) -> 1: 300
== INDEX.parent
CREATE INDEX events_at ON ONLY shop.events (at);
CREATE INDEX events_1_at ON shop.events_1 (at);
ALTER INDEX shop.events_at ATTACH PARTITION shop.events_1_at;
-> index shop.events_1_at of events_1: added
-> index shop.events_at of events: added
== INDEX removed
DROP INDEX shop.orders_note;
-> index shop.orders_note of orders: removed
== INDEX renamed
ALTER INDEX shop.orders_note RENAME TO orders_by_note;
-> index shop.orders_note of orders: removed
-> index shop.orders_by_note of orders: added
== VIEW.definition
CREATE OR REPLACE VIEW shop.paid AS SELECT id, note FROM shop.orders WHERE state = 'sent';
-> view shop.paid: definition
== VIEW.owner
ALTER VIEW shop.paid OWNER TO bob;
-> view shop.paid: owner
-> view shop.paid: privileges
== VIEW.privileges
GRANT SELECT ON shop.paid TO carol;
-> view shop.paid: privileges
== VIEW.options
ALTER VIEW shop.paid SET (security_barrier = true);
-> view shop.paid: options {} -> {security_barrier=true}
== @15 VIEW.options, of the invoker
ALTER VIEW shop.paid SET (security_invoker = true);
-> view shop.paid: options {} -> {security_invoker=true}
== VIEW removed
DROP VIEW shop.paid;
-> view shop.paid: removed with 2 parts
== MATERIALIZED_VIEW.definition
DROP MATERIALIZED VIEW shop.totals;
CREATE MATERIALIZED VIEW shop.totals AS SELECT customer, sum(amount) AS total FROM shop.orders WHERE amount > 3 GROUP BY customer;
-> materialised view shop.totals: definition
== MATERIALIZED_VIEW.owner
ALTER MATERIALIZED VIEW shop.totals OWNER TO bob;
-> materialised view shop.totals: owner
-> materialised view shop.totals: privileges
== MATERIALIZED_VIEW.privileges
GRANT SELECT ON shop.totals TO alice;
-> materialised view shop.totals: privileges
== MATERIALIZED_VIEW.populated
REFRESH MATERIALIZED VIEW shop.totals WITH NO DATA;
-> materialised view shop.totals: populated true -> false
== @15 MATERIALIZED_VIEW.access_method
ALTER MATERIALIZED VIEW shop.totals SET ACCESS METHOD heap_too;
-> materialised view shop.totals: access method heap -> heap_too
== MATERIALIZED_VIEW.tablespace
ALTER MATERIALIZED VIEW shop.totals SET TABLESPACE fast;
-> materialised view shop.totals: tablespace default -> fast
== MATERIALIZED_VIEW.options and toast_options
ALTER MATERIALIZED VIEW shop.totals SET (fillfactor = 80, toast.autovacuum_enabled = off);
-> materialised view shop.totals: options {} -> {fillfactor=80}
-> materialised view shop.totals: toast options {} -> {autovacuum_enabled=off}
== SEQUENCE.owner
ALTER SEQUENCE shop.counter OWNER TO bob;
-> sequence shop.counter: owner
-> sequence shop.counter: privileges
== SEQUENCE.privileges
GRANT USAGE ON SEQUENCE shop.counter TO alice;
-> sequence shop.counter: privileges
== @15 SEQUENCE.persistence
ALTER SEQUENCE shop.counter SET UNLOGGED;
-> sequence shop.counter: persistence logged -> unlogged
== SEQUENCE.type
ALTER SEQUENCE shop.counter AS integer;
-> sequence shop.counter: type bigint -> integer
-> sequence shop.counter: maximum 9223372036854775807 -> 2147483647
== SEQUENCE.start
ALTER SEQUENCE shop.counter START 5;
-> sequence shop.counter: start 1 -> 5
== SEQUENCE.increment
ALTER SEQUENCE shop.counter INCREMENT 10;
-> sequence shop.counter: increment 1 -> 10
== SEQUENCE.minimum
ALTER SEQUENCE shop.counter MINVALUE -5;
-> sequence shop.counter: minimum 1 -> -5
== SEQUENCE.maximum
ALTER SEQUENCE shop.counter MAXVALUE 1000;
-> sequence shop.counter: maximum 9223372036854775807 -> 1000
== SEQUENCE.cache
ALTER SEQUENCE shop.counter CACHE 20;
-> sequence shop.counter: cache 1 -> 20
== SEQUENCE.cycle
ALTER SEQUENCE shop.counter CYCLE;
-> sequence shop.counter: cycle false -> true
== SEQUENCE.owned_by
ALTER SEQUENCE shop.counter OWNED BY shop.stray.id;
-> sequence shop.counter: owned by (none) -> shop.stray.id
== SEQUENCE.place, set back
SELECT setval('shop.counter', 49);
! SELECT setval('shop.counter', 50);
-> sequence shop.counter: place 50 -> 49
== SEQUENCE.place, the last value once more
SELECT setval('shop.counter', 50, false);
! SELECT setval('shop.counter', 50);
-> sequence shop.counter: place 50 -> 50 (not used yet)
== SEQUENCE removed
DROP SEQUENCE shop.unused;
-> sequence shop.unused: removed
== ROUTINE.body
CREATE OR REPLACE FUNCTION shop.twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n + n';
-> routine shop.twice(integer): body SELECT n * 2 -> SELECT n + n
== ROUTINE.language
CREATE OR REPLACE FUNCTION shop.twice(n integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN n * 2; END';
-> routine shop.twice(integer): language sql -> plpgsql
-> routine shop.twice(integer): body
== ROUTINE.arguments
CREATE OR REPLACE FUNCTION shop.twice(n integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
-> routine shop.twice(integer): arguments n integer -> n integer DEFAULT 1
== ROUTINE.result
DROP FUNCTION shop.twice(integer);
CREATE FUNCTION shop.twice(n integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
-> routine shop.twice(integer): result integer -> bigint
== ROUTINE.library
CREATE OR REPLACE FUNCTION shop.handler() RETURNS language_handler LANGUAGE c AS 'plpgsql', 'plpgsql_call_handler';
-> routine shop.handler(): library $libdir/plpgsql -> plpgsql
== ROUTINE.volatility
ALTER FUNCTION shop.twice(integer) STABLE;
-> routine shop.twice(integer): volatility immutable -> stable
== ROUTINE.parallel
ALTER FUNCTION shop.twice(integer) PARALLEL SAFE;
-> routine shop.twice(integer): parallel unsafe -> safe
== ROUTINE.security
ALTER FUNCTION shop.twice(integer) SECURITY DEFINER;
-> routine shop.twice(integer): security invoker -> definer
== ROUTINE.leakproof
ALTER FUNCTION shop.twice(integer) LEAKPROOF;
-> routine shop.twice(integer): leakproof false -> true
== ROUTINE.strict
ALTER FUNCTION shop.twice(integer) STRICT;
-> routine shop.twice(integer): strict false -> true
== ROUTINE.cost
ALTER FUNCTION shop.twice(integer) COST 1000;
-> routine shop.twice(integer): cost 100 -> 1000
== ROUTINE.rows
ALTER FUNCTION shop.many() ROWS 5;
-> routine shop.many(): rows 1000 -> 5
== ROUTINE.support
ALTER FUNCTION shop.many() SUPPORT generate_series_int4_support;
-> routine shop.many(): support - -> generate_series_int4_support
== ROUTINE.settings
ALTER FUNCTION shop.twice(integer) SET work_mem = '1MB';
-> routine shop.twice(integer): settings {} -> {work_mem=1MB}
== ROUTINE.transforms
CREATE OR REPLACE FUNCTION shop.twice(n integer) RETURNS integer LANGUAGE sql TRANSFORM FOR TYPE shop.address IMMUTABLE AS 'SELECT n * 2';
-> routine shop.twice(integer): transforms {} -> {shop.address}
== ROUTINE.owner
ALTER FUNCTION shop.twice(integer) OWNER TO bob;
-> routine shop.twice(integer): owner
-> routine shop.twice(integer): privileges
== ROUTINE.privileges
REVOKE EXECUTE ON FUNCTION shop.twice(integer) FROM PUBLIC;
-> routine shop.twice(integer): privileges
== ROUTINE.kind
DROP PROCEDURE shop.work();
CREATE FUNCTION shop.work() RETURNS void LANGUAGE sql AS 'SELECT 1';
-> routine shop.work(): kind procedure -> function
-> routine shop.work(): result (none) -> void
== ROUTINE.aggregate
CREATE OR REPLACE AGGREGATE shop.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '100');
-> routine shop.total(integer): aggregate
== ROUTINE added, by other types
CREATE FUNCTION shop.twice(n bigint) RETURNS bigint LANGUAGE sql AS 'SELECT n * 2';
-> routine shop.twice(bigint): added
== ROUTINE removed
DROP FUNCTION shop.twice(integer);
-> routine shop.twice(integer): removed
== TRIGGER.definition
DROP TRIGGER stamped ON shop.orders;
CREATE TRIGGER stamped AFTER UPDATE ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.stamp();
-> trigger stamped on shop.orders: definition
== TRIGGER.definition, its function
DROP TRIGGER stamped ON shop.orders;
CREATE TRIGGER stamped BEFORE UPDATE ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.other_stamp();
-> trigger stamped on shop.orders: definition
== TRIGGER.enabled
ALTER TABLE shop.orders ENABLE REPLICA TRIGGER stamped;
-> trigger stamped on shop.orders: enabled enabled -> replica
== TRIGGER.enabled, on a partition
ALTER TABLE shop.events_1 DISABLE TRIGGER cloned;
-> trigger cloned on shop.events_1: enabled enabled -> disabled
== TRIGGER removed
DROP TRIGGER stamped ON shop.orders;
-> trigger stamped on shop.orders: removed
== RULE.definition
CREATE OR REPLACE RULE quiet AS ON DELETE TO shop.customers DO ALSO NOTIFY others;
-> rule quiet on shop.customers: definition
== RULE.enabled
ALTER TABLE shop.customers DISABLE RULE quiet;
-> rule quiet on shop.customers: enabled enabled -> disabled
== POLICY.permissive
DROP POLICY own ON shop.orders;
CREATE POLICY own ON shop.orders AS RESTRICTIVE FOR SELECT TO alice USING (customer = 1);
-> policy own on shop.orders: permissive true -> false
== POLICY.command
DROP POLICY own ON shop.orders;
CREATE POLICY own ON shop.orders FOR DELETE TO alice USING (customer = 1);
-> policy own on shop.orders: command select -> delete
== POLICY.roles
ALTER POLICY own ON shop.orders TO alice, carol;
-> policy own on shop.orders: roles {alice} -> {alice,carol}
== POLICY.using
ALTER POLICY own ON shop.orders USING (customer = 2);
-> policy own on shop.orders: using (customer = 1) -> (customer = 2)
== POLICY.check
ALTER POLICY writes ON shop.orders WITH CHECK (true);
-> policy writes on shop.orders: check (customer = 2) -> true
== EVENT_TRIGGER.owner
ALTER ROLE bob SUPERUSER;
ALTER EVENT TRIGGER watching OWNER TO bob;
-> role bob: superuser false -> true
-> event trigger watching: owner
== EVENT_TRIGGER.event and tags
DROP EVENT TRIGGER watching;
CREATE EVENT TRIGGER watching ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION shop.watch();
ALTER EVENT TRIGGER watching DISABLE;
-> event trigger watching: event ddl_command_end -> sql_drop
-> event trigger watching: tags {"CREATE INDEX"} -> {"DROP TABLE"}
== EVENT_TRIGGER.function
CREATE FUNCTION shop.watch_too() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
DROP EVENT TRIGGER watching;
CREATE EVENT TRIGGER watching ON ddl_command_end WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION shop.watch_too();
ALTER EVENT TRIGGER watching DISABLE;
-> routine shop.watch_too(): added
-> event trigger watching: function shop.watch -> shop.watch_too
== EVENT_TRIGGER.enabled
ALTER EVENT TRIGGER watching ENABLE ALWAYS;
-> event trigger watching: enabled disabled -> always
== SCHEMA.owner
ALTER SCHEMA other OWNER TO alice;
-> schema other: owner bob -> alice
-> schema other: privileges
== SCHEMA.privileges
GRANT USAGE ON SCHEMA shop TO alice;
-> schema shop: privileges
== SCHEMA added
CREATE SCHEMA third;
-> schema third: added
== EXTENSION.version
UPDATE pg_extension SET extversion = '0.1' WHERE extname = 'hstore';
-> extension hstore: version
== EXTENSION.owner
UPDATE pg_extension SET extowner = 'bob'::regrole WHERE extname = 'hstore';
-> extension hstore: owner
== EXTENSION.schema_of_its_objects
UPDATE pg_extension SET extnamespace = 'shop'::regnamespace WHERE extname = 'hstore';
-> extension hstore: schema of its objects other -> shop
== EXTENSION.relocatable
UPDATE pg_extension SET extrelocatable = NOT extrelocatable WHERE extname = 'hstore';
-> extension hstore: relocatable
== EXTENSION.configuration
UPDATE pg_extension SET extconfig = ARRAY['shop.stray'::regclass], extcondition = ARRAY['WHERE id > 1'] WHERE extname = 'hstore';
-> extension hstore: configuration (none) -> shop.stray WHERE id > 1
== EXTENSION_MEMBER added
ALTER EXTENSION hstore ADD TABLE shop.stray;
-> extension's object table shop.stray of hstore: added
->17 extension's object type shop.stray of hstore: added
->17 extension's object type shop.stray[] of hstore: added
== EXTENSION_MEMBER.dependency
ALTER FUNCTION shop.twice(integer) DEPENDS ON EXTENSION hstore;
-> extension's object function shop.twice(integer) of hstore: added
== LANGUAGE.owner
ALTER LANGUAGE shoplang OWNER TO bob;
-> language shoplang: owner
-> language shoplang: privileges
== LANGUAGE.trusted
CREATE OR REPLACE TRUSTED LANGUAGE shoplang HANDLER shop.handler;
-> language shoplang: trusted false -> true
== LANGUAGE.functions
CREATE OR REPLACE LANGUAGE shoplang HANDLER shop.handler VALIDATOR plpgsql_validator;
-> language shoplang: functions
== LANGUAGE.privileges
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
-> language plpgsql: privileges
== ACCESS_METHOD.type and handler
DROP ACCESS METHOD heap_too;
CREATE ACCESS METHOD heap_too TYPE INDEX HANDLER bthandler;
-> access method heap_too: type table -> index
-> access method heap_too: handler heap_tableam_handler -> bthandler
== TYPE.labels, one more
ALTER TYPE shop.status ADD VALUE 'lost' AFTER 'paid';
-> type shop.status: labels draft, paid, sent -> draft, paid, lost, sent
== TYPE.labels, renamed
ALTER TYPE shop.status RENAME VALUE 'paid' TO 'settled';
-> type shop.status: labels draft, paid, sent -> draft, settled, sent
-> view shop.paid: definition
== TYPE.owner
ALTER TYPE shop.status OWNER TO bob;
-> type shop.status: owner
-> type shop.status: privileges
== TYPE.privileges
REVOKE USAGE ON TYPE shop.status FROM PUBLIC;
-> type shop.status: privileges
== TYPE.not_null
ALTER DOMAIN shop.email SET NOT NULL;
-> type shop.email: not null
->17 constraint shop.email.email_not_null: added
== TYPE.default
ALTER DOMAIN shop.email SET DEFAULT 'x@example.org';
-> type shop.email: default 'nobody'::text -> 'x@example.org'::text
== TYPE.base_type and collation
ALTER TABLE shop.customers DROP COLUMN mail;
DROP DOMAIN shop.email;
CREATE DOMAIN shop.email AS varchar(30) DEFAULT 'nobody' CONSTRAINT has_at CHECK (VALUE LIKE '%@%' OR VALUE = 'nobody');
-> column shop.customers.mail: removed
-> constraint shop.email.has_at: definition
-> type shop.email: base type text -> character varying(30)
-> type shop.email: collation "C" -> "default"
-> type shop.email: default
== TYPE.range
DROP TYPE shop.price_range;
CREATE FUNCTION shop.apart(numeric, numeric) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT 0::float8';
CREATE TYPE shop.price_range AS RANGE (subtype = numeric, subtype_diff = shop.apart);
-> routine shop.apart(numeric, numeric): added
-> type shop.price_range: range
== TYPE.kind
DROP TYPE shop.shell;
CREATE TYPE shop.shell AS ENUM ();
-> type shop.shell: kind shell -> enum
== TYPE.functions
ALTER TYPE shop.whole SET (SEND = shop.whole_send);
-> type shop.whole: functions
== TYPE.layout
UPDATE pg_type SET typcategory = 'Q' WHERE oid = 'shop.whole'::regtype;
-> type shop.whole: layout
== COLLATION.owner
ALTER COLLATION shop.plain OWNER TO bob;
-> collation shop.plain: owner
== COLLATION.locale
DROP COLLATION shop.plain;
CREATE COLLATION shop.plain (locale = 'POSIX');
-> collation shop.plain: locale C, C -> POSIX, POSIX
== COLLATION.provider, deterministic, version
DROP COLLATION shop.plain;
CREATE COLLATION shop.plain (provider = icu, locale = 'de', deterministic = false);
-> collation shop.plain: provider c -> i
-> collation shop.plain: deterministic true -> false
-> collation shop.plain: locale
-> collation shop.plain: version
== @16 COLLATION.rules
UPDATE pg_collation SET collicurules = '&a < g' WHERE collname = 'plain';
-> collation shop.plain: rules (none) -> &a < g
== CONVERSION.owner
ALTER CONVERSION shop.latin OWNER TO bob;
-> conversion shop.latin: owner
== CONVERSION.default
DROP CONVERSION shop.latin;
CREATE DEFAULT CONVERSION shop.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
-> conversion shop.latin: default false -> true
== CONVERSION.source, target, function
DROP CONVERSION shop.latin;
CREATE CONVERSION shop.latin FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
-> conversion shop.latin: source LATIN1 -> UTF8
-> conversion shop.latin: target UTF8 -> LATIN1
-> conversion shop.latin: function iso8859_1_to_utf8 -> utf8_to_iso8859_1
== CAST.method, function
DROP CAST (integer AS shop.status);
CREATE CAST (integer AS shop.status) WITH INOUT AS ASSIGNMENT;
-> cast integer AS shop.status: method function -> in and out
-> cast integer AS shop.status: function shop.status_of(integer) -> (none)
== CAST.context
DROP CAST (integer AS shop.status);
CREATE CAST (integer AS shop.status) WITH FUNCTION shop.status_of(integer) AS IMPLICIT;
-> cast integer AS shop.status: context assignment -> implicit
== OPERATOR.owner
ALTER OPERATOR shop.=~= (integer, integer) OWNER TO bob;
-> operator shop.=~=(integer, integer): owner
== OPERATOR.function
DROP OPERATOR shop.=~= (integer, integer);
CREATE OPERATOR shop.=~= (FUNCTION = int4eq, LEFTARG = integer, RIGHTARG = integer);
-> operator shop.=~=(integer, integer): function shop.near -> int4eq
== OPERATOR.commutator, merges, hashes
DROP OPERATOR shop.=~= (integer, integer);
CREATE OPERATOR shop.=~= (FUNCTION = shop.near, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(shop.=~=), MERGES, HASHES);
-> operator shop.=~=(integer, integer): commutator
-> operator shop.=~=(integer, integer): merges false -> true
-> operator shop.=~=(integer, integer): hashes false -> true
== OPERATOR.negator
CREATE OPERATOR shop.<~> (FUNCTION = shop.near, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(shop.=~=));
-> operator shop.<~>(integer, integer): added
-> operator shop.=~=(integer, integer): negator (none) -> shop.<~>(integer,integer)
== OPERATOR.restriction, join
ALTER OPERATOR shop.=~= (integer, integer) SET (RESTRICT = eqsel, JOIN = eqjoinsel);
-> operator shop.=~=(integer, integer): restriction - -> eqsel
-> operator shop.=~=(integer, integer): join - -> eqjoinsel
== OPERATOR.result
UPDATE pg_operator SET oprresult = 'integer'::regtype WHERE oprname = '=~=';
-> operator shop.=~=(integer, integer): result boolean -> integer
== OPERATOR_CLASS.owner
ALTER OPERATOR CLASS shop.number_ops USING btree OWNER TO bob;
-> operator class shop.number_ops of btree: owner
== OPERATOR_CLASS.family, default, type, key_type
UPDATE pg_opclass SET opcdefault = true, opckeytype = 'bigint'::regtype, opcintype = 'bigint'::regtype WHERE opcname = 'number_ops';
-> operator class shop.number_ops of btree: type integer -> bigint
-> operator class shop.number_ops of btree: default false -> true
-> operator class shop.number_ops of btree: key type (none) -> bigint
== OPERATOR_CLASS.family
DROP OPERATOR CLASS shop.number_ops USING btree;
CREATE OPERATOR FAMILY other.numbers USING btree;
CREATE OPERATOR CLASS shop.number_ops FOR TYPE integer USING btree FAMILY other.numbers AS
  OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer);
-> operator family other.numbers of btree: added
-> operator class shop.number_ops of btree: family shop.numbers -> other.numbers
-> operator family shop.numbers of btree: operators
-> operator family shop.numbers of btree: functions
== OPERATOR_FAMILY.owner
ALTER OPERATOR FAMILY shop.numbers USING btree OWNER TO bob;
-> operator family shop.numbers of btree: owner
== OPERATOR_FAMILY.operators, of initdb's own
CREATE FUNCTION shop.compare(smallint, numeric) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 0';
ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD FUNCTION 1 (smallint, numeric) shop.compare(smallint, numeric);
-> routine shop.compare(smallint, numeric): added
-> operator family pg_catalog.integer_ops of btree: functions
== OPERATOR_FAMILY.functions
ALTER OPERATOR FAMILY shop.numbers USING btree ADD FUNCTION 2 (integer, integer) btint4sortsupport(internal);
-> operator family shop.numbers of btree: functions
== TRANSFORM.from_sql and to_sql
UPDATE pg_transform SET trffromsql = 'prsd_end(internal)'::regprocedure, trftosql = 'prsd_end(internal)'::regprocedure WHERE trftype = 'shop.address'::regtype;
-> transform shop.address of sql: from sql prsd_lextype -> prsd_end
-> transform shop.address of sql: to sql - -> prsd_end
== TRANSFORM removed
DROP TRANSFORM FOR shop.address LANGUAGE sql;
-> transform shop.address of sql: removed
== TEXT_SEARCH_PARSER.functions
ALTER TEXT SEARCH PARSER shop.splitter RENAME TO divider;
-> text search parser shop.splitter: removed
-> text search parser shop.divider: added
== TEXT_SEARCH_PARSER.functions, one more
DROP TEXT SEARCH PARSER shop.splitter;
CREATE TEXT SEARCH PARSER shop.splitter (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
-> text search parser shop.splitter: functions
== TEXT_SEARCH_TEMPLATE.functions
DROP TEXT SEARCH TEMPLATE shop.lexer;
CREATE TEXT SEARCH TEMPLATE shop.lexer (LEXIZE = dsimple_lexize, INIT = dsimple_init);
-> text search template shop.lexer: functions
== TEXT_SEARCH_DICTIONARY.owner
ALTER TEXT SEARCH DICTIONARY shop.words OWNER TO bob;
-> text search dictionary shop.words: owner
== TEXT_SEARCH_DICTIONARY.options
ALTER TEXT SEARCH DICTIONARY shop.words (accept = false);
-> text search dictionary shop.words: options
== TEXT_SEARCH_DICTIONARY.template
DROP TEXT SEARCH DICTIONARY shop.words;
CREATE TEXT SEARCH DICTIONARY shop.words (TEMPLATE = shop.lexer);
-> text search dictionary shop.words: template pg_catalog.simple -> shop.lexer
== TEXT_SEARCH_CONFIGURATION.owner
ALTER TEXT SEARCH CONFIGURATION shop.search OWNER TO bob;
-> text search configuration shop.search: owner
== TEXT_SEARCH_CONFIGURATION.mappings
ALTER TEXT SEARCH CONFIGURATION shop.search DROP MAPPING FOR url;
-> text search configuration shop.search: mappings
== TEXT_SEARCH_CONFIGURATION.parser
DROP TEXT SEARCH CONFIGURATION shop.search;
CREATE TEXT SEARCH CONFIGURATION shop.search (PARSER = shop.splitter);
-> text search configuration shop.search: parser pg_catalog.default -> shop.splitter
-> text search configuration shop.search: mappings
== FOREIGN_DATA_WRAPPER.owner
ALTER ROLE bob SUPERUSER;
ALTER FOREIGN DATA WRAPPER wrapper OWNER TO bob;
-> role bob: superuser false -> true
-> foreign-data wrapper wrapper: owner
-> foreign-data wrapper wrapper: privileges
== FOREIGN_DATA_WRAPPER.options, a hidden one
ALTER FOREIGN DATA WRAPPER wrapper OPTIONS (SET api_key 'other');
-> foreign-data wrapper wrapper: options
== FOREIGN_DATA_WRAPPER.privileges
GRANT USAGE ON FOREIGN DATA WRAPPER wrapper TO alice;
-> foreign-data wrapper wrapper: privileges
== FOREIGN_DATA_WRAPPER.functions
ALTER FOREIGN DATA WRAPPER wrapper VALIDATOR postgresql_fdw_validator OPTIONS (DROP api_key, DROP mode);
-> foreign-data wrapper wrapper: functions
-> foreign-data wrapper wrapper: options
== FOREIGN_SERVER.owner
ALTER SERVER elsewhere OWNER TO bob;
-> foreign server elsewhere: owner
-> foreign server elsewhere: privileges
== FOREIGN_SERVER.options
ALTER SERVER elsewhere OPTIONS (SET host 'example.com');
-> foreign server elsewhere: options
== FOREIGN_SERVER.version
ALTER SERVER elsewhere VERSION '18';
-> foreign server elsewhere: version 14 -> 18
== FOREIGN_SERVER.privileges
GRANT USAGE ON FOREIGN SERVER elsewhere TO alice;
-> foreign server elsewhere: privileges
== FOREIGN_SERVER.wrapper, type
DROP SERVER elsewhere_too;
CREATE SERVER elsewhere_too TYPE 'other' FOREIGN DATA WRAPPER wrapper;
-> foreign server elsewhere_too: wrapper postgres_fdw -> wrapper
-> foreign server elsewhere_too: type (none) -> other
== USER_MAPPING.options
ALTER USER MAPPING FOR bob SERVER elsewhere OPTIONS (SET password 'other');
-> user mapping bob of elsewhere: options differs (it is not shown)
== USER_MAPPING removed
DROP USER MAPPING FOR bob SERVER elsewhere;
-> user mapping bob of elsewhere: removed
== PUBLICATION.owner
ALTER PUBLICATION news OWNER TO CURRENT_USER;
UPDATE pg_publication SET pubowner = 'bob'::regrole WHERE pubname = 'news';
-> publication news: owner
== PUBLICATION.publishes
ALTER PUBLICATION news SET (publish = 'insert');
-> publication news: publishes insert, update -> insert
== PUBLICATION.via_root
ALTER PUBLICATION news SET (publish_via_partition_root = true);
-> publication news: via root false -> true
== PUBLICATION.all_tables
UPDATE pg_publication SET puballtables = false WHERE pubname = 'everything';
-> publication everything: all tables true -> false
== @18 PUBLICATION.generated_columns
ALTER PUBLICATION news SET (publish_generated_columns = stored);
-> publication news: generated columns n -> s
== PUBLISHED_TABLE added
ALTER PUBLICATION news ADD TABLE shop.orders;
-> published table shop.orders of news: added
== PUBLISHED_TABLE removed
ALTER PUBLICATION news DROP TABLE shop.customers;
-> published table shop.customers of news: removed
== @15 PUBLISHED_TABLE.columns
ALTER PUBLICATION filtered SET TABLE shop.customers (id, name, mail) WHERE (id > 0);
-> published table shop.customers of filtered: columns id, name -> id, mail, name
== @15 PUBLISHED_TABLE.filter
ALTER PUBLICATION filtered SET TABLE shop.customers (id, name) WHERE (id > 1);
-> published table shop.customers of filtered: filter (id > 0) -> (id > 1)
== @15 PUBLISHED_SCHEMA
ALTER PUBLICATION of_schema DROP TABLES IN SCHEMA other;
-> published schema other of of_schema: removed
== SUBSCRIPTION.owner
ALTER ROLE bob SUPERUSER;
ALTER SUBSCRIPTION feed OWNER TO bob;
-> role bob: superuser false -> true
-> subscription feed: owner
== SUBSCRIPTION.enabled
ALTER SUBSCRIPTION feed ENABLE;
-> subscription feed: enabled false -> true
== SUBSCRIPTION.connection
ALTER SUBSCRIPTION feed CONNECTION 'host=example.org password=other';
-> subscription feed: connection differs (it is not shown)
== SUBSCRIPTION.slot
ALTER SUBSCRIPTION feed SET (slot_name = 'other');
-> subscription feed: slot feed -> other
== SUBSCRIPTION.publications
ALTER SUBSCRIPTION feed SET PUBLICATION others WITH (refresh = false);
-> subscription feed: publications {news} -> {others}
== SUBSCRIPTION.options
ALTER SUBSCRIPTION feed SET (synchronous_commit = 'on');
-> subscription feed: options
== SUBSCRIBED_TABLE.state
UPDATE pg_subscription_rel SET srsubstate = 'i';
-> subscribed table shop.orders of feed: state r -> i
== STATISTICS.owner
ALTER STATISTICS shop.orders_stats OWNER TO bob;
-> statistics shop.orders_stats of orders: owner
== STATISTICS.definition
DROP STATISTICS shop.orders_stats;
CREATE STATISTICS shop.orders_stats (ndistinct) ON customer, state FROM shop.orders;
-> statistics shop.orders_stats of orders: definition
== STATISTICS.target
ALTER STATISTICS shop.orders_stats SET STATISTICS 200;
-> statistics shop.orders_stats of orders: target -1 -> 200
== DEFAULT_PRIVILEGES.privileges
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT USAGE ON SEQUENCES TO alice;
-> default privileges of postgres for sequences of shop: privileges {alice=r/postgres} -> {alice=rU/postgres}
== DEFAULT_PRIVILEGES added
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
-> default privileges of postgres for functions: added
== OTHER_PRIVILEGES of a function of initdb
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;
-> privileges on function pg_catalog.pg_sleep(double precision): added
== OTHER_PRIVILEGES of a catalogue's column
GRANT SELECT (rolpassword) ON pg_catalog.pg_authid TO alice;
-> privileges on table column pg_catalog.pg_authid.rolpassword: added
== OTHER_PRIVILEGES of a row type
REVOKE USAGE ON TYPE shop.orders FROM PUBLIC;
-> privileges on type shop.orders: added
== COMMENT.text
COMMENT ON TABLE shop.orders IS 'some orders';
-> comment on table shop.orders: text all orders -> some orders
== COMMENT removed
COMMENT ON COLUMN shop.orders.note IS NULL;
-> comment on table column shop.orders.note: removed
== COMMENT on an index, a constraint, a role
COMMENT ON INDEX shop.orders_note IS 'for searching';
COMMENT ON CONSTRAINT positive ON shop.orders IS 'no debts';
COMMENT ON ROLE bob IS 'a person';
-> comment on index shop.orders_note: added
-> comment on table constraint positive on shop.orders: added
-> comment on role bob: added
== COMMENT on an object of initdb
COMMENT ON FUNCTION pg_catalog.pg_sleep(double precision) IS 'do not';
-> comment on objects of initdb in pg_proc: text
== SECURITY_LABEL.label
UPDATE pg_seclabel SET label = 'top secret';
-> security label on table shop.orders of dummy: label secret -> top secret
== ROLE.superuser and others
ALTER ROLE carol SUPERUSER INHERIT CREATEROLE CREATEDB LOGIN REPLICATION BYPASSRLS CONNECTION LIMIT 3 VALID UNTIL '2030-01-01';
-> role carol: superuser false -> true
-> role carol: inherit false -> true
-> role carol: create role false -> true
-> role carol: create database false -> true
-> role carol: login false -> true
-> role carol: replication false -> true
-> role carol: bypass row security false -> true
-> role carol: connection limit -1 -> 3
-> role carol: valid until
== ROLE.password
ALTER ROLE bob PASSWORD 'changed';
-> role bob: password differs (it is not shown)
== ROLE added
CREATE ROLE dave;
-> role dave: added
== MEMBERSHIP.admin
GRANT alice TO bob WITH ADMIN OPTION;
-> membership bob
== @16 MEMBERSHIP.inherit, set
GRANT alice TO bob WITH INHERIT FALSE, SET FALSE;
-> membership bob
-> membership bob
== MEMBERSHIP removed
REVOKE alice FROM bob;
-> membership bob
== SETTING.value
ALTER ROLE bob SET work_mem = '16MB';
-> setting work_mem of role bob: value 8MB -> 16MB
== SETTING of a database
ALTER DATABASE warehouse SET statement_timeout = '5s';
-> setting statement_timeout of database warehouse: added
== @15 PARAMETER_PRIVILEGES.privileges
GRANT ALTER SYSTEM ON PARAMETER work_mem TO alice;
-> privileges on parameter work_mem: privileges
== LARGE_OBJECT.owner
ALTER LARGE OBJECT 4711 OWNER TO bob;
-> large object 4711: owner
-> large object 4711: privileges
== LARGE_OBJECT.privileges
GRANT SELECT ON LARGE OBJECT 4711 TO alice;
-> large object 4711: privileges
== LARGE_OBJECT removed
SELECT lo_unlink(4711);
-> large object 4711: removed
== TABLESPACE.owner
ALTER TABLESPACE slow OWNER TO bob;
-> tablespace slow: owner
-> tablespace slow: privileges
== TABLESPACE.privileges
GRANT CREATE ON TABLESPACE slow TO alice;
-> tablespace slow: privileges
== TABLESPACE.options
ALTER TABLESPACE slow SET (random_page_cost = 9);
-> tablespace slow: options {} -> {random_page_cost=9}
== DATABASE.owner
ALTER DATABASE warehouse OWNER TO bob;
-> database warehouse: owner
-> database warehouse: privileges
== DATABASE.privileges
REVOKE CONNECT ON DATABASE warehouse FROM PUBLIC;
-> database warehouse: privileges
== DATABASE.connection_limit, template, allows_connections
ALTER DATABASE warehouse CONNECTION LIMIT 5 IS_TEMPLATE true ALLOW_CONNECTIONS false;
-> database warehouse: connection limit -1 -> 5
-> database warehouse: template false -> true
-> database warehouse: allows connections true -> false
== DATABASE.encoding, locale, tablespace
UPDATE pg_database SET encoding = 8, datcollate = 'other', dattablespace = (SELECT oid FROM pg_tablespace WHERE spcname = 'slow') WHERE datname = 'warehouse';
-> database warehouse: encoding
-> database warehouse: locale
-> database warehouse: tablespace pg_default -> slow
== @15 DATABASE.collation_version
UPDATE pg_database SET datcollversion = '0.1' WHERE datname = 'warehouse';
-> database warehouse: collation version
== REPLICATION_ORIGIN added
SELECT pg_replication_origin_create('second');
-> replication origin second: added
== REPLICATION_ORIGIN removed
SELECT pg_replication_origin_drop('upstream');
-> replication origin upstream: removed
== INDEX.primary
UPDATE pg_index SET indisprimary = true WHERE indexrelid = 'shop.orders_unique'::regclass;
-> index shop.orders_unique of orders: primary false -> true
== CONSTRAINT.parent, local and inherited
UPDATE pg_constraint SET conparentid = (SELECT oid FROM pg_constraint WHERE conname = 'positive'), conislocal = false, coninhcount = 1 WHERE conname = 'orders_of';
-> constraint shop.orders.orders_of: local true -> false
-> constraint shop.orders.orders_of: inherited 0 -> 1
-> constraint shop.orders.orders_of: parent (none) -> shop.orders.positive
== TRIGGER.parent
UPDATE pg_trigger SET tgparentid = 0, tgisinternal = false WHERE tgname = 'cloned' AND tgrelid = 'shop.events_1'::regclass;
-> trigger cloned on shop.events_1: parent shop.events -> (none)
== EXTENSION_MEMBER.dependency
UPDATE pg_depend SET deptype = 'x' WHERE objid = 'other.akeys(other.hstore)'::regprocedure AND deptype = 'e';
-> extension's object function other.akeys(other.hstore) of hstore: dependency member -> dropped with it
== COLUMN of a virtual generated column @18
ALTER TABLE shop.eighteen DROP COLUMN computed, ADD COLUMN computed integer GENERATED ALWAYS AS (half * 3) VIRTUAL;
-> column shop.eighteen.computed: default (half * 2) -> (half * 3)
== CONSTRAINT.validated, of NOT NULL @18
ALTER TABLE shop.eighteen ADD CONSTRAINT half_there NOT NULL half NOT VALID;
-> column shop.eighteen.half: not null false -> true
-> constraint shop.eighteen.half_there: added
== CONSTRAINT renamed, of NOT NULL @18
ALTER TABLE shop.eighteen RENAME CONSTRAINT id_there TO id_known;
-> constraint shop.eighteen.id_there: removed
-> constraint shop.eighteen.id_known: added
== CONSTRAINT.enforced, of a check @18
ALTER TABLE shop.eighteen DROP CONSTRAINT small, ADD CONSTRAINT small CHECK (half < 100);
-> constraint shop.eighteen.small: definition
-> constraint shop.eighteen.small: validated false -> true
-> constraint shop.eighteen.small: enforced false -> true
== outside SERVER_SETTING added
ALTER SYSTEM SET work_mem = '5MB';
! ALTER SYSTEM RESET work_mem;
-> setting of the server work_mem: added
== outside SERVER_SETTING.value
ALTER SYSTEM SET maintenance_work_mem = '6MB';
! ALTER SYSTEM SET maintenance_work_mem = '7MB';
-> setting of the server maintenance_work_mem: value 7MB -> 6MB
== outside REPLICATION_SLOT added
SELECT pg_create_logical_replication_slot('second', 'pgoutput');
! SELECT pg_drop_replication_slot('second');
-> replication slot second: added
== outside REPLICATION_SLOT.plugin, two_phase
SELECT pg_drop_replication_slot('decoded');
SELECT pg_create_logical_replication_slot('decoded', 'test_decoding', false, true);
! SELECT pg_drop_replication_slot('decoded');
! SELECT pg_create_logical_replication_slot('decoded', 'pgoutput');
-> replication slot decoded: plugin pgoutput -> test_decoding
-> replication slot decoded: two phase false -> true
== outside @17 REPLICATION_SLOT.failover
SELECT pg_drop_replication_slot('decoded');
SELECT pg_create_logical_replication_slot('decoded', 'pgoutput', false, false, true);
! SELECT pg_drop_replication_slot('decoded');
! SELECT pg_create_logical_replication_slot('decoded', 'pgoutput');
-> replication slot decoded: failover false -> true
== outside PREPARED_TRANSACTION added
BEGIN;
CREATE TABLE shop.pending (id integer);
PREPARE TRANSACTION 'pending';
! ROLLBACK PREPARED 'pending';
-> prepared transaction pending: added
== outside DATABASE added
CREATE DATABASE spare;
! DROP DATABASE spare;
-> database spare: added
== VIEW.privileges, granted by default
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO alice;
DROP VIEW shop.paid;
CREATE VIEW shop.paid AS SELECT id, note FROM shop.orders WHERE state = 'paid';
-> default privileges of postgres for tables of shop: added
-> view shop.paid: privileges
== OTHER_PRIVILEGES.owner and privileges
GRANT EXECUTE ON FUNCTION pg_catalog.pg_size_pretty(bigint) TO bob;
UPDATE pg_proc SET proowner = 'bob'::regrole WHERE oid = 'pg_catalog.pg_size_pretty(bigint)'::regprocedure;
-> privileges on function pg_catalog.pg_size_pretty(bigint): owner postgres -> bob
-> privileges on function pg_catalog.pg_size_pretty(bigint): privileges
