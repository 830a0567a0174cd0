-- The tables of a store that have rows of their own, but for the list of steps, which a copy has
-- already. Names are quoted where they have to be.
-- Parameter: the store's schema.
SELECT quote_ident(held.relname) AS name,
       quote_ident(parent.relname) AS parent,
       pg_get_expr(held.relpartbound, held.oid) AS bound,
       (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
        FROM pg_attribute
        WHERE attrelid = held.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
       ) AS columns
FROM pg_class AS held
LEFT JOIN pg_inherits ON inhrelid = held.oid
LEFT JOIN pg_class AS parent ON parent.oid = inhparent
WHERE held.relnamespace = ?::regnamespace
  AND held.relkind = 'r'
  AND held.relname <> 'flyway_schema_history'
ORDER BY 1
