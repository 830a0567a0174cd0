ALTER TABLE events_rest ADD CONSTRAINT events_rest_without_events_2027
  CHECK (happened_on < '2027-01-01' OR happened_on >= '2028-01-01') NOT VALID;
ALTER TABLE events_rest VALIDATE CONSTRAINT events_rest_without_events_2027;
CREATE TABLE events_2027 (LIKE events INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
ALTER TABLE events ATTACH PARTITION events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
ALTER TABLE events_rest DROP CONSTRAINT events_rest_without_events_2027;
