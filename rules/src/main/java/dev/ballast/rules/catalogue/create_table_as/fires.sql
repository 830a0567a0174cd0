CREATE TABLE old_orders AS SELECT * FROM orders;
SELECT id, email INTO public."Addresses" FROM customers WHERE country IS NULL;
