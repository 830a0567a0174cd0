-- The server, each database and each role with a limit of its own.
-- Privileges: none.
-- Source: "Connections and Authentication"; CREATE DATABASE and CREATE ROLE, CONNECTION LIMIT.
SELECT 'server' AS kind, '' AS name,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity AS a
        WHERE a.backend_type OPERATOR(pg_catalog.=) 'client backend') AS used,
       pg_catalog.current_setting('max_connections')::int4
         OPERATOR(pg_catalog.-) pg_catalog.current_setting('superuser_reserved_connections')::int4
         OPERATOR(pg_catalog.-) COALESCE(pg_catalog.current_setting('reserved_connections', true), '0')::int4 AS most
UNION ALL
SELECT 'database', d.datname,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity AS a
        WHERE a.datid OPERATOR(pg_catalog.=) d.oid
          AND a.backend_type OPERATOR(pg_catalog.=) 'client backend'),
       d.datconnlimit
FROM pg_catalog.pg_database AS d WHERE d.datconnlimit OPERATOR(pg_catalog.>=) 0
UNION ALL
SELECT 'role', r.rolname,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity AS a
        WHERE a.usesysid OPERATOR(pg_catalog.=) r.oid
          AND a.backend_type OPERATOR(pg_catalog.=) 'client backend'),
       r.rolconnlimit
FROM pg_catalog.pg_roles AS r WHERE r.rolconnlimit OPERATOR(pg_catalog.>=) 0
