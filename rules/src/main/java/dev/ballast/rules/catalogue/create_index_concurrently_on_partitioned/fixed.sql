CREATE INDEX events_happened_idx ON ONLY events (happened_on);
CREATE INDEX CONCURRENTLY events_2025_happened_idx ON events_2025 (happened_on);
ALTER INDEX events_happened_idx ATTACH PARTITION events_2025_happened_idx;
CREATE INDEX CONCURRENTLY events_2026_happened_idx ON events_2026 (happened_on);
ALTER INDEX events_happened_idx ATTACH PARTITION events_2026_happened_idx;
CREATE INDEX CONCURRENTLY events_rest_happened_idx ON events_rest (happened_on);
ALTER INDEX events_happened_idx ATTACH PARTITION events_rest_happened_idx;
