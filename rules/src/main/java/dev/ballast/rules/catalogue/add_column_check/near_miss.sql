ALTER TABLE orders ADD COLUMN discount integer DEFAULT 0;
-- It is there already, so nothing happens.
ALTER TABLE orders ADD COLUMN IF NOT EXISTS quantity integer CHECK (quantity > 0);
CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE parcels ADD COLUMN weight integer CHECK (weight > 0);
