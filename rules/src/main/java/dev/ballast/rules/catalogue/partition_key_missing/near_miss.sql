-- The partition columns are in the key, wherever they stand.
ALTER TABLE events ADD UNIQUE (happened_on, id);
CREATE UNIQUE INDEX regions_all ON regions (day, region, id);
CREATE UNIQUE INDEX regions_top ON ONLY regions (region);
-- A partition alone, a table without partitions, an index that is not unique.
ALTER TABLE events_2025 ADD UNIQUE (id);
ALTER TABLE customers ADD UNIQUE (email);
CREATE INDEX events_id ON events (id);
CREATE TABLE logs (id bigint, day date, UNIQUE (day, id)) PARTITION BY RANGE (day);
CREATE TABLE IF NOT EXISTS logs (id bigint PRIMARY KEY, day date) PARTITION BY RANGE (day);
