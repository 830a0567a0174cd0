SET default_transaction_read_only = off;
SET synchronous_commit = 'off';
RESET synchronous_commit;
