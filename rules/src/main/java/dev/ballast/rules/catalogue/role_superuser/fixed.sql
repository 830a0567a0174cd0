GRANT pg_monitor TO role_superuser_clerk;
