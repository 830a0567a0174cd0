BEGIN;
LOCK TABLE orders IN ROW EXCLUSIVE MODE;
LOCK TABLE customers IN ACCESS EXCLUSIVE MODE NOWAIT;
COMMIT;
-- Nobody uses a table that this migration makes.
CREATE TABLE parcels (id bigint PRIMARY KEY);
BEGIN;
LOCK TABLE parcels;
COMMIT;
