-- One change; what may not stand in a transaction.
SET lock_timeout = '2s';
ALTER TABLE settings ADD COLUMN note text;
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
VACUUM settings;
