-- Why a query of these tables is not planned in this session: what would run code of the database
-- while it is planned, or with more privileges than those to read. No row where nothing is in the way.
-- Parameters: tables, quoted, with their schema.
-- Privileges: none. Columns: obstacle, which follows "because".
-- Objects that initdb made have an oid below 16384 (src/include/access/transam.h).
WITH RECURSIVE read_tables (oid) AS (
  SELECT pg_catalog.to_regclass(name)::pg_catalog.oid
  FROM pg_catalog.unnest(?::pg_catalog.text[]) AS name
  UNION
  SELECT h.inhrelid
  FROM pg_catalog.pg_inherits AS h
  JOIN read_tables AS above ON above.oid OPERATOR(pg_catalog.=) h.inhparent
), own AS (
  SELECT r.oid, c.relname, c.relkind, c.relhasrules
  FROM read_tables AS r
  LEFT JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) r.oid
)
SELECT 'the watch''s role may do more than read, and what is planned may run with its privileges' AS obstacle
FROM pg_catalog.pg_roles AS r
WHERE r.rolname OPERATOR(pg_catalog.=) session_user
  AND (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb
       OR EXISTS (
         SELECT FROM pg_catalog.pg_roles AS power
         WHERE (power.rolsuper OR power.rolcreaterole OR power.rolname IN (
                  'pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files',
                  'pg_write_all_data', 'pg_signal_backend', 'pg_maintain', 'pg_checkpoint',
                  'pg_create_subscription', 'pg_signal_autovacuum_worker'))
           AND pg_catalog.pg_has_role(r.oid, power.oid, 'MEMBER')))
UNION ALL
SELECT 'what it reads is no table, or one with rules'
FROM own WHERE relkind IS NULL OR relkind NOT IN ('r', 'p') OR relhasrules
UNION ALL
SELECT 'a column of ' OPERATOR(pg_catalog.||) own.relname OPERATOR(pg_catalog.||)
       ' has a type of the database, or is computed when it is read'
FROM own
JOIN pg_catalog.pg_attribute AS a
  ON a.attrelid OPERATOR(pg_catalog.=) own.oid AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type AS y ON y.oid OPERATOR(pg_catalog.=) a.atttypid
WHERE a.attgenerated OPERATOR(pg_catalog.=) 'v'
   OR (y.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
       AND y.typtype OPERATOR(pg_catalog.<>) 'e'
       AND NOT (y.typtype OPERATOR(pg_catalog.=) 'd'
                AND y.typbasetype OPERATOR(pg_catalog.<) 16384::pg_catalog.oid))
UNION ALL
SELECT 'an index of ' OPERATOR(pg_catalog.||) own.relname OPERATOR(pg_catalog.||) ' uses a function of the database'
FROM own
JOIN pg_catalog.pg_index AS i ON i.indrelid OPERATOR(pg_catalog.=) own.oid
JOIN pg_catalog.pg_depend AS d
  ON d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
     AND d.objid OPERATOR(pg_catalog.=) i.indexrelid
WHERE d.refobjid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
  AND d.refclassid IN ('pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_operator'::pg_catalog.regclass,
                       'pg_catalog.pg_opclass'::pg_catalog.regclass)
UNION ALL
SELECT 'the partition key of ' OPERATOR(pg_catalog.||) own.relname OPERATOR(pg_catalog.||) ' is an expression'
FROM own
JOIN pg_catalog.pg_partitioned_table AS p ON p.partrelid OPERATOR(pg_catalog.=) own.oid
WHERE p.partexprs IS NOT NULL
UNION ALL
SELECT 'statistics of ' OPERATOR(pg_catalog.||) own.relname OPERATOR(pg_catalog.||) ' are on an expression'
FROM own
JOIN pg_catalog.pg_statistic_ext AS s ON s.stxrelid OPERATOR(pg_catalog.=) own.oid
WHERE s.stxexprs IS NOT NULL
LIMIT 1
