-- One partition, the parent alone, a change that takes a weak lock.
ALTER TABLE events_2025 ADD CONSTRAINT events_2025_id_check CHECK (id > 0) NOT VALID;
ALTER TABLE ONLY events ALTER COLUMN payload SET DEFAULT '{}';
ALTER TABLE events ALTER COLUMN payload SET STATISTICS 500;
-- Nobody uses a table that this migration makes.
CREATE TABLE visits (id bigint, seen_on date) PARTITION BY RANGE (seen_on);
CREATE TABLE visits_2025 PARTITION OF visits FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
ALTER TABLE visits ADD COLUMN source text;
