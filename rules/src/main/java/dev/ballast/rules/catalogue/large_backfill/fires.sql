UPDATE orders SET note = 'none' WHERE note IS NULL;
DELETE FROM items WHERE price < 5;
INSERT INTO settings (key, value) SELECT email, name FROM public.customers;
UPDATE orders SET note = c.name FROM customers AS c WHERE c.id = orders.customer_id;
DO $$
BEGIN
  UPDATE "orders" SET status = 'old' WHERE placed_at < '2020-01-01' OR note IS NOT NULL;
END
$$;
INSERT INTO settings (key) SELECT n::text FROM generate_series(1, 100000) AS n;
