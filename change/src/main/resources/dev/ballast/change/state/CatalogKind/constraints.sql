-- Which constraints have tables and domains? Those of NOT NULL are constraints from 18 on. Of the
-- triggers behind a foreign key, which have no name that lasts, is read whether they fire.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, con.conname AS name, coalesce(c.relname, t.typname) AS of,
       CASE con.contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign key' WHEN 'n' THEN 'not null' WHEN 'p' THEN 'primary key'
            WHEN 'u' THEN 'unique' WHEN 't' THEN 'trigger' WHEN 'x' THEN 'exclusion' ELSE con.contype::text END AS type,
       pg_get_constraintdef(con.oid) AS definition,
       con.condeferrable::text AS deferrable,
       con.condeferred::text AS deferred,
       con.convalidated::text AS validated,
       coalesce(to_jsonb(con) ->> 'conenforced', 'true') AS enforced,
       con.conislocal::text AS local,
       con.coninhcount::text AS inherited,
       con.connoinherit::text AS no_inherit,
       (SELECT p.conrelid::regclass::text || '.' || p.conname FROM pg_constraint p WHERE p.oid = con.conparentid) AS parent,
       CASE WHEN con.conindid <> 0 THEN con.conindid::regclass::text END AS index,
       (SELECT string_agg(concat_ws(' ', g.tgrelid::regclass, g.tgfoid::regproc, g.tgenabled), ', '
                          ORDER BY concat_ws(' ', g.tgrelid::regclass, g.tgfoid::regproc, g.tgenabled))
          FROM pg_trigger g WHERE g.tgconstraint = con.oid AND g.tgisinternal) AS triggers
  FROM pg_constraint con
  JOIN pg_namespace n ON n.oid = con.connamespace
  LEFT JOIN pg_class c ON c.oid = con.conrelid
  LEFT JOIN pg_type t ON t.oid = con.contypid
 WHERE con.oid >= 16384 AND n.nspname !~ '^pg_(toast|temp)'
