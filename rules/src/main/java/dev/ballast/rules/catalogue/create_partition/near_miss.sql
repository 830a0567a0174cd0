-- Nobody uses a table that this migration makes.
CREATE TABLE visits (id bigint, seen_on date) PARTITION BY RANGE (seen_on);
CREATE TABLE visits_2025 PARTITION OF visits FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- A child by inheritance is no partition.
CREATE TABLE old_orders () INHERITS (orders);
