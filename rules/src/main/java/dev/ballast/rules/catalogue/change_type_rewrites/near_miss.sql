-- The rows stay: each of these completes in an instant.
ALTER TABLE near ALTER COLUMN short TYPE varchar(20);
ALTER TABLE near ALTER COLUMN short TYPE text;
ALTER TABLE near ALTER COLUMN long TYPE varchar;
ALTER TABLE near ALTER COLUMN long TYPE label;
ALTER TABLE near ALTER COLUMN tag TYPE text;
ALTER TABLE near ALTER COLUMN amount TYPE numeric(12, 2);
ALTER TABLE near ALTER COLUMN amount TYPE numeric;
ALTER TABLE near ALTER COLUMN seen TYPE timestamp;
ALTER TABLE near ALTER COLUMN net TYPE inet;
ALTER TABLE near ALTER COLUMN flags TYPE varbit(16);
ALTER TABLE near ALTER COLUMN span TYPE interval(6);
ALTER TABLE near ALTER COLUMN id TYPE integer USING id::integer;
ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);
-- Storage and compression hold for new values only.
ALTER TABLE orders ALTER COLUMN note SET STORAGE external;
ALTER TABLE orders ALTER COLUMN note SET COMPRESSION pglz;
ALTER TABLE orders ALTER COLUMN note SET STATISTICS 500, ALTER COLUMN note SET (n_distinct = 5);
CREATE TABLE parcels (id integer);
ALTER TABLE parcels ALTER COLUMN id TYPE bigint;
