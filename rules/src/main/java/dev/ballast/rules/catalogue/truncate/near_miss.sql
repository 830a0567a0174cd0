-- Nobody has rows in a table that this migration makes.
CREATE TABLE staging (id bigint);
TRUNCATE staging;
CREATE TEMPORARY TABLE scratch (id bigint);
TRUNCATE scratch;
