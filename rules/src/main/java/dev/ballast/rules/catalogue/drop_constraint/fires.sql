ALTER TABLE items DROP CONSTRAINT items_price_check;
ALTER TABLE orders DROP CONSTRAINT orders_code_key;
DO $$
BEGIN
  ALTER TABLE public.settings DROP CONSTRAINT "Key is short";
END
$$;
