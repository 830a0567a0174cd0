-- Which keys has the index, in order, as far as they are PostgreSQL's own? None where one is not:
-- nothing of the database's code may be run, and only a whole index has a mark.
-- Privileges: none. Parameter: the index's oid. Columns: column (a type), key (collation, class).
SELECT pg_catalog.format_type(o.opcintype, NULL) AS column,
       pg_catalog.concat_ws(' ',
         CASE WHEN l.oid IS NOT NULL THEN pg_catalog.format('COLLATE %I.%I', ln.nspname, l.collname) END,
         pg_catalog.format('pg_catalog.%I', o.opcname)) AS key
  FROM pg_catalog.pg_index i
 CROSS JOIN ROWS FROM (pg_catalog.unnest(i.indclass), pg_catalog.unnest(i.indcollation))
            WITH ORDINALITY AS key (class, collated, place)
  JOIN pg_catalog.pg_opclass o ON o.oid = key.class
  LEFT JOIN pg_catalog.pg_collation l ON l.oid = key.collated
  LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
 WHERE i.indexrelid = ? AND i.indnatts = i.indnkeyatts
   AND NOT EXISTS (SELECT FROM pg_catalog.unnest(i.indclass) AS every (class)
                          JOIN pg_catalog.pg_opclass other ON other.oid = every.class
                          JOIN pg_catalog.pg_type t ON t.oid = other.opcintype
                    WHERE other.opcnamespace <> 'pg_catalog'::pg_catalog.regnamespace
                       OR t.typnamespace <> 'pg_catalog'::pg_catalog.regnamespace
                       OR t.typtype = 'p')
 ORDER BY key.place
