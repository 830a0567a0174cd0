SELECT oid::regprocedure FROM pg_proc WHERE prosrc ILIKE '%total_of%';
