ALTER TABLE orders ADD COLUMN pieces positive;
ALTER TABLE public.items ADD COLUMN pieces positive DEFAULT 1;
ALTER TABLE orders ADD COLUMN amount elsewhere_amount DEFAULT 1;
ALTER TABLE orders ADD COLUMN amount_due elsewhere.amount;
