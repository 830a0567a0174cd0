ALTER TABLE orders ADD COLUMN extras jsonb NOT NULL DEFAULT '{}';
ALTER TABLE orders ADD COLUMN json text;
