-- Harmless: the scale stays, so no row is read or written.
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN total TYPE numeric(12, 2);
