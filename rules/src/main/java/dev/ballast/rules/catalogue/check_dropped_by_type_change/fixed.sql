ALTER TABLE items DROP CONSTRAINT items_price_check, ALTER COLUMN price TYPE numeric(12, 2), ADD CONSTRAINT items_price_check CHECK (price >= 0) NOT VALID;
ALTER TABLE items VALIDATE CONSTRAINT items_price_check;
