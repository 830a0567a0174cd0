SET lock_timeout = '2s';
ALTER TABLE items DROP CONSTRAINT items_order_id_fkey;
ALTER TABLE items ADD CONSTRAINT items_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id) NOT VALID;
ALTER TABLE items VALIDATE CONSTRAINT items_order_id_fkey;
