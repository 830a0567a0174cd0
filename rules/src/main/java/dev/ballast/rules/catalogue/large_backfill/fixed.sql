UPDATE orders SET note = 'none' WHERE note IS NULL AND id >= 1 AND id < 10001;
DELETE FROM items WHERE price < 5 AND id BETWEEN 1 AND 10000;
INSERT INTO settings (key, value) SELECT email, name FROM public.customers WHERE id BETWEEN 1 AND 10000;
