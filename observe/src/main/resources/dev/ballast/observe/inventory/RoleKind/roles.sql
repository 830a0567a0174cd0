-- All roles but those that come with PostgreSQL.
-- Privileges: none; the password is not asked for.
-- Source: "System Views", pg_roles.
SELECT rolname AS name, rolsuper AS superuser, rolcreaterole AS createrole,
       rolcreatedb AS createdb, rolreplication AS replication, rolbypassrls AS bypassrls,
       rolcanlogin AS login, rolinherit AS inherit, rolconnlimit AS connection_limit,
       rolvaliduntil AS valid_until
FROM pg_roles
WHERE rolname !~ '^pg_'
