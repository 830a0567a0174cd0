-- A table that this migration makes is empty, and readings has no DEFAULT partition.
CREATE TABLE readings_2027 (id bigint, taken_on date);
ALTER TABLE readings ATTACH PARTITION readings_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
-- A CHECK of another form may do as well.
ALTER TABLE readings_2026 ADD CONSTRAINT readings_2026_year
  CHECK (taken_on IS NOT NULL AND taken_on BETWEEN '2026-01-01' AND '2026-12-31') NOT VALID;
ALTER TABLE readings_2026 VALIDATE CONSTRAINT readings_2026_year;
ALTER TABLE readings ATTACH PARTITION readings_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
