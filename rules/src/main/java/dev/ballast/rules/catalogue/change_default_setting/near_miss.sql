-- Back to what it was; a bound for one role; a setting that changes no result; a role of this migration.
ALTER ROLE change_default_clerk RESET default_transaction_read_only;
ALTER ROLE change_default_clerk SET default_transaction_read_only = off;
ALTER ROLE change_default_clerk SET lock_timeout = '2s';
ALTER ROLE change_default_clerk SET work_mem = '16MB';
DROP ROLE IF EXISTS change_default_reader;
CREATE ROLE change_default_reader;
ALTER ROLE change_default_reader SET default_transaction_read_only = on;
DROP ROLE change_default_reader;
