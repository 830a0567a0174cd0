-- How much of the disk the current database and temporary files take. Needs pg_monitor or superuser.
-- Columns: database, temporary (bytes; files of sorts and hashes in every tablespace).
SELECT pg_catalog.pg_database_size(pg_catalog.current_database())::int8 AS database,
       coalesce((SELECT sum(f.size)
                   FROM pg_catalog.pg_tablespace t,
                        LATERAL pg_catalog.pg_ls_tmpdir(t.oid) f
                  WHERE t.spcname <> 'pg_global'), 0)::int8 AS temporary
