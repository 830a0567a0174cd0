-- Nobody uses a table that this migration makes, and one without partitions has nothing to read.
CREATE TABLE visits (id bigint, seen_on date) PARTITION BY RANGE (seen_on);
CREATE TABLE visits_2025 PARTITION OF visits FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX visits_idx ON visits (seen_on);
CREATE INDEX events_id_idx ON ONLY events (id);
CREATE INDEX events_2025_id_idx ON events_2025 (id);
