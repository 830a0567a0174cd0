-- Takes over the sizes of relations, and returns those that have a file.
-- Privileges: superuser. Parameter: the relations, as JSON.
-- Columns: schema, name, kind, path (of the file; null where there is none), pages.
UPDATE pg_catalog.pg_class AS c
   SET relpages = f.relpages, reltuples = f.reltuples, relallvisible = f.relallvisible
  FROM pg_catalog.json_to_recordset(?::pg_catalog.json)
         AS f (schema pg_catalog.text, name pg_catalog.text, kind pg_catalog.text,
               pages pg_catalog.int8, relpages pg_catalog.int4, reltuples pg_catalog.float4,
               relallvisible pg_catalog.int4)
  JOIN pg_catalog.pg_namespace AS n ON n.nspname = f.schema
 WHERE c.relnamespace = n.oid AND c.relname = f.name AND c.relkind::pg_catalog.text = f.kind
RETURNING f.schema, f.name, f.kind, pg_catalog.pg_relation_filepath(c.oid) AS path,
          coalesce(f.pages, 0) AS pages
