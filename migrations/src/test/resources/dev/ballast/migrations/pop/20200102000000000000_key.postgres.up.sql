ALTER TABLE users ADD k bigint;
