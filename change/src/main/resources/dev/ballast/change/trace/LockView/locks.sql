-- What one session holds and waits for, and how far the server's WAL has come; at least one row.
-- Asked in another session of the same database. Needs pg_monitor or superuser.
-- Columns: wal (bytes since the server's first), in_transaction, locktype (null where the session
-- holds nothing), relation (0 for none), mode, granted, what (an object or an advisory key).
SELECT pg_catalog.pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS wal,
       coalesce(a.state LIKE 'idle in transaction%', false) AS in_transaction,
       l.locktype,
       coalesce(l.relation, 0)::int8 AS relation,
       l.mode,
       l.granted,
       CASE l.locktype
         WHEN 'object' THEN pg_catalog.pg_describe_object(l.classid, l.objid, l.objsubid::int)
         WHEN 'advisory' THEN CASE l.objsubid
           WHEN 1 THEN ((l.classid::int8 << 32) | l.objid::int8)::text
           ELSE l.classid::int::text || ', ' || l.objid::int::text END
       END AS what
  FROM pg_catalog.pg_stat_activity a
  LEFT JOIN pg_catalog.pg_locks l
         ON l.pid = a.pid
        AND l.locktype IN ('relation', 'object', 'advisory', 'virtualxid')
        AND (l.database IS NULL OR l.database = 0 OR l.database = a.datid)
 WHERE a.pid = ?
