-- B-tree indexes that another one makes superfluous, the largest 100, with the one that stays: of two
-- with the same columns the one of a constraint, the unique one, then the older one.
-- Privileges: none.
-- Source: "System Catalogs", pg_index.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       CASE WHEN raw THEN encode(convert_to("index"::text, 'SQL_ASCII'), 'escape') ELSE "index"::text END AS "index",
       CASE WHEN raw THEN encode(convert_to(kept::text, 'SQL_ASCII'), 'escape') ELSE kept::text END AS kept,
       bytes, duplicate, partitioned
FROM (
  SELECT schema, "table", "index", kept, pg_relation_size(oid) AS bytes, duplicate, partitioned
  FROM (
    SELECT DISTINCT ON (i.indexrelid)
           n.nspname AS schema, t.relname AS "table", c.relname AS "index", kc.relname AS kept,
           c.relpages, c.oid,
           (i.indnkeyatts = k.indnatts)::int AS duplicate, (c.relkind = 'I')::int AS partitioned
    FROM pg_index AS i
    JOIN pg_index AS k ON k.indrelid = i.indrelid AND k.indexrelid <> i.indexrelid
    JOIN pg_class AS c ON c.oid = i.indexrelid
    JOIN pg_class AS kc ON kc.oid = k.indexrelid
    JOIN pg_am AS a ON a.oid = c.relam AND a.amname = 'btree'
    JOIN pg_class AS t ON t.oid = i.indrelid
    JOIN pg_namespace AS n ON n.oid = t.relnamespace
    WHERE kc.relam = c.relam AND i.indisvalid AND k.indisvalid AND NOT c.relispartition
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND i.indnatts = i.indnkeyatts AND i.indnkeyatts <= k.indnkeyatts
      AND (i.indkey::int2[])[0:i.indnkeyatts - 1] = (k.indkey::int2[])[0:i.indnkeyatts - 1]
      AND (i.indclass::oid[])[0:i.indnkeyatts - 1] = (k.indclass::oid[])[0:i.indnkeyatts - 1]
      AND (i.indcollation::oid[])[0:i.indnkeyatts - 1] = (k.indcollation::oid[])[0:i.indnkeyatts - 1]
      AND (i.indoption::int2[])[0:i.indnkeyatts - 1] = (k.indoption::int2[])[0:i.indnkeyatts - 1]
      AND COALESCE(pg_get_expr(i.indpred, i.indrelid), '') = COALESCE(pg_get_expr(k.indpred, k.indrelid), '')
      AND COALESCE(pg_get_expr(i.indexprs, i.indrelid), '') = COALESCE(pg_get_expr(k.indexprs, k.indrelid), '')
      AND NOT i.indisprimary AND NOT i.indisexclusion AND NOT i.indisreplident
      AND NOT EXISTS (SELECT FROM pg_constraint AS o WHERE o.conindid = i.indexrelid)
      AND (NOT i.indisunique OR k.indisunique AND i.indnkeyatts = k.indnkeyatts)
      AND (i.indnkeyatts < k.indnatts
           OR (k.indisprimary::int, k.indisunique::int, k.indisreplident::int, i.indexrelid)
              > (i.indisprimary::int, i.indisunique::int, 0, k.indexrelid))
    ORDER BY i.indexrelid, k.indisprimary DESC, k.indisunique DESC, k.indnatts, k.indexrelid
  ) AS redundant
  ORDER BY relpages DESC, oid
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
