ALTER TABLE settings ADD CONSTRAINT "Key is short" CHECK (length(key) < 1000);
