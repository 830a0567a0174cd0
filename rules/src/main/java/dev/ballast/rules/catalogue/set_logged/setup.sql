CREATE UNLOGGED TABLE staging (id bigint PRIMARY KEY, line text);
