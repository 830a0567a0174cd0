ALTER TABLE settings ADD COLUMN details jsonb;
