-- Nobody waits for a table that did not exist before, nor for locks that writers pass.
CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE parcels ADD COLUMN depot text;
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
INSERT INTO settings (key, value) VALUES ('theme', 'dark');
SELECT set_config('lock_timeout', '1500ms', false);
ALTER TABLE orders ADD COLUMN gift boolean;
