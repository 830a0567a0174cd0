-- What the owner of tables can put where reading them might run it. harm() says in the server's log
-- who runs it, but for the owner himself.
CREATE SCHEMA app;
CREATE FUNCTION app.harm(i int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF session_user <> 'app' THEN
    RAISE LOG 'HARM done as %, superuser %', session_user, pg_catalog.current_setting('is_superuser');
  END IF;
  RETURN i;
END $$;
CREATE FUNCTION app.harm_sql(i int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT app.harm(i)';
CREATE FUNCTION app.harm_eq(a int, b int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN app.harm(a) = b; END';
CREATE OPERATOR app.=== (FUNCTION = app.harm_eq, LEFTARG = int, RIGHTARG = int);
CREATE DOMAIN app.checked AS int CHECK (app.harm(VALUE) > 0);
CREATE TYPE app.mood AS ENUM ('calm', 'cross');

CREATE TABLE app.by_expression (id int, body text);
INSERT INTO app.by_expression SELECT g, 'row ' || g FROM pg_catalog.generate_series(1, 3000) g;
CREATE INDEX hostile_expression ON app.by_expression ((id + app.harm(1)));

CREATE TABLE app.by_predicate (LIKE app.by_expression);
INSERT INTO app.by_predicate SELECT * FROM app.by_expression;
CREATE INDEX hostile_predicate ON app.by_predicate (id) WHERE app.harm_sql(1) > 0;

CREATE TABLE app.by_operator (LIKE app.by_expression);
INSERT INTO app.by_operator SELECT * FROM app.by_expression;
CREATE INDEX hostile_operator ON app.by_operator ((1 OPERATOR(app.===) 1), id);

CREATE TABLE app.by_statistics (LIKE app.by_expression);
INSERT INTO app.by_statistics SELECT * FROM app.by_expression;
CREATE STATISTICS app.hostile_statistics ON (id + app.harm(1)), (body || 'x') FROM app.by_statistics;

CREATE TABLE app.by_check (id int CHECK (id > app.harm(0)), d app.checked);
INSERT INTO app.by_check VALUES (1, 1), (2, 2);

CREATE TABLE app.by_cast (id int);
INSERT INTO app.by_cast VALUES (1), (2);
CREATE FUNCTION app.row_text(t app.by_cast) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN app.harm(t.id)::text; END';
CREATE CAST (app.by_cast AS text) WITH FUNCTION app.row_text(app.by_cast) AS IMPLICIT;

CREATE TABLE app.by_policy (id int, mood app.mood);
INSERT INTO app.by_policy VALUES (1, 'calm'), (2, NULL);
CREATE INDEX harmless_predicate ON app.by_policy (id) WHERE mood = 'calm';
ALTER TABLE app.by_policy ENABLE ROW LEVEL SECURITY;
CREATE POLICY hostile ON app.by_policy USING (id = app.harm(id));

CREATE TABLE app.generated (id int, twice int GENERATED ALWAYS AS (app.harm(id) * 2) STORED);
INSERT INTO app.generated VALUES (1), (2);

CREATE TABLE app.generated_and_indexed (LIKE app.generated INCLUDING GENERATED);
INSERT INTO app.generated_and_indexed VALUES (1), (2);
CREATE INDEX hostile_too ON app.generated_and_indexed ((id + app.harm(1)));

CREATE TABLE app.parted (id int) PARTITION BY RANGE ((id + app.harm(0)));
CREATE TABLE app.part PARTITION OF app.parted FOR VALUES FROM (0) TO (100);
INSERT INTO app.part VALUES (1);

CREATE MATERIALIZED VIEW app.plain_view AS SELECT id FROM app.by_cast;
CREATE MATERIALIZED VIEW app.hostile_view AS SELECT id FROM app.by_cast;
CREATE INDEX hostile_view_index ON app.hostile_view ((id + app.harm(1)));

-- Names that Ballast's queries use, at the front of everybody's path.
CREATE VIEW app.pg_class AS SELECT c.* FROM pg_catalog.pg_class c WHERE app.harm(1) = 1;
CREATE VIEW app.pg_depend AS SELECT c.* FROM pg_catalog.pg_depend c WHERE app.harm(1) = 1;
CREATE FUNCTION app.hashtextextended(text, bigint) RETURNS bigint LANGUAGE sql AS 'SELECT app.harm(1)::bigint';
CREATE AGGREGATE app.count(*) (sfunc = pg_catalog.int8inc, stype = int8, initcond = '7');
