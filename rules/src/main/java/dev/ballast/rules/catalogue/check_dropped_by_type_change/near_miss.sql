-- The CHECK on it is not valid, so it is not tested again.
ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);
ALTER TABLE items ALTER COLUMN product TYPE varchar;
