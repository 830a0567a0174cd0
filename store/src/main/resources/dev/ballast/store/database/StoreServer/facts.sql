-- What a server says of itself, and what this role may do in this database.
-- Parameters: the store's schema, twice.
SELECT pg_is_in_recovery() AS standby,
       current_setting('server_encoding') AS encoding,
       current_setting('search_path') AS search_path,
       quote_ident(current_user) AS role,
       quote_ident(current_database()) AS database,
       NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = ?) AS schema_missing,
       has_database_privilege(current_database(), 'CREATE') AS may_create_schema,
       EXISTS (SELECT FROM pg_namespace WHERE nspname = ? AND pg_has_role(nspowner, 'USAGE')
               AND has_schema_privilege(pg_namespace.oid, 'CREATE')
               AND has_schema_privilege(pg_namespace.oid, 'USAGE')) AS owns_schema,
       has_database_privilege(current_database(), 'TEMPORARY') AS may_make_temporary
