ALTER TABLE orders ADD COLUMN twice integer;
UPDATE orders SET twice = quantity * 2 WHERE twice IS NULL AND ctid = ANY (ARRAY(SELECT ctid FROM orders WHERE twice IS NULL LIMIT 5000));
