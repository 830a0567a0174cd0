CREATE INDEX events_happened_idx ON ONLY events (happened_on);
CREATE INDEX CONCURRENTLY events_2025_happened_idx ON events_2025 (happened_on);
ALTER INDEX events_happened_idx ATTACH PARTITION events_2025_happened_idx;
