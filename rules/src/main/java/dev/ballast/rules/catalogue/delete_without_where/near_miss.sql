-- A new table; a join that says which; a batch.
CREATE TABLE parcels (id bigint PRIMARY KEY, depot text);
DELETE FROM parcels;
DELETE FROM items USING orders WHERE orders.id = items.order_id AND orders.status = 'void';
WITH batch AS (SELECT id FROM items ORDER BY id LIMIT 1000) DELETE FROM items USING batch WHERE items.id = batch.id;
