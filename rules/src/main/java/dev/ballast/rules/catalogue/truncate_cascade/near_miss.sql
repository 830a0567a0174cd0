TRUNCATE items;
-- Nobody has rows in a table that this migration makes.
CREATE TABLE staging (id bigint PRIMARY KEY);
CREATE TABLE staging_lines (staging_id bigint REFERENCES staging (id));
TRUNCATE staging CASCADE;
