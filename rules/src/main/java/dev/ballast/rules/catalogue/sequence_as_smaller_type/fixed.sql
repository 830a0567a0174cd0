ALTER SEQUENCE tickets_seq AS bigint;
