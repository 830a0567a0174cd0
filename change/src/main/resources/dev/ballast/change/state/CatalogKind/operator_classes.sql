-- Which operator classes are there that initdb did not make?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, o.opcname AS name, am.amname AS of,
       pg_get_userbyid(o.opcowner) AS owner,
       fn.nspname || '.' || f.opfname AS family,
       format_type(o.opcintype, NULL) AS type,
       o.opcdefault::text AS default,
       CASE WHEN o.opckeytype <> 0 THEN format_type(o.opckeytype, NULL) END AS key_type
  FROM pg_opclass o
  JOIN pg_namespace n ON n.oid = o.opcnamespace
  JOIN pg_am am ON am.oid = o.opcmethod
  JOIN pg_opfamily f ON f.oid = o.opcfamily
  JOIN pg_namespace fn ON fn.oid = f.opfnamespace
 WHERE o.oid >= 16384
