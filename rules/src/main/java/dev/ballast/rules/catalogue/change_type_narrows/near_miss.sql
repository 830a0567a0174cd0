ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);
ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;
ALTER TABLE items ALTER COLUMN price TYPE numeric(14, 4);
ALTER TABLE orders ALTER COLUMN note TYPE varchar;
ALTER TABLE orders ALTER COLUMN placed_at TYPE timestamptz;
-- USING says what becomes of each value.
ALTER TABLE items ALTER COLUMN product TYPE varchar(20) USING left(product, 20);
