ALTER TABLE orders ADD COLUMN weight integer;
ALTER TABLE public.items DROP COLUMN product;
ALTER TABLE orders RENAME COLUMN note TO remark;
