-- A partition is a table like any other.
CREATE INDEX CONCURRENTLY events_2025_id_idx ON events_2025 (id);
