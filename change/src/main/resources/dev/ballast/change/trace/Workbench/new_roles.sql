-- The roles that the migrations made and that the trace has not given what they need yet; none
-- while the session acts as another role than it logged in as. Asked in the session that runs the
-- migration, whatever its search path, since only that one sees its own changes. Needs no privilege.
-- Columns: name.
SELECT r.rolname AS name
  FROM pg_catalog.pg_roles r
 WHERE r.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
   AND NOT r.rolname OPERATOR(pg_catalog.=)
           ANY ('{ballast_observer,ballast_creators}'::pg_catalog.name[])
   AND NOT (pg_catalog.pg_has_role(
              'ballast_prober'::pg_catalog.name, r.oid, 'MEMBER'::pg_catalog.text)
            AND pg_catalog.pg_has_role(
              r.oid, 'ballast_creators'::pg_catalog.name, 'MEMBER'::pg_catalog.text))
   AND session_user OPERATOR(pg_catalog.=) current_user
