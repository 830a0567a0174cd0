ALTER TABLE readings_2026 ADD CONSTRAINT readings_2026_bounds
  CHECK (taken_on IS NOT NULL AND taken_on >= '2026-01-01' AND taken_on < '2027-01-01') NOT VALID;
ALTER TABLE readings_2026 VALIDATE CONSTRAINT readings_2026_bounds;
ALTER TABLE readings ATTACH PARTITION readings_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

ALTER TABLE events_2027 ADD CONSTRAINT events_2027_bounds
  CHECK (happened_on >= '2027-01-01' AND happened_on < '2028-01-01') NOT VALID;
ALTER TABLE events_2027 VALIDATE CONSTRAINT events_2027_bounds;
ALTER TABLE events_rest ADD CONSTRAINT events_rest_without_events_2027
  CHECK (happened_on < '2027-01-01' OR happened_on >= '2028-01-01') NOT VALID;
ALTER TABLE events_rest VALIDATE CONSTRAINT events_rest_without_events_2027;
ALTER TABLE events ATTACH PARTITION events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
ALTER TABLE events_rest DROP CONSTRAINT events_rest_without_events_2027;

ALTER TABLE regions_no ADD CONSTRAINT regions_no_bounds CHECK (code IN ('NO', 'SJ')) NOT VALID;
ALTER TABLE regions_no VALIDATE CONSTRAINT regions_no_bounds;
ALTER TABLE regions ATTACH PARTITION regions_no FOR VALUES IN ('NO', 'SJ');
