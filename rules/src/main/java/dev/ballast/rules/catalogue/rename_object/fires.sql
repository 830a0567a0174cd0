ALTER VIEW open_orders RENAME TO pending_orders;
ALTER MATERIALIZED VIEW public.order_totals RENAME TO totals;
ALTER FUNCTION tax(numeric) RENAME TO "Tax of";
ALTER TYPE mood RENAME TO feeling;
ALTER DOMAIN positive RENAME TO above_zero;
ALTER SEQUENCE ticket RENAME TO tickets;
ALTER TABLE orders RENAME CONSTRAINT orders_code_key TO orders_code_unique;
