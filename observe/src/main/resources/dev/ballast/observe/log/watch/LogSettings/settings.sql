-- How the server writes its log: one row.
-- Privileges: none.
-- Source: "Error Reporting and Logging" in the manual.
SELECT pg_catalog.current_setting('log_line_prefix') AS prefix,
       pg_catalog.current_setting('log_timezone') AS zone
