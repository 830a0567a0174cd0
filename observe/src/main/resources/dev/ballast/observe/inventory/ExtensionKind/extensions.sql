-- The extensions of this database.
-- Privileges: none.
-- Source: "System Catalogs", pg_extension.
SELECT e.extname AS name, e.extversion AS version, n.nspname AS schema
FROM pg_extension AS e
JOIN pg_namespace AS n ON n.oid = e.extnamespace
