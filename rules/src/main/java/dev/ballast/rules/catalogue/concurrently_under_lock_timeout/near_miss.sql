-- Without a bound, after it was reset, and of what waits for no transaction.
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN gift boolean;
RESET lock_timeout;
DROP INDEX CONCURRENTLY orders_status_idx;
