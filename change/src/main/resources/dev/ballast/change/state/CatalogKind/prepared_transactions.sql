-- Which prepared transactions hold locks in this database?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, x.gid AS name, '' AS of,
       x.owner
  FROM pg_prepared_xacts x
 WHERE x.database = current_database()
