ALTER TABLE orders ADD COLUMN channel text;
ALTER TABLE orders ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE settings ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY NOT NULL;
ALTER TABLE items ADD COLUMN rounded numeric GENERATED ALWAYS AS (coalesce(price, 0)) STORED NOT NULL;
CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE parcels ADD COLUMN label text NOT NULL;
