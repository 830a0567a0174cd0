-- For this session, or this transaction.
SET work_mem = '8MB';
BEGIN;
SET LOCAL work_mem = '8MB';
COMMIT;
