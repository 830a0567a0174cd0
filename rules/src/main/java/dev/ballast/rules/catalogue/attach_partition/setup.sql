CREATE TABLE events_2027 (id bigint NOT NULL, happened_on date NOT NULL, payload jsonb);
CREATE TABLE readings (id bigint, taken_on date) PARTITION BY RANGE (taken_on);
CREATE TABLE readings_2025 PARTITION OF readings FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE readings_2026 (id bigint, taken_on date);
CREATE TABLE regions (id bigint, code text NOT NULL) PARTITION BY LIST (code);
CREATE TABLE regions_no (id bigint, code text NOT NULL);
