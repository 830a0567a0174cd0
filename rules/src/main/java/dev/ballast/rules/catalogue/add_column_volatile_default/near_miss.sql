-- One value for all rows: nothing is written.
ALTER TABLE orders ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE orders ADD COLUMN flags jsonb NOT NULL DEFAULT '{}'::jsonb;
ALTER TABLE orders ADD COLUMN label text DEFAULT lower('NONE') || 'x';
ALTER TABLE orders ADD COLUMN house text DEFAULT house_code();
ALTER TABLE items ALTER COLUMN id SET DEFAULT (random() * 1000000)::bigint;
ALTER TABLE orders ALTER COLUMN note SET STORAGE external;
ALTER TABLE orders ALTER COLUMN note SET COMPRESSION pglz;
CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE parcels ADD COLUMN reference uuid DEFAULT gen_random_uuid();
