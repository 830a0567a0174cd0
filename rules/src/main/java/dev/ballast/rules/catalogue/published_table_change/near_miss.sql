ALTER TABLE settings ADD COLUMN weight integer;
ALTER TABLE orders ALTER COLUMN note SET DEFAULT '';
