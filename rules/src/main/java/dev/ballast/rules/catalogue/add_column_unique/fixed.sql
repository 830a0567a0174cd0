ALTER TABLE orders ADD COLUMN barcode text;
CREATE UNIQUE INDEX CONCURRENTLY orders_barcode_key ON orders (barcode);
ALTER TABLE orders ADD CONSTRAINT orders_barcode_key UNIQUE USING INDEX orders_barcode_key;
