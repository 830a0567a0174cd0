ALTER ROLE change_default_clerk SET default_transaction_read_only = on;
ALTER ROLE "change_default_clerk" SET synchronous_commit TO off;
ALTER DATABASE no_such_shop SET default_transaction_isolation = 'serializable';
ALTER DATABASE no_such_shop SET statement_timeout = '5s';
