-- Which libraries must a host have so that a copy of this database works? Those that functions in C
-- name, but for what every server brings along (object ids below 16384 come from initdb).
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'info' AS severity,
       probin AS subject,
       pg_catalog.format('database %s needs this library%s; a restoring host needs it too',
              pg_catalog.current_database(), coalesce(' (extension ' || pg_catalog.string_agg(DISTINCT e.extname || ' ' || e.extversion, ', ') || ')', '')) AS message,
       NULL AS remedy
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_language l ON l.oid = p.prolang AND l.lanname = 'c'
LEFT JOIN pg_catalog.pg_depend d
       ON d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid AND d.deptype = 'e'
LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
WHERE p.oid >= 16384 AND p.probin IS NOT NULL
GROUP BY probin
ORDER BY probin
