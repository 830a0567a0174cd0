-- A new sequence; one whose limit is set on purpose.
CREATE SEQUENCE parcels_seq;
ALTER SEQUENCE parcels_seq AS integer;
ALTER SEQUENCE tickets_seq CYCLE;
