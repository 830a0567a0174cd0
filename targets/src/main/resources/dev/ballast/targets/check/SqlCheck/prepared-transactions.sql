-- Which two-phase transactions are open? They keep their locks, there and on every restored copy.
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT CASE WHEN prepared < pg_catalog.now() - interval '1 hour' THEN 'warning' ELSE 'info' END AS severity,
       gid AS subject,
       pg_catalog.format('a transaction that %s prepared %s ago in database %s keeps its locks, also on a restored copy',
              owner, pg_catalog.date_trunc('second', pg_catalog.now() - prepared), database) AS message,
       pg_catalog.format(E'-- In database %s, if its transaction manager has forgotten it:\nROLLBACK PREPARED %L;', database, gid) AS remedy
FROM pg_catalog.pg_prepared_xacts
ORDER BY prepared, gid
