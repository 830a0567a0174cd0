ALTER TABLE orders ADD COLUMN reference uuid;
ALTER TABLE orders ALTER COLUMN reference SET DEFAULT gen_random_uuid();
UPDATE orders SET reference = DEFAULT WHERE reference IS NULL AND ctid = ANY (ARRAY(SELECT ctid FROM orders WHERE reference IS NULL LIMIT 5000));
