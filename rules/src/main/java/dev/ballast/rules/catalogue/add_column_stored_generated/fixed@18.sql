ALTER TABLE orders ADD COLUMN twice integer GENERATED ALWAYS AS (quantity * 2) VIRTUAL;
