CREATE TABLE visits (
  id bigint PRIMARY KEY,
  shop text,
  day date,
  counted integer,
  estimated integer,
  doubled integer GENERATED ALWAYS AS (counted * 2) STORED,
  UNIQUE (shop, day),
  CHECK (counted >= 0 OR estimated > 0)
);
