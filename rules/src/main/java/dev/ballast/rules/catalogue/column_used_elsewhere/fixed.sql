CREATE UNIQUE INDEX CONCURRENTLY visits_shop_idx ON visits (shop);
ALTER TABLE visits DROP CONSTRAINT visits_shop_day_key;
ALTER TABLE visits DROP COLUMN day;
