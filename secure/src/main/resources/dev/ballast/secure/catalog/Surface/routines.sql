-- Functions and procedures of users that a role may execute. Aggregates and window functions are
-- left out: they are called over rows that the role reads. Needs no privilege.
-- Columns: schema, name, signature, kind, arguments (of domains what is under them), definer.
SELECT n.nspname AS schema,
       p.proname AS name,
       p.oid::pg_catalog.regprocedure::text AS signature,
       CASE WHEN p.prorettype IN ('pg_catalog.trigger'::pg_catalog.regtype,
                                  'pg_catalog.event_trigger'::pg_catalog.regtype,
                                  'pg_catalog.internal'::pg_catalog.regtype)
              OR 'pg_catalog.internal'::pg_catalog.regtype = ANY (p.proargtypes::oid[])
            THEN 'NOT_CALLABLE'
            WHEN p.prokind = 'p' THEN 'PROCEDURE'
            ELSE 'FUNCTION' END AS kind,
       coalesce((SELECT array_agg(coalesce(b.typname, t.typname)::text ORDER BY g.place)
                   FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS g (type, place)
                   JOIN pg_catalog.pg_type t ON t.oid = g.type
                   LEFT JOIN pg_catalog.pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype),
                '{}') AS arguments,
       p.prosecdef AS definer
  FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_catalog.pg_roles l ON l.rolname = ?
 WHERE p.prokind IN ('f', 'p')
   AND n.nspname !~ '^pg_'
   AND n.nspname NOT IN ('information_schema', 'ballast_isolation')
   AND pg_catalog.has_schema_privilege(l.oid, n.oid, 'USAGE')
   AND pg_catalog.has_function_privilege(l.oid, p.oid, 'EXECUTE')
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                      AND d.objid = p.oid AND d.deptype = 'e')
 ORDER BY n.nspname, p.proname, p.oid
