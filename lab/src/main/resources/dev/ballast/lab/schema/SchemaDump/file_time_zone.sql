-- The time zone that the server's configuration files give its sessions.
-- Needs SELECT on pg_file_settings and EXECUTE on pg_show_all_file_settings(), which is checked even where a CASE leaves it out.
-- Columns: time_zone.
SELECT coalesce(
         (SELECT setting FROM pg_catalog.pg_file_settings
           WHERE name ILIKE 'timezone' AND applied LIMIT 1),
         'GMT') AS time_zone
