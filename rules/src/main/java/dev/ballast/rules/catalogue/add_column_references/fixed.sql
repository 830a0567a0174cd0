SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN seller_id bigint;
ALTER TABLE orders ADD CONSTRAINT orders_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES customers (id) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_seller_id_fkey;
