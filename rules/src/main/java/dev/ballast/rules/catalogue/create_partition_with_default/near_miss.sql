-- Without a DEFAULT partition nothing is read.
CREATE TABLE readings_2026 PARTITION OF readings FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- Nor when the DEFAULT partition itself is made.
CREATE TABLE readings_rest PARTITION OF readings DEFAULT;
