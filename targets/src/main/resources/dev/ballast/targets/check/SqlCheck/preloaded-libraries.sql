-- Which libraries must a host have so that a restored server starts with the same settings?
-- archive_library exists from 15.
-- Privileges: pg_read_all_settings. Columns: severity, subject, message, remedy.
SELECT 'info' AS severity,
       btrim(library) AS subject,
       format('the server loads this library by %s; a restoring host needs it', name) AS message,
       NULL AS remedy
FROM unnest(ARRAY['shared_preload_libraries', 'session_preload_libraries', 'local_preload_libraries', 'archive_library']) AS name,
     unnest(string_to_array(current_setting(name, true), ',')) AS library
WHERE btrim(library) <> ''
ORDER BY subject, name
