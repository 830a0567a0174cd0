-- Do pages carry checksums, so that damage by disk or memory is seen before it is backed up?
-- Privileges: none; the path of the data directory is shown to members of pg_read_all_settings.
-- Columns: severity, subject, message, remedy.
SELECT 'warning' AS severity,
       'data_checksums' AS subject,
       'pages carry no checksums: damage by disk or memory goes into every backup unseen' AS message,
       '# With the server stopped, as its operating system''s user; it rewrites every page:' || E'\n'
         || 'pg_checksums --enable --pgdata '
         || coalesce((SELECT setting FROM pg_catalog.pg_settings WHERE name = 'data_directory'), '"$PGDATA"') AS remedy
WHERE pg_catalog.current_setting('data_checksums') = 'off'
