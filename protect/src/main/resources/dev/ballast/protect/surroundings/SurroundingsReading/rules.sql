-- Which are the rules of pg_hba.conf? Passwords among the options are left out; the file has no
-- view of its own name before 16.
-- Privileges: EXECUTE on pg_hba_file_rules(). Columns: file, line, type, databases, users, address, netmask, method, options.
SELECT pg_catalog.to_jsonb(r) ->> 'file_name' AS file,
       r.line_number::pg_catalog.int8 AS line,
       coalesce(r.type, '?') AS type,
       coalesce(pg_catalog.array_to_string(r.database, ','), '?') AS databases,
       coalesce(pg_catalog.array_to_string(r.user_name, ','), '?') AS users,
       r.address, r.netmask,
       coalesce(r.auth_method, '?') AS method,
       coalesce((SELECT pg_catalog.string_agg(
                          CASE WHEN o ~ '^(ldapbindpasswd|radiussecrets)='
                               THEN pg_catalog.split_part(o, '=', 1) || '=(not shown)' ELSE o END, ' ')
                   FROM pg_catalog.unnest(r.options) AS o), '') AS options
  FROM pg_catalog.pg_hba_file_rules() AS r
 ORDER BY r.line_number
