CREATE INDEX CONCURRENTLY customers_email_idx ON customers (lower(email)) WHERE country <> 'NO';
-- Only in an index it matters.
SELECT count(*) FROM orders WHERE placed_at > now();
