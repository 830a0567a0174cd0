SET lock_timeout = '2s';
ALTER TABLE items DROP CONSTRAINT items_order_id_fkey;
DROP TABLE items;
