-- A transaction block is open.
BEGIN;
SAVEPOINT a;
ROLLBACK TO SAVEPOINT a;
RELEASE a;
COMMIT AND CHAIN;
LOCK TABLE settings IN SHARE MODE;
COMMIT;
-- A DO block runs in a transaction.
DO $$ BEGIN LOCK TABLE settings IN SHARE MODE; END $$;
-- Only a warning.
ROLLBACK;
