SELECT pg_create_logical_replication_slot('x', 'none') WHERE false;
