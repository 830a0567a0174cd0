CREATE ROLE role_superuser_root SUPERUSER;
ALTER ROLE role_superuser_clerk BYPASSRLS CREATEROLE;
GRANT pg_execute_server_program TO role_superuser_clerk;
