VACUUM (FULL false) orders;
VACUUM (FREEZE) orders;
-- Nobody uses a table that this migration makes.
CREATE TABLE parcels (id bigint PRIMARY KEY);
VACUUM FULL parcels;
