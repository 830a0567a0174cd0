ALTER TABLE orders ALTER COLUMN quantity TYPE bigint, ADD COLUMN reference uuid DEFAULT gen_random_uuid();
