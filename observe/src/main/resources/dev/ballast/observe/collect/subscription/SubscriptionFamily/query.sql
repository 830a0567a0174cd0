-- One row for each subscription, with its workers together.
-- Privileges: pg_monitor, without which other roles' workers are not seen.
-- Source: "The Cumulative Statistics System", pg_stat_subscription.
SELECT s.subname AS subscription, d.datname AS database,
       s.subenabled::int4 AS enabled,
       w.workers, w.received, w.message_age, w.reported,
       NULL::timestamptz AS stats_reset, NULL::int8 AS apply_errors, NULL::int8 AS sync_errors,
       NULL::int8 AS conflicts
FROM pg_catalog.pg_subscription AS s
JOIN pg_catalog.pg_database AS d ON d.oid OPERATOR(pg_catalog.=) s.subdbid
LEFT JOIN (
  SELECT a.subid, pg_catalog.count(a.pid) AS workers,
         pg_catalog.max(a.received_lsn OPERATOR(pg_catalog.-) '0/0'::pg_catalog.pg_lsn) AS received,
         pg_catalog.max(a.latest_end_lsn OPERATOR(pg_catalog.-) '0/0'::pg_catalog.pg_lsn) AS reported,
         EXTRACT(epoch FROM pg_catalog.clock_timestamp()
           OPERATOR(pg_catalog.-) pg_catalog.max(a.last_msg_receipt_time)) AS message_age
  FROM pg_catalog.pg_stat_subscription AS a
  GROUP BY a.subid
) AS w ON w.subid OPERATOR(pg_catalog.=) s.oid
