-- It is switched on again; it is switched on; a table of this migration.
ALTER TABLE orders SET (autovacuum_enabled = false);
INSERT INTO orders (id) VALUES (1000001);
ALTER TABLE orders RESET (autovacuum_enabled);
ALTER TABLE items SET (autovacuum_enabled = true);
CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE parcels SET (autovacuum_enabled = false);
