ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;
ALTER TABLE orders ADD COLUMN reference uuid DEFAULT gen_random_uuid();
ALTER TABLE items ADD CONSTRAINT items_named CHECK (product <> '');
ALTER TABLE public.items ALTER COLUMN order_id SET NOT NULL;
