-- Shared buffers by state: one row. The place is the schema of the extension.
-- Privileges: pg_monitor, which may run the function.
-- Source: "pg_buffercache" in the manual.
SELECT buffers_used AS used, buffers_unused AS unused, buffers_dirty AS dirty,
       buffers_pinned AS pinned, usagecount_avg AS usage_average
FROM %s()
