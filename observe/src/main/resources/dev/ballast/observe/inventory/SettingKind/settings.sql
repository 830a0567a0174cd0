-- The server's settings, without those that this session has of its own and those that say what the
-- session does.
-- Privileges: pg_monitor (pg_read_all_settings), without which some are left out.
-- Source: "System Views", pg_settings.
SELECT s.name, s.setting, s.unit, s.source, s.pending_restart
FROM pg_catalog.pg_settings AS s
WHERE s.source OPERATOR(pg_catalog.<>) ALL ('{client,session,interactive}'::pg_catalog.text[])
  AND s.name OPERATOR(pg_catalog.<>) ALL
      ('{in_hot_standby,is_superuser,role,session_authorization,transaction_deferrable,transaction_isolation,transaction_read_only}'::pg_catalog.text[])
