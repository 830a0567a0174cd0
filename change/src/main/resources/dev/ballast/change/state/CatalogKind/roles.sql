-- Which roles does the cluster have? Of a password, a hash is read.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, r.rolname AS name, '' AS of,
       r.rolsuper::text AS superuser,
       r.rolinherit::text AS inherit,
       r.rolcreaterole::text AS create_role,
       r.rolcreatedb::text AS create_database,
       r.rolcanlogin::text AS login,
       r.rolreplication::text AS replication,
       r.rolbypassrls::text AS bypass_row_security,
       r.rolconnlimit::text AS connection_limit,
       r.rolvaliduntil::text AS valid_until,
       encode(sha256(convert_to(current_setting('ballast.salt') || r.rolpassword, getdatabaseencoding())), 'hex') AS password
  FROM pg_authid r
