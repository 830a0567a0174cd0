ALTER TABLE orders ADD COLUMN twice integer GENERATED ALWAYS AS (quantity * 2);
ALTER TABLE items ADD COLUMN rounded numeric GENERATED ALWAYS AS (round(price)) VIRTUAL;
