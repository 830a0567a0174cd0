ALTER TABLE orders ADD COLUMN extras jsonb;
