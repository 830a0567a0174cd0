-- Which valid indexes of some access methods does this database have, those of TOAST and catalogues
-- included? Largest first.
-- Privileges: none. Parameter: the names of the methods. Columns: oid, schema, name, method, owner,
-- descend (a key is compared by more than numbers or bytes: by a collation, by the default order of what
-- an array, range, row or document holds, or by an operator class that is not PostgreSQL's own).
SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name, am.amname AS method,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       EXISTS (SELECT FROM ROWS FROM (pg_catalog.unnest(i.indclass::pg_catalog.oid[]),
                                      pg_catalog.unnest(i.indcollation::pg_catalog.oid[])) AS k(opclass, collation_oid)
                 JOIN pg_catalog.pg_opclass AS o ON o.oid = k.opclass
                 JOIN pg_catalog.pg_type AS t ON t.oid = o.opcintype
                WHERE o.oid >= 16384 OR t.typtype = 'p' OR t.oid = 'pg_catalog.jsonb'::pg_catalog.regtype
                   OR k.collation_oid NOT IN (0, 'pg_catalog."C"'::pg_catalog.regcollation, 'pg_catalog."POSIX"'::pg_catalog.regcollation))
         AS descend
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_am am ON am.oid = c.relam
 WHERE c.relkind = 'i' AND am.amname = ANY (?) AND i.indisvalid AND i.indisready
   AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg_toast_temp%'
 ORDER BY c.relpages DESC, n.nspname, c.relname
