ALTER TABLE parts ADD CONSTRAINT parts_amount_not_null CHECK (amount IS NOT NULL) NOT VALID;
ALTER TABLE parts VALIDATE CONSTRAINT parts_amount_not_null;
