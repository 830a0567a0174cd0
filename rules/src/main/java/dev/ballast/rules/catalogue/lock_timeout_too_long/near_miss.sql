-- Ten seconds are the limit; a longer bound on locks that block nobody delays nobody.
SET lock_timeout = '10s';
ALTER TABLE orders ADD COLUMN gift boolean;
SET lock_timeout = '1h';
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
