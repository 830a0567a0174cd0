SELECT usename, datname, application_name, count(*) FROM pg_stat_activity GROUP BY 1, 2, 3;
