CREATE TABLE parcels (
  id bigserial PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY,
  weight integer NOT NULL,
  shelf integer NOT NULL DEFAULT 1,
  depot integer,
  grams integer GENERATED ALWAYS AS (weight * 1000) STORED
);
CREATE TABLE halves (id integer NOT NULL, half integer NOT NULL, note text) PARTITION BY LIST (half);
CREATE TABLE "Half 1" PARTITION OF halves FOR VALUES IN (1);
