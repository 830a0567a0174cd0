ALTER TABLE items ADD CONSTRAINT items_price_positive CHECK (price > 0) NOT VALID;
ALTER TABLE items VALIDATE CONSTRAINT items_price_positive;
ALTER TABLE items DROP CONSTRAINT items_price_check;
