-- These end with the transaction, or only let go.
SELECT pg_try_advisory_xact_lock(4711);
SELECT pg_advisory_unlock_all();
