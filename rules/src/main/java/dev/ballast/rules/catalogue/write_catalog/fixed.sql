ALTER TABLE customers ALTER COLUMN name TYPE varchar(200);
COMMENT ON TABLE orders IS 'what customers buy';
ALTER TABLE items VALIDATE CONSTRAINT items_price_check;
