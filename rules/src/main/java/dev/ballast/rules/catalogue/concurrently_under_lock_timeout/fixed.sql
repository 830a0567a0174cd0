SET lock_timeout = 0;
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
REINDEX INDEX CONCURRENTLY public."orders_status_idx";
DROP INDEX CONCURRENTLY orders_status_idx;
