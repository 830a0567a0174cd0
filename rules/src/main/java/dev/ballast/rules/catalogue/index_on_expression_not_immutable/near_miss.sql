CREATE INDEX CONCURRENTLY customers_email_idx ON customers (lower(email)) WHERE country <> 'NO';
-- Only in an index it matters.
SELECT count(*) FROM orders WHERE placed_at > now();
-- With the zone or the configuration named, or of a type that needs none.
CREATE INDEX CONCURRENTLY ON customers (date(created_at AT TIME ZONE 'UTC'));
CREATE INDEX CONCURRENTLY ON customers (date_trunc('day', created_at AT TIME ZONE 'UTC'));
CREATE INDEX CONCURRENTLY ON customers USING gin (to_tsvector('english', email));
CREATE INDEX CONCURRENTLY ON orders ((id::text), (note || ' ' || id), date(placed_at), (placed_at::date));
CREATE INDEX CONCURRENTLY ON orders (placed_at) WHERE placed_at > '2026-01-01'::date;
