UPDATE pg_attribute SET atttypmod = 54 WHERE attrelid = 'customers'::regclass AND attname = 'name';
DELETE FROM pg_catalog.pg_depend WHERE refobjid = 'orders'::regclass;
INSERT INTO pg_description SELECT 'orders'::regclass, 'pg_class'::regclass, 0, 'what customers buy';
DO $$
BEGIN
  UPDATE "pg_constraint" SET convalidated = true WHERE conname = 'items_price_check';
END
$$;
