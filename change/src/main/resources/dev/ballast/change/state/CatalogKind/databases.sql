-- Which databases does the cluster have? Which of the columns of a locale there are depends on the major.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, d.datname AS name, '' AS of,
       pg_get_userbyid(d.datdba) AS owner,
       ARRAY(SELECT i::text FROM unnest(coalesce(d.datacl, acldefault('d', d.datdba))) AS i ORDER BY 1)::text AS privileges,
       pg_encoding_to_char(d.encoding) AS encoding,
       concat_ws(', ', d.datcollate, d.datctype, j.row ->> 'datlocprovider', j.row ->> 'daticulocale', j.row ->> 'datlocale', j.row ->> 'daticurules') AS locale,
       j.row ->> 'datcollversion' AS collation_version,
       s.spcname AS tablespace,
       d.datconnlimit::text AS connection_limit,
       d.datistemplate::text AS template,
       d.datallowconn::text AS allows_connections
  FROM pg_database d
  JOIN pg_tablespace s ON s.oid = d.dattablespace
 CROSS JOIN LATERAL (SELECT to_jsonb(d) AS row) AS j
