-- Which libraries must a host have so that a restored server starts with the same settings?
-- archive_library exists from 15.
-- Privileges: pg_read_all_settings. Columns: severity, subject, message, remedy.
SELECT 'info' AS severity,
       pg_catalog.btrim(library) AS subject,
       pg_catalog.format('the server loads this library by %s; a restoring host needs it', name) AS message,
       NULL AS remedy
FROM pg_catalog.unnest(ARRAY['shared_preload_libraries', 'session_preload_libraries', 'local_preload_libraries', 'archive_library']) AS name,
     pg_catalog.unnest(pg_catalog.string_to_array(pg_catalog.current_setting(name, true), ',')) AS library
WHERE pg_catalog.btrim(library) <> ''
ORDER BY subject, name
