-- Where an extension is and which version of it.
-- Privileges: none. Parameter: its name.
SELECT n.nspname AS schema, e.extversion AS version
FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace
WHERE e.extname = ?::name
