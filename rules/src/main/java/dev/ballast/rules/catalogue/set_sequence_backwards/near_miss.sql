-- Forwards; a new sequence; no restart.
SELECT setval('tickets_seq', 5000);
ALTER SEQUENCE tickets_seq RESTART WITH 6000;
ALTER SEQUENCE tickets_seq INCREMENT BY 5;
CREATE SEQUENCE parcels_seq;
SELECT setval('parcels_seq', 1, false);
ALTER SEQUENCE parcels_seq RESTART;
