ALTER TABLE orders RENAME COLUMN note TO remark;
ALTER TABLE public.events RENAME payload TO "Body";
ALTER VIEW open_orders RENAME COLUMN total TO amount;
DO $$
BEGIN
  ALTER TABLE settings RENAME COLUMN value TO content;
END
$$;
