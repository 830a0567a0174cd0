-- What do the tables of this database declare about each of their rows: checks, NOT NULL, and the
-- same of the domains that their columns have?
--
-- Nulls are counted, not tested: the planner takes IS NULL on a NOT NULL column for false without
-- looking (from 17), and a composite value of nulls is null to it and is no breach. Domains of
-- domains are checked level by level. VALUE in a domain's check is no reserved word: a column of
-- that name stands for it.
-- Privileges: none. Columns: schema, table, relpages, owner, name, broken (SQL that is true for a row
-- that breaks the rule), claimed (the database claims it of all rows), constraint
-- (its oid, 0 for a NOT NULL).
WITH RECURSIVE domains(type, ancestor) AS (
  SELECT oid, oid FROM pg_catalog.pg_type WHERE typtype = 'd'
   UNION ALL
  SELECT d.type, y.typbasetype FROM domains d
    JOIN pg_catalog.pg_type y ON y.oid = d.ancestor
    JOIN pg_catalog.pg_type b ON b.oid = y.typbasetype AND b.typtype = 'd'
), tables AS (
  SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relpages,
         pg_catalog.pg_get_userbyid(c.relowner) AS owner
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname <> 'pg_catalog'
)
SELECT t.schema, t.name AS table, t.relpages, t.owner, 'check ' || c.conname AS name,
       'NOT (' || pg_catalog.pg_get_expr(c.conbin, c.conrelid) || ')' AS broken,
       c.convalidated AS claimed, c.oid::pg_catalog.int8 AS constraint
  FROM tables t
  JOIN pg_catalog.pg_constraint c ON c.conrelid = t.oid AND c.contype = 'c'
 UNION ALL
SELECT t.schema, t.name, t.relpages, t.owner, 'not null ' || a.attname,
       pg_catalog.format('pg_catalog.num_nulls(%I.%I) = 1', t.name, a.attname), true, 0
  FROM tables t
  JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid
 WHERE a.attnotnull AND a.attnum > 0 AND NOT a.attisdropped
 UNION ALL
SELECT t.schema, t.name, t.relpages, t.owner, 'domain check ' || c.conname || ' of ' || a.attname,
       pg_catalog.format('EXISTS (SELECT FROM (SELECT %I.%I AS value) AS d WHERE NOT (%s))', t.name, a.attname,
              pg_catalog.pg_get_expr(c.conbin, 0)), c.convalidated, c.oid::pg_catalog.int8
  FROM tables t
  JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN domains d ON d.type = a.atttypid
  JOIN pg_catalog.pg_constraint c ON c.contypid = d.ancestor AND c.contype = 'c'
 UNION ALL
SELECT DISTINCT t.schema, t.name, t.relpages, t.owner, 'domain not null of ' || a.attname,
       pg_catalog.format('pg_catalog.num_nulls(%I.%I) = 1', t.name, a.attname), true, 0
  FROM tables t
  JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN domains d ON d.type = a.atttypid
  JOIN pg_catalog.pg_type y ON y.oid = d.ancestor AND y.typnotnull
 ORDER BY 3 DESC, 1, 2, 5
